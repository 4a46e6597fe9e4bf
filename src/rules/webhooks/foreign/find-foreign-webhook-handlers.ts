import { unitAt } from '../../../scan/code-text/code-units.ts';
import type { CodeUnit } from '../../../scan/code-text/code-unit.ts';
import { codeLanguageOf } from '../../../scan/code-text/code-language.ts';
import type { Project } from '../../../scan/project.ts';
import type { Range, ScannedFile } from '../../../scan/scanned-file.ts';
import type { WebhookHandler } from '../webhook-handler.ts';
import { foreignCodeOf, type ForeignCode } from '../../languages/foreign-code.ts';
import { handlingUnits } from './handling-units.ts';
import { constantsOf } from './project-constants.ts';
import { foreignRoute } from './untold-handlers.ts';
import { handlerOf } from './handler-of.ts';
import { payloadReads } from './payload-reads.ts';
import { toldCodes, type ToldPlace } from './told-codes.ts';
import { evidenceFor, isTest } from './webhook-evidence.ts';

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
  const isHandler = (unit: CodeUnit | undefined): boolean => {
    const { isWebhook, isPlaid, isOthers } = evidenceFor(unit, code);
    return isWebhook && isPlaid && !isOthers;
  };
  const places = toldCodes({ code, constants: constantsOf(code, project) }, reads, isHandler);
  const found = [...byUnit(places, code)].flatMap(([unit, own]) => {
    const handler = handlerOf(unit, own, reads, code, project);
    return handler === undefined ? [] : [{ unit, handler }];
  });
  for (const unit of handlingUnits(code)) {
    const isTold = found.some(
      ({ handler: { range } }) => range.start < unit.end && unit.start < range.end,
    );
    const handler = isTold ? undefined : foreignRoute(unit, reads, code, project);
    if (handler !== undefined) found.push({ unit, handler });
  }
  const handlers = found.map(({ unit, handler }): WebhookHandler => {
    const isInner =
      unit !== undefined &&
      found.some((other) => other.handler !== handler && calls(other.handler.range, unit, code));
    return isInner ? Object.assign(handler, { inner: true as const }) : handler;
  });
  return handlers.toSorted((a, b) => a.range.start - b.range.start);
}

/** Whether code in a range calls a unit by its name. */
function calls({ start, end }: Range, { name }: CodeUnit, { code }: ForeignCode): boolean {
  return new RegExp(String.raw`(?<!\w)${escaped(name)}\s*[(\s:]`).test(code.slice(start, end));
}

function escaped(name: string): string {
  return name.replaceAll(/[^\w]/g, String.raw`\$&`);
}

/** Places by the unit they stand in. */
function byUnit(
  places: readonly ToldPlace[],
  code: ForeignCode,
): ReadonlyMap<CodeUnit | undefined, readonly ToldPlace[]> {
  const units = handlingUnits(code);
  const groups = new Map<CodeUnit | undefined, ToldPlace[]>();
  for (const place of places) {
    const unit = unitAt(units, place.at);
    groups.set(unit, [...(groups.get(unit) ?? []), place]);
  }
  return groups;
}
