import { firstFrom } from '../first-from.ts';
import { onceEach } from '../once-each.ts';
import { bracedUnits } from './braced-units.ts';
import type { CodeText } from './code-text.ts';
import type { Token } from './code-tokens.ts';
import { indentedUnits } from './indented-units.ts';
import type { CodeUnit } from './code-unit.ts';

/** Every unit of a text, in order of their starts. */
export function codeUnits(
  code: CodeText,
  tokens: readonly Token[],
  pairs: ReadonlyMap<number, number>,
): readonly CodeUnit[] {
  switch (code.language) {
    case 'python':
    case 'ruby':
    case 'elixir':
      return indentedUnits(code, code.language);
    case 'xml':
      return [];
    case 'php':
    case 'java':
    case 'kotlin':
    case 'swift':
    case 'objective-c':
    case 'dart':
    case 'go':
    case 'csharp':
      return bracedUnits(code, tokens, pairs);
  }
}

/** The innermost unit around a position. */
export function unitAt(units: readonly CodeUnit[], position: number): CodeUnit | undefined {
  return unitsAround(units, position).at(-1);
}

/** Every unit around a position, the innermost last. */
export function unitsAround(units: readonly CodeUnit[], position: number): readonly CodeUnit[] {
  const stretches = stretchesOf(units);
  return stretches[firstFrom(stretches, position + 1, ({ start }) => start) - 1]?.around ?? [];
}

/** From here to the next one, the same units stand around the code. */
interface Stretch {
  readonly start: number;
  readonly around: readonly CodeUnit[];
}

const stretchesOf = onceEach((units: readonly CodeUnit[]): readonly Stretch[] => {
  const bounds = units.flatMap(({ start, end }, index) =>
    end > start
      ? [
          { at: start, index, opens: true },
          { at: end, index, opens: false },
        ]
      : [],
  );
  let open: readonly number[] = [];
  return bounds
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, index, opens }) => {
      const others = open.filter((each) => each !== index);
      open = opens ? [...others, index].toSorted((a, b) => a - b) : others;
      return { start: at, around: open.flatMap((each) => units[each] ?? []) };
    });
});
