import { codeLanguageOf } from '../../../scan/code-text/code-language.ts';
import { unitAt } from '../../../scan/code-text/code-units.ts';
import type { Project } from '../../../scan/project.ts';
import { foreignCodeOf, type ForeignCode } from '../../languages/foreign-code.ts';
import type { WebhookHandler } from '../webhook-handler.ts';
import { findForeignWebhookHandlers } from './find-foreign-webhook-handlers.ts';
import { handlingUnits } from './handling-units.ts';
import { QUEUED } from './called-names.ts';
import { isTest, ownerOf } from './webhook-evidence.ts';

/**
 * Whether another file hands a handler its webhooks, and a route that takes them is behind it: a controller
 * that asks a service, or stores a row whose class then tells it apart. The route is what is listed.
 */
export function isHanded(handler: WebhookHandler, code: ForeignCode, project: Project): boolean {
  if (handler.route !== undefined || handler.branches.length === 0) return false;
  const unit = unitAt(handlingUnits(code), handler.range.start);
  const owner = unit === undefined ? undefined : lastPart(ownerOf(unit, code));
  if (unit === undefined || owner === undefined) return false;
  if (owner === '' && !/hook|plaid/i.test(unit.name)) return false;
  // `Event.instrument(…)`, `new Event(x).instrument(…)`
  const calls = new RegExp(
    String.raw`\b${owner}\b[^\n;]{0,80}?(?:\.|::|->)\s*${escaped(unit.name)}`,
  );
  // `private final Hooks hooks;` and `hooks.take(body)`
  const isOfInstance = new RegExp(String.raw`(?:\.|->)${escaped(unit.name)}\s*\(`);
  // `handle_hook(body)`, `handle_hook.delay(body)`
  const isOfFunction = new RegExp(
    String.raw`(?<![\w.]|\b(?:def|func|fun|function) )${escaped(unit.name)}(?:\s*\(|${QUEUED})`,
  );
  const others = [...project.files.values()].flatMap((file) => {
    const isOther = file.path !== code.path && codeLanguageOf(file.path) === code.language;
    return isOther && !isTest(file.path) ? [file] : [];
  });
  const callers = others.filter((file) => {
    const { code: text = '' } = foreignCodeOf(file) ?? {};
    if (owner === '') return isOfFunction.test(text);
    return calls.test(text) || (isOfInstance.test(text) && new RegExp(`\\b${owner}\\b`).test(text));
  });
  if (callers.length === 0) return false;
  const classes = callers.flatMap((file) => classesIn(foreignCodeOf(file)?.code ?? ''));
  return others.some((file) => {
    const isBehind =
      callers.includes(file) ||
      classes.some((name) =>
        new RegExp(String.raw`\b${name}\b`).test(foreignCodeOf(file)?.code ?? ''),
      );
    return (
      isBehind &&
      findForeignWebhookHandlers(file, project).some(
        (each) => each.route !== undefined || each.handsOn === true,
      )
    );
  });
}

function classesIn(code: string): readonly string[] {
  return Array.from(code.matchAll(/\bclass\s+(?:\w+(?:::|\.))*(\w+)/g), ([, name = '']) => name);
}

/** `Event` of `PlaidRails::Event`. */
function lastPart(name: string): string | undefined {
  return name.split(/::|\./).at(-1);
}

function escaped(name: string): string {
  return name.replaceAll(/[^\w]/g, String.raw`\$&`);
}
