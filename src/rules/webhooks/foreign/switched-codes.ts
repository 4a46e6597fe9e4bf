import { lineOf } from '../../languages/foreign-code.ts';
import type { CodeExpression } from './code-expression.ts';
import { nothing, type FoundBranch, type TellingCode, type Told } from './found-branch.ts';
import { listedCodes } from './listed-codes.ts';

const SWITCH = /^(?:switch|when|match|case)$/;

/** Branches of the switch over an expression, which stands between the tokens `a` and `b`. */
export function switchedCodes(
  { field }: CodeExpression,
  { a, b }: { a: number; b: number },
  telling: TellingCode,
): Told {
  const { tokens, language } = telling.code;
  const head = switchAt(a, telling);
  if (head === undefined) {
    // C#: `code switch { … }`
    return tokens[b]?.text === 'switch' ? arms(b + 1, field, telling) : nothing;
  }
  const end = head.close === undefined ? b : Math.max(b, head.close + 1);
  if (language === 'python' && tokens[head.at]?.text === 'match') {
    return labels(head.at, 'case', ':', field, telling);
  }
  if (language === 'ruby' && tokens[head.at]?.text === 'case') {
    return labels(head.at, 'when', '\n', field, telling);
  }
  if (language === 'elixir') return labels(head.at, undefined, '->', field, telling);
  const near = tokens.slice(end, end + 4).findIndex(({ text }) => text === '{');
  if (near === -1) return nothing;
  const open = end + near;
  const hasCases = /^(?:switch)$/.test(tokens[head.at]?.text ?? '');
  const told = hasCases ? cases(open, field, telling) : nothing;
  return told.branches.length > 0 ? told : arms(open, field, telling);
}

/** The word that switches over an expression, alone or in a list of several: `switch (type, code)`. */
function switchAt(
  a: number,
  { code: { tokens, pairs } }: TellingCode,
): { at: number; close?: number } | undefined {
  if (SWITCH.test(tokens[a]?.text ?? '')) return { at: a };
  let at = a;
  for (; at > a - 16 && at >= 0; at -= 1) {
    const text = tokens[at]?.text ?? '';
    if (/^[;{]$/.test(text) && tokens[at - 1]?.text !== 'case') return undefined;
    const close = pairs.get(at);
    if (!/^[([{]$/.test(text) || close === undefined || close < a) continue;
    if (SWITCH.test(tokens[at - 1]?.text ?? '')) return { at: at - 1, close };
    // `when (val code = …)` assigns in its parentheses; a call around it is another thing.
    if (tokens[at - 1]?.kind === 'name') return undefined;
  }
  return undefined;
}

/** `case "A", "B":` in braces. */
function cases(open: number, field: FoundBranch['field'], telling: TellingCode): Told {
  const { tokens, pairs } = telling.code;
  const close = pairs.get(open) ?? tokens.length;
  const branches: FoundBranch[] = [];
  let takesOthers = false;
  for (let at = open + 1; at < close; at += 1) {
    const text = tokens[at]?.text ?? '';
    if (text === 'default') takesOthers = true;
    if (text === 'case' && !/^(?:if|guard|,)$/.test(tokens[at - 1]?.text ?? '')) {
      const end = labelEnd(at, close, telling);
      branches.push(...listedCodes(at + 1, end, field, telling));
      if (tokens[at + 1]?.text === '_') takesOthers = true;
      at = end;
    } else if (/^[({[]$/.test(text)) at = pairs.get(at) ?? at;
  }
  return { branches, takesOthers };
}

function labelEnd(from: number, close: number, { code: { tokens, pairs } }: TellingCode): number {
  for (let at = from + 1; at < close; at += 1) {
    const text = tokens[at]?.text ?? '';
    if (text === ':' || text === '->' || text === '=>') return at;
    if (/^[([]$/.test(text)) at = pairs.get(at) ?? at;
  }
  return from + 1;
}

/** `"A", "B" -> …` and `"A" => …` in braces. */
function arms(open: number, field: FoundBranch['field'], telling: TellingCode): Told {
  const { tokens, pairs } = telling.code;
  const close = pairs.get(open) ?? tokens.length;
  const branches: FoundBranch[] = [];
  let takesOthers = false;
  let from = open + 1;
  for (let at = open + 1; at < close; at += 1) {
    const text = tokens[at]?.text ?? '';
    if (text === '->' || text === '=>') {
      const start = armStart(at, from, telling);
      if (/^(?:else|_|default)$/.test(tokens[at - 1]?.text ?? '')) takesOthers = true;
      branches.push(...listedCodes(start, at, field, telling));
      from = at + 1;
    } else if (/^[({[]$/.test(text)) at = pairs.get(at) ?? at;
  }
  return { branches, takesOthers };
}

/** Behind what the arm before gives: labels stand alone, with commas between them. */
function armStart(arrow: number, from: number, { code: { tokens, pairs } }: TellingCode): number {
  let at = arrow;
  while (at > from) {
    const token = tokens[at - 1];
    const isLabel =
      token?.kind === 'string' ||
      token?.kind === 'number' ||
      /^(?:,|\.|::|\.\.|in|is|or|and|[<>]=?|\||\.\.\.)$/.test(token?.text ?? '') ||
      /^[A-Z_]\w*$/.test(token?.text ?? '');
    if (token?.text === ')' || token?.text === '}') {
      const opener = pairs.get(at - 1) ?? at;
      if (opener < from || tokens[opener - 1]?.kind === 'name') break;
      at = opener;
    } else if (isLabel) at -= 1;
    else break;
  }
  return at;
}

/** Labels that stand on lines of their own, all as deep as the first: `when 0`, `case 0:`, `0 ->`. */
function labels(
  head: number,
  word: string | undefined,
  ends: ':' | '->' | '\n',
  field: FoundBranch['field'],
  telling: TellingCode,
): Told {
  const { tokens, text } = telling.code;
  const own = lineOf(text, tokens[head]?.start ?? 0);
  const branches: FoundBranch[] = [];
  let depth: number | undefined;
  let takesOthers = false;
  for (let at = head + 1; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    const line = lineOf(text, token.start);
    const isFirst = (tokens[at - 1]?.end ?? 0) <= line.start;
    if (!isFirst || line.start === own.start) continue;
    const isOver =
      word === 'case'
        ? line.indent <= own.indent
        : token.text === 'end' && line.indent <= Math.max(own.indent, 0);
    if (isOver || line.indent < own.indent) break;
    if (token.text === 'else' && line.indent === depth) takesOthers = true;
    const end = labelLineEnd(at, ends, telling);
    if (
      end === undefined ||
      (word !== undefined && token.text !== word && !(word === 'when' && token.text === 'in'))
    )
      continue;
    depth ??= line.indent;
    if (line.indent !== depth) continue;
    const first = word === undefined ? at : at + 1;
    if (tokens[first]?.text.startsWith('_') === true) takesOthers = true;
    branches.push(...listedCodes(first, end, field, telling));
  }
  return { branches, takesOthers };
}

/** Where a label ends: at its sign, or with its line where it has none. */
function labelLineEnd(
  from: number,
  ends: ':' | '->' | '\n',
  { code: { tokens, text } }: TellingCode,
): number | undefined {
  let at = from;
  for (; at < tokens.length; at += 1) {
    const token = tokens[at];
    const next = tokens[at + 1];
    if (token === undefined) return undefined;
    if (token.text === ends || (ends === '\n' && token.text === 'then')) return at;
    const isLast = next === undefined || text.slice(token.end, next.start).includes('\n');
    const goesOn = /^[,|({[]$/.test(token.text);
    if (isLast && !goesOn) return ends === '\n' ? at + 1 : undefined;
  }
  return undefined;
}
