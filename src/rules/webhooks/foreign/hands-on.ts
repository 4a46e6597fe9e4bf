import { codeLanguageOf } from '../../../scan/code-text/code-language.ts';
import type { CodeUnit } from '../../../scan/code-text/code-unit.ts';
import type { Project } from '../../../scan/project.ts';
import type { Range } from '../../../scan/scanned-file.ts';
import { foreignCodeOf, type ForeignCode } from '../../languages/foreign-code.ts';
import { handlingUnits } from './handling-units.ts';
import { tellingUnits } from './telling-units.ts';
import { isTest, ownerOf } from './webhook-evidence.ts';

/**
 * Whether a route hands its webhooks to code that tells them apart: `hooks.take(body)` of an instance that it
 * was given, `HookJob.perform_later(params)`, a function of another file.
 */
export function handsOn(unit: CodeUnit, code: ForeignCode, project: Project): boolean {
  const language = codeLanguageOf(code.path);
  return [...project.files.values()].some((file) => {
    if (codeLanguageOf(file.path) !== language || isTest(file.path)) return false;
    const other = foreignCodeOf(file);
    if (other === undefined) return false;
    return leadingUnits(other, project).some(
      (leading) => leading.start !== unit.start && leads(unit, code, leading, other),
    );
  });
}

/** Units that tell webhooks apart, and those of their file that call one. */
function leadingUnits(code: ForeignCode, project: Project): readonly CodeUnit[] {
  const telling = tellingUnits(code, project).flatMap(({ unit }) => unit ?? []);
  if (telling.length === 0) return [];
  const calling = handlingUnits(code).filter(
    (unit) => !telling.includes(unit) && telling.some((each) => calls(unit, each, code)),
  );
  return [...telling, ...calling];
}

function leads(unit: CodeUnit, code: ForeignCode, to: CodeUnit, other: ForeignCode): boolean {
  const isCalled = calls(unit, to, code) || queues(unit, to, code);
  if (other === code) return isCalled;
  const owner = ownerOf(to, other).split(/::|\./).at(-1) ?? '';
  if (owner === '' || /hook|plaid/i.test(to.name)) return isCalled && isTelling(to.name);
  const names = new RegExp(String.raw`\b${owner}\b`);
  return names.test(code.code.slice(unit.start, unit.end)) || (isCalled && names.test(code.code));
}

/** Names that more than one thing in a tree is likely to have say little. */
function isTelling(name: string): boolean {
  return /hook|plaid/i.test(name) || name.length > 8;
}

/** Whether code in a range calls a unit by its name. */
export function calls({ start, end }: Range, { name }: CodeUnit, { code }: ForeignCode): boolean {
  const escaped = name.replaceAll(/[^\w]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<!\w)${escaped}\s*[(\s:]`).test(code.slice(start, end));
}

/** `handle_hook.delay(…)` */
function queues({ start, end }: Range, { name }: CodeUnit, { code }: ForeignCode): boolean {
  return new RegExp(String.raw`(?<!\w)${name.replaceAll(/\W/g, '')}${QUEUED}`).test(
    code.slice(start, end),
  );
}

/** How a function is called that a queue runs. */
export const QUEUED = String.raw`\.(?:delay|apply_async|si?|send|enqueue|dispatch|perform_async)\b`;
