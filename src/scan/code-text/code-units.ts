import type { Range } from '../scanned-file.ts';
import { bracedUnits } from './braced-units.ts';
import type { CodeText } from './code-text.ts';
import type { Token } from './code-tokens.ts';
import { indentedUnits } from './indented-units.ts';

/**
 * A function or method, or the call that registers a route with its code in place (`post('/x') { … }`).
 */
export interface CodeUnit extends Range {
  readonly kind: 'function' | 'route';
  /** Of the function, or what registers the route (`post`). */
  readonly name: string;
  /** What stands before its body, with decorators and attributes: `@app.route("/x")`. */
  readonly head: Range;
}

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
