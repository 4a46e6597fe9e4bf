import type { Token } from './code-tokens.ts';

const CLOSES: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** For the index of each bracket, the index of the one that closes or opens it. */
export function tokenPairs(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  for (const [index, { kind, text }] of tokens.entries()) {
    if (kind !== 'sign') continue;
    if (text === '(' || text === '[' || text === '{') open.push(index);
    const opener = CLOSES[text];
    if (opener === undefined) continue;
    // What is closed in another order was not closed at all.
    const found = open.findLastIndex((each) => tokens[each]?.text === opener);
    const start = open[found];
    if (start === undefined) continue;
    open.length = found;
    pairs.set(start, index);
    pairs.set(index, start);
  }
  return pairs;
}
