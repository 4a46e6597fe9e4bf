import { onceEach } from '../once-each.ts';
import type { Token } from './code-tokens.ts';

/**
 * For each token, the last one of the expression that begins there: it ends with a block, before a semicolon,
 * or before the bracket that closes what stands around it.
 */
export const expressionEnds = onceEach((tokens: readonly Token[]): readonly number[] => {
  const closers = closersOf(tokens);
  const ends = tokens.map(() => tokens.length - 1);
  for (let at = tokens.length - 1; at >= 0; at -= 1) {
    const text = tokens[at]?.text ?? '';
    const isOpener = /^[({[]$/.test(text);
    const last = isOpener ? closers.get(at) : at;
    if (/^[)}\];]$/.test(text)) ends[at] = at - 1;
    else if (isOpener && last !== undefined && tokens[last]?.text === '}') ends[at] = last;
    else if (last !== undefined) ends[at] = ends[last + 1] ?? tokens.length - 1;
  }
  return ends;
});

/** For each bracket that opens, the one that closes as many as were opened, of whatever kind. */
function closersOf(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const closers = new Map<number, number>();
  const open: number[] = [];
  for (const [at, { text }] of tokens.entries()) {
    if (/^[({[]$/.test(text)) open.push(at);
    if (!/^[)}\]]$/.test(text)) continue;
    const opener = open.pop();
    if (opener !== undefined) closers.set(opener, at);
  }
  return closers;
}
