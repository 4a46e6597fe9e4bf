import { legacyWebhooks, wrongWebhookCodes } from '../../../plaid/webhooks.ts';
import { newWebhooks } from '../../../plaid/new-webhooks.ts';
import type { Token } from '../../../scan/code-text/code-tokens.ts';
import { countedConstants } from './counted-constants.ts';
import type { ForeignCode } from '../../languages/foreign-code.ts';

/** What a literal says of a webhook. */
export type CodeLiteral =
  | { readonly kind: 'legacy'; readonly code: number }
  | { readonly kind: 'new'; readonly type: string | undefined; readonly code: string }
  | { readonly kind: 'type'; readonly type: string };

const current = [
  ...newWebhooks,
  ...legacyWebhooks.flatMap(({ becomes }) => becomes ?? []),
  { type: 'INCOME', code: 'PRODUCT_READY' },
  { type: 'INCOME', code: 'INCOME_VERIFICATION' },
  { type: 'AUTH', code: 'SMS_MICRODEPOSITS_VERIFICATION' },
  { type: 'AUTH', code: 'PRODUCT_PERMISSIONS_REQUIRED' },
  { type: 'LINK', code: 'SESSION_FINISHED' },
  { type: 'LINK', code: 'ITEM_ADD_RESULT' },
  { type: 'PAYMENT_INITIATION', code: 'PAYMENT_STATUS_UPDATE' },
  { type: 'TRANSFER', code: 'TRANSFER_EVENTS_UPDATE' },
];

const types = new Set(current.map(({ type }) => type));
const codes = new Set([...current.map(({ code }) => code), ...wrongWebhookCodes.keys()]);

/** Codes that nothing but a webhook of Plaid's has. */
export const tellingCodes: readonly string[] = [...codes].filter((code) =>
  /_UPDATE$|_REMOVED$|_AVAILABLE$|_REVOKED$|_ACKNOWLEDGED$|PENDING_|LOGIN_REPAIRED/.test(code),
);

/** What a number or a string says of a webhook. */
export function codeLiteral(token: Token | undefined): CodeLiteral | undefined {
  if (token?.kind === 'number') return legacyCode(token.text.replaceAll('_', ''));
  if (token?.kind !== 'string' || token.value === undefined) return undefined;
  if (/^\d+$/.test(token.value)) return legacyCode(token.value);
  return named(token.value.toUpperCase() === token.value ? token.value : '');
}

function named(value: string): CodeLiteral | undefined {
  if (codes.has(value)) return { kind: 'new', type: undefined, code: value };
  if (types.has(value)) return { kind: 'type', type: value };
  const [, type, code] = /^([A-Z_]+)[.:/ |-]+([A-Z_]+)$/.exec(value) ?? [];
  if (type === undefined || code === undefined || !types.has(type) || !codes.has(code))
    return undefined;
  return { kind: 'new', type, code };
}

/** The legacy format had 0 to 4, 10, 20, and the four digits of errors. */
function legacyCode(text: string): CodeLiteral | undefined {
  if (!/^\d{1,4}$/.test(text)) return undefined;
  const code = Number(text);
  const isKnown = legacyWebhooks.some((webhook) => webhook.code === code);
  return isKnown || (code >= 1000 && code < 2100) ? { kind: 'legacy', code } : undefined;
}

/** Constants by their names, and what they hold: `INITIAL = 0`, `case initial = "INITIAL_UPDATE"`. */
export type Constants = ReadonlyMap<string, CodeLiteral>;

/** Constants that a file declares. */
export function declaredConstants(code: ForeignCode): Constants {
  const { tokens } = code;
  const found = new Map<string, CodeLiteral>();
  for (const [name, number] of countedConstants(code)) {
    const literal = legacyCode(String(number));
    if (literal !== undefined) found.set(name, literal);
  }
  for (const [index, token] of tokens.entries()) {
    const literal = codeLiteral(token);
    if (literal === undefined) continue;
    const name = declaredName(index, code);
    if (name !== undefined) found.set(name, literal);
  }
  return found;
}

function declaredName(index: number, { tokens, language, text }: ForeignCode): string | undefined {
  const at = tokens[index - 1]?.text === '@' ? index - 2 : index - 1;
  const before = tokens[at];
  if (before?.text === '=') {
    const name = tokens[at - 1];
    const first = tokens[at - 2];
    // `val NAME: String = "X"`, and not `class Code(IntEnum):` above; Go: `Name Type = "X"`.
    const isType = first?.text === ':' && !text.slice(first.end, name?.start).includes('\n');
    if (isType) return constantName(tokens[at - 3]);
    const [one, other] = language === 'go' ? [first, name] : [name, first];
    return constantName(one) ?? constantName(other);
  }
  if (before?.text === '(' && tokens[index + 1]?.text === ')') return constantName(tokens[at - 1]);
  const isAttribute = before?.kind === 'name' && /^@[a-z]/.test(before.text);
  return isAttribute ? before.text : undefined;
}

function constantName(token: Token | undefined): string | undefined {
  if (token?.kind !== 'name' || /^(?:code|type|status|str|string|int)$/i.test(token.text))
    return undefined;
  return /^[A-Z]|^[a-z]+[A-Z_]|^k[A-Z]/.test(token.text) ? token.text : undefined;
}

/**
 * What a literal, or the name of a constant, says; `a.b.NAME` is NAME. Of an enum its language counts, whose
 * members have the names of codes, it is `isWanted` that tells which of the two is meant.
 */
export function saidAt(
  index: number,
  tokens: readonly Token[],
  constants: Constants,
  isWanted: (literal: CodeLiteral) => boolean,
): { readonly literal: CodeLiteral; readonly last: number } | undefined {
  let at = index;
  while (/^(?:@|\(|\.)$/.test(tokens[at]?.text ?? '') && at < index + 2) at += 1;
  const literal = codeLiteral(tokens[at]);
  if (literal !== undefined) return { literal, last: at };
  let last = at;
  while (tokens[last]?.kind === 'name' && isPartOf(last, tokens)) {
    const isMember =
      /^(?:value|rawValue|code|name|getCode|getValue|freeze|ordinal|[tT]oString)$/.test(
        tokens[last + 2]?.text ?? '',
      );
    if (isMember) break;
    last += 2;
  }
  const name = tokens[last];
  if (name?.kind !== 'name') return undefined;
  const constant = constants.get(name.text);
  const member = enumMember(name.text, tokens[last - 2]?.text ?? '');
  const isMember = constant === undefined || (!isWanted(constant) && member !== undefined);
  const said = isMember ? member : constant;
  return said === undefined ? undefined : { literal: said, last };
}

/** Whether a part of what a name stands for follows: `a.b`, `$a->b`, and not `NAME -> …` of an arm. */
function isPartOf(at: number, tokens: readonly Token[]): boolean {
  const sign = tokens[at + 1]?.text;
  return (
    sign === '.' || sign === '::' || (sign === '->' && (tokens[at]?.text ?? '').startsWith('$'))
  );
}

/** `case DEFAULT_UPDATE:` of Java, and `WebhookCode.DefaultUpdate` as SDKs name it. */
function enumMember(name: string, owner: string): CodeLiteral | undefined {
  if (/^[A-Z][A-Z_]+$/.test(name)) return named(name);
  if (!/webhook_?(?:code|type)$/i.test(owner)) return undefined;
  return named(name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase());
}
