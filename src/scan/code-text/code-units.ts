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
  return units.findLast(({ start, end }) => start <= position && position < end);
}
