import type { CodeExpression } from './code-expression.ts';
import { tokensNamed } from '../../languages/foreign-code.ts';
import { branchesNamed } from './branches-named.ts';
import { saidAt } from './code-literals.ts';
import {
  branchAt,
  fits,
  isFor,
  nothing,
  type FoundBranch,
  type TellingCode,
  type Told,
} from './found-branch.ts';

const LOOKUP =
  /^(?:get|fetch|dig|getOrDefault|TryGetValue|GetValueOrDefault|containsKey|ContainsKey|has_key\?|key\?|array_key_exists|get_in|fetch!)$/;

/** Branches of the table that an expression is looked up in: `NAMES[code]`, `NAMES.get(code)`. */
export function lookedUpCodes(
  { field }: CodeExpression,
  { a, b }: { a: number; b: number },
  telling: TellingCode,
): Told {
  const { tokens, pairs } = telling.code;
  if (tokens[a]?.text === '[' && pairs.get(a) === b) {
    const before = tokens[a - 1];
    const open = /^[}\])]$/.test(before?.text ?? '') ? pairs.get(a - 1) : undefined;
    const branches =
      open === undefined ? tableOf(before?.text, field, telling) : keys(open, field, telling);
    return { branches, takesOthers: /^(?:\?\?|\|\||or)$/.test(tokens[b + 1]?.text ?? '') };
  }
  const method = tokens[a - 1]?.text ?? '';
  if (tokens[a]?.text === '(' && LOOKUP.test(method)) {
    const table = method === 'array_key_exists' ? tokens[b + 1]?.text : tokens[a - 3]?.text;
    const branches = tableOf(table, field, telling);
    return { branches, takesOthers: branches.length > 0 && tokens[b]?.text === ',' };
  }
  // Elixir: Map.get(@names, code)
  if (
    tokens[a]?.text === ',' &&
    tokens[a - 2]?.text === '(' &&
    LOOKUP.test(tokens[a - 3]?.text ?? '')
  ) {
    const branches = tableOf(tokens[a - 1]?.text, field, telling);
    return { branches, takesOthers: branches.length > 0 && tokens[b]?.text === ',' };
  }
  return nothing;
}

/** The keys of a table by its name. */
function tableOf(
  name: string | undefined,
  field: FoundBranch['field'],
  telling: TellingCode,
): readonly FoundBranch[] {
  if (name === undefined || !/^[@$]*\w+$/.test(name)) return [];
  return branchesNamed(`${field} table ${name}`, telling, () => tableNamed(name, field, telling));
}

function tableNamed(
  name: string,
  field: FoundBranch['field'],
  telling: TellingCode,
): readonly FoundBranch[] {
  const { tokens, pairs } = telling.code;
  const plain = name.replace(/^\$/, '');
  const places = [plain, `$${plain}`]
    .filter((each) => each.replace(/^\$/, '') === plain)
    .flatMap((each) => tokensNamed(each, telling.code))
    .toSorted((a, b) => a - b);
  for (const index of places) {
    const limit = Math.min(tokens.length, index + 24);
    let assigns = /^@[a-z]/.test(name) && tokens[index + 1]?.text === '%';
    for (let at = index + 1; at < limit; at += 1) {
      const text = tokens[at]?.text ?? '';
      if (text === ';' || text === ')') break;
      if (/^:?=$/.test(text)) assigns = true;
      const close = pairs.get(at);
      if (!assigns || close === undefined || close < at) continue;
      const found = keys(at, field, telling);
      if (found.length > 0) return found;
      // `map[int]func(Hook){…}`
      if (text !== '{') at = close;
    }
  }
  return [];
}

/** The keys of a table in brackets: `0: a`, `0 => a`, `0 to a`, `{ 0, a }`, `[0] = a`, `Map.of(0, a)`. */
function keys(
  open: number,
  field: FoundBranch['field'],
  telling: TellingCode,
): readonly FoundBranch[] {
  const { tokens, pairs } = telling.code;
  const close = pairs.get(open) ?? open;
  const isOf = /^(?:of|ofEntries)$/.test(tokens[open - 1]?.text ?? '');
  let argument = 0;
  let depth = 0;
  const found: FoundBranch[] = [];
  for (let at = open + 1; at < close; at += 1) {
    const text = tokens[at]?.text ?? '';
    if (/^[({[]$/.test(text)) depth += 1;
    if (/^[)}\]]$/.test(text)) depth -= 1;
    if (text === ',' && depth === 0) argument += 1;
    const said = saidAt(at, tokens, telling.constants, isFor(field));
    if (said === undefined) continue;
    const next = tokens[said.last + 1]?.text ?? '';
    const before = tokens[at - 1]?.text ?? '';
    const isKey =
      (depth === 0 && /^(?::|=>|->|to)$/.test(next)) ||
      (depth === 1 && before === '{' && next === ',') ||
      (depth === 1 && before === '[' && next === ']') ||
      (depth === 0 && isOf && argument % 2 === 0 && next === ',');
    if (isKey && fits(field, said.literal)) {
      found.push(branchAt(at, said.last, field, said.literal, telling.code));
    }
    at = said.last;
  }
  return found;
}
