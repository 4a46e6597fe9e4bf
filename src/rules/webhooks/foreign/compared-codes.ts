import { HIGHEST_LEGACY_CODE } from '../webhook-handler.ts';
import { tokensNamed } from '../../languages/foreign-code.ts';
import { branchesNamed } from './branches-named.ts';
import { saidAt } from './code-literals.ts';
import type { CodeExpression } from './code-expression.ts';
import { branchAt, fits, isFor, type FoundBranch, type TellingCode } from './found-branch.ts';
import { listedCodes } from './listed-codes.ts';

const EQUAL = /^(?:==|===|!=|!==|eq|is)$/;
const EQUALS =
  /^(?:equals|equalsIgnoreCase|isEqual|isEqualTo|eql\?|equal\?|Equals|contentEquals|is)$/;
const CONTAINS =
  /^(?:include\?|member\?|cover\?|includes|contains|Contains|containsKey|has|key\?|Includes|containsObject)$/;

/** Branches of comparisons of an expression, which stands between the tokens `a` and `b`. */
export function comparedCodes(
  expression: CodeExpression,
  { a, b }: { a: number; b: number },
  telling: TellingCode,
): readonly FoundBranch[] {
  const { tokens, pairs } = telling.code;
  const { field } = expression;
  const one = (at: number, from: number, to?: number): FoundBranch[] => {
    const said = saidAt(at, tokens, telling.constants, isFor(field));
    if (said === undefined || !fits(field, said.literal)) return [];
    return [branchAt(from, Math.max(to ?? 0, said.last), field, said.literal, telling.code)];
  };
  const start = a + 1;
  const next = tokens[b]?.text ?? '';
  if (next === 'is' && tokens[b + 1]?.text !== 'not') {
    const alternatives = listedCodes(b + 1, alternativesEnd(b + 1, telling), field, telling);
    if (alternatives.length > 0) return alternatives;
  }
  if (EQUAL.test(next)) return one(b + 1, start);
  if (/^>=?$/.test(next)) return bound(next, b + 1, start, field, telling);
  if (next === 'in' || (next === 'not' && tokens[b + 1]?.text === 'in')) {
    return listAt(next === 'in' ? b + 1 : b + 2, start, field, telling);
  }
  if (/^(?:\.|\?\.|->|&\.)$/.test(next) && EQUALS.test(tokens[b + 1]?.text ?? '')) {
    return one(b + 3, start, pairs.get(b + 2));
  }
  if (/^isEqualTo(?:String|Number)?$/.test(next)) return one(b + 2, start);
  const before = tokens[a]?.text ?? '';
  if (/^<=?$/.test(before)) return boundBefore(a, b, field, telling);
  if (EQUAL.test(before) && before !== 'is') return backwards(a - 1, b, field, telling);
  // `(0..2).include? code` of Ruby
  if (before.endsWith('?') && CONTAINS.test(before)) return listBefore(a - 2, b, field, telling);
  if (before !== '(' && before !== ',') return [];
  const method = tokens[a - 1]?.text ?? '';
  if (before === '(' && EQUALS.test(method)) {
    return next === ',' ? one(b + 1, start) : backwards(a - 3, b + 1, field, telling);
  }
  if (before === '(' && CONTAINS.test(method)) return listBefore(a - 3, b, field, telling);
  if (
    before === '(' &&
    /^(?:in_array|hash_equals|strcmp|strcasecmp)$/.test(method) &&
    next === ','
  ) {
    return method === 'in_array' ? listAt(b + 1, start, field, telling) : one(b + 1, start);
  }
  return [];
}

/** `"X".equals(code)`, `0 == code` */
function backwards(
  last: number,
  to: number,
  field: FoundBranch['field'],
  telling: TellingCode,
): FoundBranch[] {
  const { tokens } = telling.code;
  const said = saidAt(last, tokens, telling.constants, isFor(field));
  return said === undefined || !fits(field, said.literal)
    ? []
    : [branchAt(last, to - 1, field, said.literal, telling.code)];
}

/** `code >= 1200`, which goes as far as the bound that follows. */
function bound(
  sign: string,
  at: number,
  start: number,
  field: FoundBranch['field'],
  { code }: TellingCode,
): FoundBranch[] {
  const { tokens } = code;
  const number = tokens[at];
  if (field !== 'code' || number?.kind !== 'number') return [];
  return bounded(Number(number.text) + (sign === '>' ? 1 : 0), start, at + 1, field, code);
}

/** From a lower bound to the upper one that stands near behind a token, or to the last code there was. */
function bounded(
  from: number,
  start: number,
  behind: number,
  field: FoundBranch['field'],
  code: TellingCode['code'],
): FoundBranch[] {
  const { tokens } = code;
  if (!Number.isInteger(from) || from < 4 || from > HIGHEST_LEGACY_CODE) return [];
  const found = tokens.slice(behind, behind + 15).findIndex(({ text }) => /^<=?$/.test(text));
  const sign = found === -1 ? -1 : behind + found;
  const end = tokens[sign + 1];
  const isBounded = sign !== -1 && end?.kind === 'number' && Number(end.text) >= from;
  const upTo = isBounded
    ? Number(end.text) - (tokens[sign]?.text === '<' ? 1 : 0)
    : HIGHEST_LEGACY_CODE;
  const last = isBounded ? sign + 1 : behind - 1;
  return [{ ...branchAt(start, last, field, { kind: 'legacy', code: from }, code), upTo }];
}

/** `1200 <= code <= 1219`, `1200 <= code and code < 1220` */
function boundBefore(
  a: number,
  b: number,
  field: FoundBranch['field'],
  { code }: TellingCode,
): FoundBranch[] {
  const { tokens } = code;
  const number = tokens[a - 1];
  if (field !== 'code' || number?.kind !== 'number') return [];
  const from = Number(number.text) + (tokens[a]?.text === '<' ? 1 : 0);
  return bounded(from, a - 1, b, field, code);
}

/** `in [0, 1]`, `in (0, 1)`, `in listOf(0, 1)`, `in 1200..1219`, `in range(1200, 1220)`, `in NAMES`. */
function listAt(
  at: number,
  start: number,
  field: FoundBranch['field'],
  telling: TellingCode,
): readonly FoundBranch[] {
  const { tokens, pairs } = telling.code;
  const first = tokens[at];
  const isCall = first?.kind === 'name' && tokens[at + 1]?.text === '(';
  const open = isCall ? at + 1 : /^[[({]$/.test(first?.text ?? '') ? at : undefined;
  if (first?.text === 'range' && tokens[at + 2]?.kind === 'number') {
    const [from, to] = [Number(tokens[at + 2]?.text), Number(tokens[at + 4]?.text)];
    return [
      {
        ...branchAt(start, at + 4, field, { kind: 'legacy', code: from }, telling.code),
        upTo: to - 1,
      },
    ];
  }
  if (open !== undefined) return listedCodes(open + 1, pairs.get(open) ?? open, field, telling);
  if (first?.kind === 'name') return namedList(first.text, field, telling);
  return listedCodes(at, at + 3, field, telling);
}

/** `[0, 1].include?(code)`, `NAMES.contains(code)`. */
function listBefore(
  last: number,
  b: number,
  field: FoundBranch['field'],
  telling: TellingCode,
): readonly FoundBranch[] {
  const { tokens, pairs } = telling.code;
  const token = tokens[last];
  if (token?.kind === 'name') return namedList(token.text, field, telling);
  const open = pairs.get(last);
  if (open === undefined || open >= b) return [];
  const found = listedCodes(open + 1, last, field, telling);
  // A range in parentheses, which no list of names can take the place of.
  const isRange = token?.text === ')' && found.every(({ upTo }) => upTo !== undefined);
  if (!isRange) return found;
  const { start, end } = { start: tokens[open]?.start ?? 0, end: token.end };
  return found.map((branch) => Object.assign({}, branch, { start, end }));
}

/** The codes of a list by its name. */
function namedList(
  name: string,
  field: FoundBranch['field'],
  telling: TellingCode,
): readonly FoundBranch[] {
  return branchesNamed(`${field} list ${name}`, telling, () => listNamed(name, field, telling));
}

function listNamed(
  name: string,
  field: FoundBranch['field'],
  telling: TellingCode,
): readonly FoundBranch[] {
  const { tokens, pairs } = telling.code;
  for (const index of tokensNamed(name, telling.code)) {
    if (tokens[index]?.kind !== 'name') continue;
    let at = index + 1;
    const isDeclared = (): boolean => /^(?:=|:=|:|[\w<>,?@.]+)$/.test(tokens[at]?.text ?? '');
    let assigns = /^@[a-z]/.test(name) && tokens[at]?.text === '[';
    while (at < index + 14 && isDeclared()) {
      if (/^:?=$/.test(tokens[at]?.text ?? '')) assigns = true;
      at += 1;
    }
    const close = pairs.get(at);
    if (!assigns || close === undefined || close < at) continue;
    const found = listedCodes(at + 1, close, field, telling);
    if (found.length > 0) return found;
  }
  return [];
}

/** `is "A" or "B"` of C#. */
function alternativesEnd(from: number, { code: { tokens } }: TellingCode): number {
  let at = from;
  while (
    tokens[at]?.kind === 'string' ||
    tokens[at]?.kind === 'number' ||
    tokens[at]?.text === 'or'
  )
    at += 1;
  return at;
}
