import type { CodeUnit } from '../../../scan/code-text/code-unit.ts';
import { codeLanguageOf } from '../../../scan/code-text/code-language.ts';
import type { Project } from '../../../scan/project.ts';
import type { Range, ScannedFile } from '../../../scan/scanned-file.ts';
import type { WebhookHandler } from '../webhook-handler.ts';
import { foreignCodeOf, type ForeignCode } from '../../languages/foreign-code.ts';
import { handlingUnits } from './handling-units.ts';
import { calls, handsOn } from './hands-on.ts';
import { foreignRoute } from './untold-handlers.ts';
import { payloadReads } from './payload-reads.ts';
import { tellingUnits } from './telling-units.ts';
import { isTest } from './webhook-evidence.ts';

const WORDS = /webhook|total_transactions|removed_transactions|Plaid::Webhook|HISTORICAL_UPDATE/i;

/** The places in a file of another language than JavaScript that take Plaid's webhooks, in source order. */
export function findForeignWebhookHandlers(
  file: ScannedFile,
  project: Project,
): readonly WebhookHandler[] {
  const language = codeLanguageOf(file.path);
  if (language === undefined || language === 'xml') return [];
  if (isTest(file.path) || !(WORDS.test(file.text) || /hook/i.test(file.path))) return [];
  const code = foreignCodeOf(file);
  if (code === undefined) return [];
  const reads = payloadReads(code);
  const found = [...tellingUnits(code, project)];
  for (const unit of handlingUnits(code)) {
    const isTold = found.some(
      ({ handler: { range } }) => range.start < unit.end && unit.start < range.end,
    );
    const handler = isTold ? undefined : foreignRoute(unit, reads, code, project);
    if (handler === undefined) continue;
    const isOn = handsOn(unit, code, project);
    found.push({
      unit,
      handler: isOn ? Object.assign(handler, { handsOn: true as const }) : handler,
    });
  }
  const handlers = found.map(({ unit, handler }): WebhookHandler => {
    const isInner =
      unit !== undefined &&
      found.some((other) => other.handler !== handler && leadsTo(other.handler.range, unit, code));
    return isInner ? Object.assign(handler, { inner: true as const }) : handler;
  });
  return handlers.toSorted((a, b) => a.range.start - b.range.start);
}

/** Files with more functions than anybody reads are not asked what calls what in between. */
const MOST_UNITS = 200;

/** Whether code in a range calls a unit, or one that does. */
function leadsTo(range: Range, unit: CodeUnit, code: ForeignCode): boolean {
  if (calls(range, unit, code)) return true;
  const between = handlingUnits(code);
  return (
    between.length <= MOST_UNITS &&
    between.some(
      (each) => each.start !== unit.start && calls(range, each, code) && calls(each, unit, code),
    )
  );
}
