import { codeLanguageOf } from '../../../scan/code-text/code-language.ts';
import type { CodeUnit } from '../../../scan/code-text/code-unit.ts';
import { onceEach } from '../../../scan/once-each.ts';
import type { Project } from '../../../scan/project.ts';
import { foreignCodeOf, type ForeignCode } from '../../languages/foreign-code.ts';
import { calledNames, queuedNames } from './called-names.ts';
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
    return other !== undefined && leads(unit, code, leadersIn(project)(other), other);
  });
}

/** Units that tell webhooks apart, and those of their file that call one. */
interface Leaders {
  readonly units: readonly CodeUnit[];
  readonly byName: ReadonlyMap<string, readonly CodeUnit[]>;
  /** Those that the name of their class is enough for, by its first word. */
  readonly byOwner: ReadonlyMap<string, readonly CodeUnit[]>;
}

const leadersIn = onceEach((project: Project) =>
  onceEach((code: ForeignCode): Leaders => {
    const telling = tellingUnits(code, project).flatMap(({ unit }) => unit ?? []);
    const calling = handlingUnits(code).filter(
      ({ start, end }) =>
        telling.length > 0 && calledNames(code.code.slice(start, end), telling).size > 0,
    );
    const units = [...new Set([...telling, ...calling])];
    const ofOwners = Map.groupBy(
      units.filter((unit) => isKnownByOwner(unit, code)),
      (unit) => lastOwnerOf(unit, code),
    );
    // Two speak for all: one of them is another than who asks.
    const owned = [...ofOwners.values()].flatMap((each) => each.slice(0, 2));
    return {
      units,
      byName: Map.groupBy(units, ({ name }) => name),
      byOwner: Map.groupBy(owned, (unit) => /\w*/.exec(lastOwnerOf(unit, code))?.[0] ?? ''),
    };
  }),
);

function leads(
  unit: CodeUnit,
  code: ForeignCode,
  { units, byName, byOwner }: Leaders,
  other: ForeignCode,
): boolean {
  if (units.length === 0) return false;
  const isOther = ({ start }: CodeUnit): boolean => start !== unit.start;
  const text = code.code.slice(unit.start, unit.end);
  const called = [...new Set([...calledNames(text, units), ...queuedNames(text, units)])].flatMap(
    (name) => (byName.get(name) ?? []).filter(isOther),
  );
  if (other === code) return called.length > 0;
  const isLed = called.some((to) =>
    isKnownByOwner(to, other)
      ? isNamed(lastOwnerOf(to, other), wordsOf(code), code.code)
      : isTelling(to.name),
  );
  if (isLed) return true;
  const words = new Set(text.match(/\w+/g));
  return ['', ...words].some((word) =>
    byOwner.get(word)?.some((to) => isOther(to) && isNamed(lastOwnerOf(to, other), words, text)),
  );
}

function isKnownByOwner(unit: CodeUnit, code: ForeignCode): boolean {
  return lastOwnerOf(unit, code) !== '' && !/hook|plaid/i.test(unit.name);
}

function lastOwnerOf(unit: CodeUnit, code: ForeignCode): string {
  return ownerOf(unit, code).split(/::|\./).at(-1) ?? '';
}

const wordsOf = onceEach(
  ({ code }: ForeignCode): ReadonlySet<string> => new Set(code.match(/\w+/g)),
);

/** Whether code names a class; what is no word alone, as `Hooks:`, is searched for. */
function isNamed(owner: string, words: ReadonlySet<string>, text: string): boolean {
  return /^\w+$/.test(owner) ? words.has(owner) : new RegExp(String.raw`\b${owner}\b`).test(text);
}

/** Names that more than one thing in a tree is likely to have say little. */
function isTelling(name: string): boolean {
  return /hook|plaid/i.test(name) || name.length > 8;
}
