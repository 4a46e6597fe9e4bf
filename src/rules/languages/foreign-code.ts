import { firstFrom } from '../../scan/first-from.ts';
import { onceEach } from '../../scan/once-each.ts';
import { codeLanguageOf } from '../../scan/code-text/code-language.ts';
import { readCodeText } from '../../scan/code-text/read-code-text.ts';
import type { CodeText } from '../../scan/code-text/code-text.ts';
import { codeTokens, type Token } from '../../scan/code-text/code-tokens.ts';
import { codeUnits } from '../../scan/code-text/code-units.ts';
import type { CodeUnit } from '../../scan/code-text/code-unit.ts';
import { tokenPairs } from '../../scan/code-text/token-pairs.ts';
import type { ScannedFile } from '../../scan/scanned-file.ts';

/** A file of a language that is not parsed, read as far as rules ask. */
export interface ForeignCode extends CodeText {
  readonly path: string;
  readonly tokens: readonly Token[];
  /** For the index of each bracket, the index of its counterpart. */
  readonly pairs: ReadonlyMap<number, number>;
  readonly units: readonly CodeUnit[];
}

const known = new WeakMap<ScannedFile, ForeignCode>();

/** The code of a file; undefined where its language is none of ours. */
export function foreignCodeOf(file: ScannedFile): ForeignCode | undefined {
  const language = codeLanguageOf(file.path);
  if (language === undefined) return undefined;
  const found = known.get(file);
  if (found !== undefined) return found;
  const text = readCodeText(file.text, language);
  const tokens = codeTokens(text);
  const pairs = tokenPairs(tokens);
  const code = { ...text, path: file.path, tokens, pairs, units: codeUnits(text, tokens, pairs) };
  known.set(file, code);
  return code;
}

/** The index of the first token at or behind a position. */
export function tokenAt({ tokens }: Pick<ForeignCode, 'tokens'>, position: number): number {
  return firstFrom(tokens, position, ({ start }) => start);
}

/** The indices of the tokens that a text stands for, in order. */
export function tokensNamed(text: string, code: ForeignCode): readonly number[] {
  return indicesIn(code).get(text) ?? [];
}

const indicesIn = onceEach(({ tokens }: ForeignCode): ReadonlyMap<string, readonly number[]> => {
  const indices = new Map<string, number[]>();
  for (const [index, { text }] of tokens.entries()) {
    const others = indices.get(text);
    if (others === undefined) indices.set(text, [index]);
    else others.push(index);
  }
  return indices;
});

/** The units of a name, in order. */
export function unitsNamed(name: string, { units }: ForeignCode): readonly CodeUnit[] {
  return byNameOf(units).get(name) ?? [];
}

const byNameOf = onceEach((units: readonly CodeUnit[]) => Map.groupBy(units, ({ name }) => name));

/** Where the line of a position begins, and how deep it is indented. */
export function lineOf(text: string, position: number): { start: number; indent: number } {
  const start = text.lastIndexOf('\n', position - 1) + 1;
  return { start, indent: /^[ \t]*/.exec(text.slice(start, position))?.[0].length ?? 0 };
}
