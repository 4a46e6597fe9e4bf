import type { Range } from '../scanned-file.ts';
import type { Delimited } from './language-syntax.ts';

/** What is looked for inside of a string. */
export interface StringPatterns {
  /** What may come next in it: code, something to skip, its end. */
  readonly next: RegExp;
  readonly close: RegExp;
  readonly code: RegExp | undefined;
  readonly skip: RegExp | undefined;
  /** The bracket that opens it, where those inside count. */
  readonly counter: string | undefined;
}

export const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };

/** The next place where a pattern matches. */
export function find(pattern: RegExp, text: string, from: number): Range | undefined {
  pattern.lastIndex = from;
  const match = pattern.exec(text);
  return match === null ? undefined : { start: match.index, end: match.index + match[0].length };
}

const patterns = new WeakMap<Delimited, Map<string, StringPatterns>>();

/** The patterns of a string, made once for each way it may begin. */
export function patternsOf(delimited: Delimited, groups: readonly string[]): StringPatterns {
  const last = (groups[0] ?? '').slice(-1);
  const key = delimited.close === 'counterpart' ? last : groups.slice(1).join('\n');
  const known = patterns.get(delimited) ?? new Map<string, StringPatterns>();
  patterns.set(delimited, known);
  const made = known.get(key) ?? makePatterns(delimited, groups, last);
  known.set(key, made);
  return made;
}

function makePatterns(
  { close, code, skip, line }: Delimited,
  groups: readonly string[],
  last: string,
): StringPatterns {
  const isPaired = close === 'counterpart';
  const closer = CLOSERS[last];
  const end = isPaired ? escaped(closer ?? last) : filled(close, groups);
  const counter = isPaired && closer !== undefined ? last : undefined;
  const parts = [code, skip, end, counter === undefined ? undefined : escaped(counter)];
  if (line === true) parts.push(String.raw`\r?\n`);
  const sources = parts.flatMap((part) => (part === undefined ? [] : [`(?:${part})`]));
  return {
    next: compiled(sources.join('|'), 'gm'),
    close: compiled(end, 'my'),
    code: code === undefined ? undefined : compiled(code, 'my'),
    skip: skip === undefined ? undefined : compiled(skip, 'my'),
    counter,
  };
}

/** `\1` is the text of the first group. */
export function filled(source: string, groups: readonly string[]): string {
  return source.replaceAll(/\\(\d)/g, (_, index) => escaped(groups[Number(index)] ?? ''));
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}

const expressions = new Map<string, RegExp>();

/** A pattern by its source, made once. Its `lastIndex` is whoever's turn it is. */
export function compiled(source: string, flags: string): RegExp {
  const key = `${flags}:${source}`;
  const known = expressions.get(key) ?? new RegExp(source, flags);
  expressions.set(key, known);
  return known;
}
