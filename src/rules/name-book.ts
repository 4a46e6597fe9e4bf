import type { CodePlace } from '../scan/code-place.ts';
import { wholeWord } from './whole-word.ts';

/** Names for generated code: one for each purpose, none that the script uses. */
export interface NameBook {
  /** The name for a purpose; the same purpose gets the same name. */
  nameFor(purpose: string): string;
}

/** Gives out `wanted`, then that with numbers behind it; none that is `taken` out of sight. */
export function nameBook(
  wanted: string,
  place: CodePlace,
  taken: readonly string[] = [],
): NameBook {
  const names = new Map<string, string>();
  const isTaken = (name: string): boolean =>
    taken.includes(name) ||
    [...names.values()].includes(name) ||
    wholeWord(name).test(place.script.source.text);
  return {
    nameFor: (purpose) => {
      let name = names.get(purpose);
      for (let number = 1; name === undefined; number += 1) {
        const next = number === 1 ? wanted : `${wanted}${number}`;
        if (!isTaken(next)) name = next;
      }
      names.set(purpose, name);
      return name;
    },
  };
}
