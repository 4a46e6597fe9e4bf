import type { ForeignCode } from '../../languages/foreign-code.ts';

/**
 * Constants that a language counts itself, and their numbers: `Initial = iota` of Go with the lines below,
 * `enum Code { Initial, Historical }`, `enum Code: Int { case initial, historical }` of Swift.
 */
export function countedConstants(code: ForeignCode): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [index, { text }] of code.tokens.entries()) {
    if (code.language === 'go' && text === 'iota') countLines(index, code, found);
    if (/^(?:enum|NS_ENUM)$/.test(text)) countMembers(index, code, found);
  }
  return found;
}

/** Behind `Initial Code = iota`, to the end of the brackets. */
function countLines(iota: number, { tokens, text }: ForeignCode, found: Map<string, number>): void {
  const isFirst = (index: number): boolean =>
    text.slice(tokens[index - 1]?.end ?? 0, tokens[index]?.start).includes('\n');
  let first = iota;
  while (first > 0 && !isFirst(first)) first -= 1;
  const plus = tokens[iota + 1]?.text === '+' ? Number(tokens[iota + 2]?.text) : 0;
  for (let at = first, count = 0; at < tokens.length && tokens[at]?.text !== ')'; at += 1) {
    if (!isFirst(at)) continue;
    const isOther = at > first && tokens[at + 1]?.text === '=';
    const name = tokens[at]?.text ?? '';
    if (isOther) return;
    if (name !== '_') found.set(name, plus + count);
    count += 1;
  }
}

/** The members of an enum, which are numbers where its language says nothing else. */
function countMembers(
  index: number,
  { tokens, pairs, language }: ForeignCode,
  found: Map<string, number>,
): void {
  const near = tokens.slice(index + 1, index + 9).findIndex(({ text }) => text === '{');
  const open = index + 1 + near;
  const close = pairs.get(open);
  if (near === -1 || close === undefined) return;
  if (language === 'swift' && !tokens.slice(index, open).some(({ text }) => text === 'Int')) return;
  let count = 0;
  for (let at = open + 1; at < close; at += 1) {
    const { kind, text } = tokens[at] ?? {};
    if (text === ';') return;
    if (/^[([{]$/.test(text ?? '')) at = pairs.get(at) ?? at;
    if (kind !== 'name' || text === undefined || text === 'case') continue;
    if (language === 'swift' && !/^(?:case|,)$/.test(tokens[at - 1]?.text ?? '')) continue;
    const [sign, value] = [tokens[at + 1], tokens[at + 2]];
    // What has arguments, or holds another thing, is not counted.
    if (sign?.text === '(' || (sign?.text === '=' && value?.kind !== 'number')) return;
    if (sign?.text === '=') count = Number(value?.text);
    found.set(text, count);
    count += 1;
  }
}
