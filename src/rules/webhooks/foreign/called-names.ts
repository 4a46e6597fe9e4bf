import { onceEach } from '../../../scan/once-each.ts';
import type { CodeUnit } from '../../../scan/code-text/code-unit.ts';

/** Names of units, by the word that each begins with; by nothing those that have none. */
type NamesByWord = ReadonlyMap<string, readonly string[]>;

/** The names of units that code calls: `take(`, `take:`. */
export function calledNames(code: string, units: readonly CodeUnit[]): ReadonlySet<string> {
  const names = namesOf(units);
  const found = new Set((names.get('') ?? []).filter((name) => callOf(name).test(code)));
  for (const { 0: word, index } of code.matchAll(/\w+/g)) {
    for (const name of names.get(word) ?? []) {
      if (!found.has(name) && isCalledAt(index - name.search(/\w/), name, code)) found.add(name);
    }
  }
  return found;
}

/** The names of units that code gives to a queue: `take.delay(…)`. */
export function queuedNames(code: string, units: readonly CodeUnit[]): ReadonlySet<string> {
  const names = plainNamesOf(units);
  const found = new Set(new RegExp(String.raw`(?<!\w)${QUEUED}`).test(code) ? names.get('') : []);
  for (const [, word = ''] of code.matchAll(QUEUED_WORD)) {
    for (const name of names.get(word) ?? []) found.add(name);
  }
  return found;
}

/** How a function is called that a queue runs. */
export const QUEUED = String.raw`\.(?:delay|apply_async|si?|send|enqueue|dispatch|perform_async)\b`;
const QUEUED_WORD = new RegExp(String.raw`(?<!\w)(\w+)(?=${QUEUED})`, 'g');

const namesOf = onceEach((units: readonly CodeUnit[]) =>
  grouped(units, (name) => /\w+/.exec(name)?.[0] ?? ''),
);
const plainNamesOf = onceEach((units: readonly CodeUnit[]) =>
  grouped(units, (name) => name.replaceAll(/\W/g, '')),
);

function grouped(units: readonly CodeUnit[], wordOf: (name: string) => string): NamesByWord {
  return Map.groupBy(new Set(units.map(({ name }) => name)), wordOf);
}

/** Whether a name stands at a place as a call of it; its words are whole ones there. */
function isCalledAt(at: number, name: string, code: string): boolean {
  return (
    at >= 0 &&
    code.startsWith(name, at) &&
    !/\w/.test(code.charAt(at - 1)) &&
    /[(\s:]/.test(code.charAt(at + name.length))
  );
}

function callOf(name: string): RegExp {
  const escaped = name.replaceAll(/[^\w]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<!\w)${escaped}\s*[(\s:]`);
}
