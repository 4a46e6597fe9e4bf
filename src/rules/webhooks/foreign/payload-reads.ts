import { firstFrom } from '../../../scan/first-from.ts';
import { onceEach } from '../../../scan/once-each.ts';
import type { Token } from '../../../scan/code-text/code-tokens.ts';
import type { Range } from '../../../scan/scanned-file.ts';
import { tokenAt, type ForeignCode } from '../../languages/foreign-code.ts';

/** A read of a field of a webhook: `payload["code"]`, `params.fetch(:code)`, `hook.getCode()`. */
export interface FieldRead {
  readonly field: string;
  /** The index of the token that names it. */
  readonly at: number;
  /** Indices of its tokens. */
  readonly from: number;
  readonly to: number;
  /** What it is read from, by its first name; undefined where that is no name. */
  readonly receiver: string | undefined;
}

/** Fields of Plaid's webhooks of both formats. Sources as in plaid/webhooks.ts. */
const FIELDS = [
  'webhook_type',
  'webhook_code',
  'code',
  'access_token',
  'item_id',
  'message',
  'resolve',
  'error',
  'total_transactions',
  'new_transactions',
  'removed_transactions',
  'new_webhook_url',
];

const byName = new Map(FIELDS.map((field) => [field.replaceAll('_', ''), field]));

/** Fields whose names nothing but a webhook of Plaid's has. */
export const distinctive: ReadonlySet<string> = new Set(['webhook_type', 'webhook_code']);

const GETTERS =
  /^(?:get|fetch|dig|input|post|json|query|value|string|int|opt|obj|object|number|read|param|pluck|at|valueFor)\w*[!?]?$/i;

/** What else has a code or a message. */
const OTHERS =
  /^(?:res|resp|response|err|error|errors|e|ex|exc|exception|status|result|reply|http|self|this)$/i;

/** The field a name stands for: `webhookCode`, `getWebhookCode`, `:webhook_code`. */
export function fieldOf(name: string): string | undefined {
  const plain = name
    .replace(/^[@$:]+/, '')
    .replaceAll('_', '')
    .toLowerCase();
  return byName.get(plain) ?? (plain.startsWith('get') ? byName.get(plain.slice(3)) : undefined);
}

/** Every read of a field, in the order of their names. */
export const payloadReads = onceEach((code: ForeignCode): readonly FieldRead[] =>
  code.tokens.flatMap((token, index): FieldRead[] => {
    const found = token.kind === 'name' ? memberRead(index, code) : keyRead(token, index, code);
    return found === undefined ? [] : [{ ...found, at: index }];
  }),
);

/** Those of all reads that stand in a range, as a whole. */
export function readsWithin(
  { start, end }: Range,
  reads: readonly FieldRead[],
  code: ForeignCode,
): readonly FieldRead[] {
  const [from, to] = [tokenAt(code, start), tokenAt(code, end)];
  const first = firstFrom(reads, from, ({ at }) => at);
  const behind = firstFrom(reads, to, ({ at }) => at);
  return reads.slice(first, behind).filter((read) => read.from >= from && read.to <= to);
}

/** Where a read stands. */
export function rangeOfRead(
  { from, to }: Pick<FieldRead, 'from' | 'to'>,
  { tokens }: ForeignCode,
): Range {
  return { start: tokens[from]?.start ?? 0, end: tokens[to - 1]?.end ?? 0 };
}

type FoundRead = Omit<FieldRead, 'at'>;

/** `hook.code`, `hook->code`, `hook?.webhookCode`, `hook.getCode()`. */
function memberRead(index: number, { tokens, pairs }: ForeignCode): FoundRead | undefined {
  const name = tokens[index];
  const field = name === undefined ? undefined : fieldOf(name.text);
  if (field === undefined || !isDot(tokens[index - 1])) return undefined;
  const receiver = rootOf(index - 2, tokens, pairs);
  const last = tokens[index - 2]?.text.replace(/^[@$]+/, '') ?? '';
  if (!distinctive.has(field) && OTHERS.test(last)) return undefined;
  const next = tokens[index + 1]?.text;
  const isCall = next === '(';
  if (next === '=' || (isCall && pairs.get(index + 1) !== index + 2)) return undefined;
  return { field, from: receiver.from, to: index + (isCall ? 3 : 1), receiver: receiver.name };
}

/** `payload["code"]`, `params[:code]`, `request.input('code')`, `Map.get(params, "code")`. */
function keyRead(token: Token, index: number, code: ForeignCode): FoundRead | undefined {
  const { tokens, pairs } = code;
  const key =
    token.kind === 'string' ? token.value : token.kind === 'symbol' ? token.text : undefined;
  const field = key === undefined || key.length > 24 ? undefined : fieldOf(key);
  if (field === undefined || /^get/i.test(key ?? '')) return undefined;
  const isBound = code.language === 'elixir' && token.kind === 'string';
  if (isBound && tokens[index + 1]?.text === '=>') {
    return { field, from: index, to: index + 3, receiver: '%' };
  }
  const at = tokens[index - 1]?.text === '@' ? index - 1 : index;
  const before = tokens[at - 1]?.text;
  if (before === '[' && tokens[index + 1]?.text === ']') {
    const receiver = rootOf(at - 2, tokens, pairs);
    if (receiver.name === undefined) return undefined;
    return { field, from: receiver.from, to: index + 2, receiver: receiver.name };
  }
  const open = before === ',' ? at - 3 : at - 1;
  const method = tokens[open - 1];
  if (before === ':') return objcRead(field, at, index, code);
  if (tokens[open]?.text !== '(' || method?.kind !== 'name') return undefined;
  if (!GETTERS.test(method.text) && !distinctive.has(field)) return undefined;
  if (/^(?:put|set|add|equals|append|log|print\w*)$/i.test(method.text)) return undefined;
  const close = pairs.get(open);
  if (close === undefined || !/^[,)]$/.test(tokens[index + 1]?.text ?? '')) return undefined;
  const isMember = isDot(tokens[open - 2]);
  const receiver = isMember ? rootOf(open - 3, tokens, pairs) : { from: open - 1, name: undefined };
  const name = before === ',' ? tokens[open + 1]?.text : receiver.name;
  return { field, from: receiver.from, to: close + 1, receiver: name };
}

/** `[payload objectForKey:@"code"]` */
function objcRead(
  field: string,
  at: number,
  index: number,
  code: ForeignCode,
): FoundRead | undefined {
  const { tokens } = code;
  const isMessage =
    code.language === 'objective-c' &&
    tokens[at - 1]?.text === ':' &&
    /ForKey$/i.test(tokens[at - 2]?.text ?? '') &&
    tokens[at - 4]?.text === '[' &&
    tokens[index + 1]?.text === ']';
  return isMessage
    ? { field, from: at - 4, to: index + 2, receiver: tokens[at - 3]?.text }
    : undefined;
}

function isDot(token: Token | undefined): boolean {
  return /^(?:\.|->|\?\.|&\.|::)$/.test(token?.text ?? '');
}

/** The first name of `a.b(c)["d"]`, read backwards from its last token. */
function rootOf(
  last: number,
  tokens: readonly Token[],
  pairs: ReadonlyMap<number, number>,
): { from: number; name: string | undefined } {
  let at = last;
  let name: string | undefined;
  while (at >= 0) {
    const token = tokens[at];
    if (token === undefined) break;
    if (/^[\])]$/.test(token.text)) at = (pairs.get(at) ?? at) - 1;
    else if (/^[?!]$/.test(token.text)) at -= 1;
    else if (token.kind === 'name') {
      name = token.text;
      if (!isDot(tokens[at - 1])) break;
      at -= 2;
    } else {
      at += 1;
      break;
    }
  }
  return { from: Math.max(at, 0), name };
}
