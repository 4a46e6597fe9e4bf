import { onceEach } from '../../../scan/once-each.ts';
import type { CodeUnit } from '../../../scan/code-text/code-unit.ts';
import { codeLanguageOf } from '../../../scan/code-text/code-language.ts';
import type { Project } from '../../../scan/project.ts';
import type { Range, ScannedFile } from '../../../scan/scanned-file.ts';
import type { WebhookHandler } from '../webhook-handler.ts';
import { foreignCodeOf, type ForeignCode } from '../../languages/foreign-code.ts';
import { handlingUnits } from './handling-units.ts';
import { calledNames } from './called-names.ts';
import { handsOn } from './hands-on.ts';
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
  const isInner = isCalledBy(
    found.map(({ handler }) => handler),
    code,
  );
  const handlers = found.map(({ unit, handler }): WebhookHandler =>
    unit !== undefined && isInner(unit, handler)
      ? Object.assign(handler, { inner: true as const })
      : handler,
  );
  return handlers.toSorted((a, b) => a.range.start - b.range.start);
}

/** Files with more functions than anybody reads are not asked what calls what in between. */
const MOST_UNITS = 200;

/** Whether another handler calls a unit, or one that does. */
function isCalledBy(
  handlers: readonly WebhookHandler[],
  code: ForeignCode,
): (unit: CodeUnit, own: WebhookHandler) => boolean {
  const units = handlingUnits(code);
  const between = units.length <= MOST_UNITS ? units : [];
  const calledIn = onceEach(({ start, end }: Range) =>
    calledNames(code.code.slice(start, end), units),
  );
  const callers = new Map<string, WebhookHandler[]>();
  for (const handler of handlers) {
    for (const name of calledIn(handler.range)) {
      const others = callers.get(name);
      if (others === undefined) callers.set(name, [handler]);
      else others.push(handler);
    }
  }
  return ({ name, start }, own) => {
    const isCalled = (called: string): boolean =>
      callers.get(called)?.some((handler) => handler !== own) === true;
    return (
      isCalled(name) ||
      between.some(
        (each) => each.start !== start && calledIn(each).has(name) && isCalled(each.name),
      )
    );
  };
}
