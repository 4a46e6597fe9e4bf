import { onceEach } from '../../../scan/once-each.ts';
import type { CodeUnit } from '../../../scan/code-text/code-unit.ts';
import { unitAt, unitsAround } from '../../../scan/code-text/code-units.ts';
import type { Token } from '../../../scan/code-text/code-tokens.ts';
import { tokenAt, type ForeignCode } from '../../languages/foreign-code.ts';
import { handedCode } from './handed-codes.ts';
import { tellingCodes as telling } from './code-literals.ts';
import { distinctive, fieldOf, type FieldRead } from './payload-reads.ts';
import type { CodeExpression } from './code-expression.ts';

/** A variable, where it is one, and the field it holds. */
interface Alias {
  readonly name: string;
  readonly field: CodeExpression['field'];
  readonly unit: CodeUnit | undefined;
}

/** Every expression that holds a code, in order. `isHandler`: parameters called `code` are codes. */
export function codeExpressions(
  code: ForeignCode,
  reads: readonly FieldRead[],
  isHandler: (unit: CodeUnit | undefined) => boolean,
): readonly CodeExpression[] {
  const found: CodeExpression[] = [];
  const aliases: Alias[] = [];
  for (const { field, from, to } of reads) {
    if (!isCodeField(field)) continue;
    found.push({ field, from, to });
    const name = assignedName(from, code);
    if (name !== undefined) aliases.push(alias(name, field, from, code));
  }
  aliases.push(...boundNames(code));
  const named = byName(aliases);
  const inReads = new Set(found.flatMap(({ from, to }) => range(from, to)));
  for (const [index, token] of code.tokens.entries()) {
    if (token.kind !== 'name' || inReads.has(index) || isMember(index, code)) continue;
    const field = aliasField(token, named, code) ?? ownField(index, code, isHandler);
    if (field !== undefined) found.push({ field, from: index, to: index + 1 });
  }
  found.push(...handedOn(found, code));
  return found.toSorted((a, b) => a.from - b.from);
}

/** The same in functions of the file that are given a code. */
function handedOn(found: readonly CodeExpression[], code: ForeignCode): CodeExpression[] {
  const seen = new Set(found.map(({ from }) => from));
  const searched = new Map<CodeUnit, Set<string>>();
  return found.flatMap((expression): CodeExpression[] => {
    const handed = handedCode(expression, code);
    if (handed === undefined) return [];
    const { unit, name } = handed;
    const names = searched.get(unit) ?? new Set<string>();
    searched.set(unit, names);
    if (names.has(name)) return [];
    names.add(name);
    const more: CodeExpression[] = [];
    for (let at = tokenAt(code, unit.head.end); at < code.tokens.length; at += 1) {
      const token = code.tokens[at];
      if (token === undefined || token.start >= unit.end) break;
      if (token.text !== name || seen.has(at) || isMember(at, code)) continue;
      seen.add(at);
      more.push({ field: expression.field, from: at, to: at + 1, isHanded: true });
    }
    return more;
  });
}

function isCodeField(field: string | undefined): field is CodeExpression['field'] {
  return field === 'code' || field === 'webhook_code' || field === 'webhook_type';
}

function alias(name: string, field: Alias['field'], index: number, code: ForeignCode): Alias {
  const isShared = name.startsWith('@');
  const unit = isShared ? undefined : unitAt(code.units, code.tokens[index]?.start ?? 0);
  return { name, field, unit };
}

/** The first of the aliases of a name that is known where a token stands. */
function aliasField(token: Token, aliases: Aliases, { units }: ForeignCode) {
  const named = aliases.get(token.text);
  if (named === undefined) return undefined;
  const around = unitsAround(units, token.start).filter(({ end }) => token.end <= end);
  const known = [undefined, ...around].flatMap((unit) => named.get(unit) ?? []);
  return known.toSorted((a, b) => a.place - b.place)[0]?.field;
}

/** An alias by the place it has among all. */
interface Placed {
  readonly place: number;
  readonly field: Alias['field'];
}

/** By their names and units; of those that have both in common the first. */
type Aliases = ReadonlyMap<string, ReadonlyMap<CodeUnit | undefined, Placed>>;

function byName(aliases: readonly Alias[]): Aliases {
  const found = new Map<string, Map<CodeUnit | undefined, Placed>>();
  for (const [place, { name, unit, field }] of aliases.entries()) {
    const named = found.get(name) ?? new Map<CodeUnit | undefined, Placed>();
    found.set(name, named);
    if (!named.has(unit)) named.set(unit, { place, field });
  }
  return found;
}

/** `webhook_code` says it by its name, whoever gave it; `code` where the function handles webhooks. */
function ownField(
  index: number,
  code: ForeignCode,
  isHandler: (unit: CodeUnit | undefined) => boolean,
): CodeExpression['field'] | undefined {
  const token = code.tokens[index];
  const field = token === undefined ? undefined : fieldOf(token.text);
  if (token === undefined || /^get/i.test(token.text)) return undefined;
  const next = code.tokens[index + 1]?.text;
  if (next === '(' || (next === ':' && code.language !== 'python')) return undefined;
  if (field !== undefined && distinctive.has(field)) return isCodeField(field) ? field : undefined;
  if (field !== 'code') return isEventCode(token.text, code) ? 'webhook_code' : undefined;
  const unit = unitAt(code.units, token.start);
  return isHandler(unit) && isParameter('code', unit, code) ? 'code' : undefined;
}

/** `event_code`, where codes of Plaid's are known. */
function isEventCode(name: string, code: ForeignCode): boolean {
  return /^[@$]*(?:event|hook|plaid|update|wh)_?code$/i.test(name) && knowsCodes(code);
}

const knowsCodes = onceEach(
  ({ withoutComments: text }: ForeignCode) =>
    telling.filter((each) => text.includes(each)).length > 1,
);

function isParameter(name: string, unit: CodeUnit | undefined, code: ForeignCode): boolean {
  if (unit === undefined) return false;
  const end = code.text.indexOf('\n', unit.head.end);
  const head = code.code.slice(unit.head.start, Math.max(unit.head.end, end));
  return new RegExp(String.raw`[(,]\s*(?:[\w<>?]+\s+)?[$]?${name}\b`).test(head);
}

/** A name of another's: `response.code`. */
function isMember(index: number, { tokens }: ForeignCode): boolean {
  const before = tokens[index - 1]?.text ?? '';
  if (!/^(?:\.|->|\?\.|&\.|::)$/.test(before)) return false;
  return !/^(?:\$?this|self)$/.test(tokens[index - 2]?.text ?? '');
}

/** The variable that a statement puts an expression into: `code = int(payload["code"])`. */
function assignedName(from: number, { tokens, text }: ForeignCode): string | undefined {
  let commas = 0;
  let depth = 0;
  for (let at = from - 1; at >= 0 && at > from - 24; at -= 1) {
    const token = tokens[at];
    const next = tokens[at + 1];
    if (token === undefined || next === undefined) return undefined;
    if (text.slice(token.end, next.start).includes('\n') && depth >= 0 && token.text !== '=')
      return undefined;
    if (/^[)\]}]$/.test(token.text)) depth += 1;
    if (/^[([{]$/.test(token.text)) depth -= 1;
    if (token.text === ',' && depth === 0) commas += 1;
    if (
      /^(?:==|===|!=|!==|;|=>|->|&&|\|\||in|when|switch|case|if|elsif|elif|return)$/.test(
        token.text,
      )
    )
      return undefined;
    if (token.text === '=' || token.text === ':=') return targetName(at - 1, commas, tokens, text);
  }
  return undefined;
}

/** The name before `=`, the one in the same place where there are several. */
function targetName(
  last: number,
  place: number,
  tokens: ForeignCode['tokens'],
  text: string,
): string | undefined {
  const names: string[] = [];
  let at = last;
  for (; at >= 0; at -= 1) {
    const token = tokens[at];
    if (token === undefined) break;
    if (/^[?>\]]$/.test(token.text) && at === last) continue;
    if (token.kind !== 'name') break;
    const isLineStart = text.slice(tokens[at - 1]?.end ?? 0, token.start).includes('\n');
    if (tokens[at - 1]?.text === ':' && names.length === 0 && !isLineStart) {
      at -= 1; // code: Int
      continue;
    }
    names.unshift(token.text);
    if (tokens[at - 1]?.text !== ',' || isLineStart) break;
    at -= 1;
  }
  return names[place] ?? (place === 0 ? names[0] : undefined);
}

/** `%{"webhook_code" => code}` of Elixir. */
function boundNames(code: ForeignCode): Alias[] {
  if (code.language !== 'elixir') return [];
  const { tokens } = code;
  return tokens.flatMap((token, index): Alias[] => {
    const name = tokens[index + 2];
    const key = token.kind === 'string' ? token.value : token.text.replace(/^:/, '');
    const isPair = /^(?:=>|:)$/.test(tokens[index + 1]?.text ?? '') && name?.kind === 'name';
    const field = key === undefined || !isPair ? undefined : fieldOf(key);
    return isCodeField(field) && name !== undefined ? [alias(name.text, field, index, code)] : [];
  });
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
