import { linkTokenRequest, type LinkTokenRequest } from '../../plaid/link-token-request.ts';
import type { OptionValue } from '../../plaid/link-option.ts';
import { textOf } from '../../scan/code-place.ts';
import type { ConfigEntry, LinkConfig } from './link-config.ts';
import type { Token } from '../link-token-use.ts';
import { optionValue } from './option-value.ts';

/** An app that runs on iOS and on Android. */
export interface AppRequest {
  /** A value that only the app's code says, as far as its SDK is known to say it. */
  known(value: OptionValue): OptionValue;
}

/**
 * The options that left the browser; undefined for a page that goes on with a link token it has. Besides
 * them, `extra` options that the code gives elsewhere than in its configuration; `app`: it is one for
 * phones, of either kind.
 */
export function linkRequest(
  { entries }: LinkConfig,
  token: Token,
  extra: ReadonlyMap<string, OptionValue> = new Map(),
  app?: AppRequest,
): LinkTokenRequest | undefined {
  if (token.kind === 'always' && token.source !== 'page') return undefined;
  const options = new Map<string, OptionValue>(extra);
  const conditional = new Set<string>();
  for (const entry of entries) {
    const found = valueOf(entry);
    if (found === undefined) continue;
    const value = app?.known(found) ?? found;
    const before = conditional.has(entry.option) ? options.get(entry.option) : undefined;
    options.set(entry.option, before === undefined ? value : either(before, value));
    if (isConditional(entry)) conditional.add(entry.option);
  }
  const request = linkTokenRequest(options, {
    token: purposeOf(token),
    ...(app === undefined ? {} : { platform: 'both' as const }),
  });
  if (conditional.size === 0) return request;
  const what = [...conditional].join(' and ');
  const note = `The page gave ${what} in some of its runs only: decide on the server when to send ${conditional.size === 1 ? 'it' : 'them'}.`;
  return { ...request, notes: [...request.notes, note] };
}

function either(one: OptionValue, other: OptionValue): OptionValue {
  const texts = [one, other].map((each) =>
    each.kind === 'expression' ? each.text : JSON.stringify(each.value),
  );
  return { kind: 'expression', text: [...new Set(texts)].join(' or ') };
}

/** What is given on a condition is no value of the server's before somebody has looked at the condition. */
function valueOf(entry: ConfigEntry): OptionValue | undefined {
  const value = optionValue(entry);
  if (entry.value === undefined || !isConditional(entry)) return value;
  return { kind: 'expression', text: textOf(entry.value, entry.place) };
}

/** Tokens and keys stay behind, whatever the condition; an empty value says nothing on any. */
function isConditional(entry: ConfigEntry): boolean {
  if (entry.given === 'always' || !MOVED.has(entry.option)) return false;
  const value = optionValue(entry);
  return value?.kind === 'literal' && Boolean(value.value);
}

const MOVED: ReadonlySet<string> = new Set([
  'clientName',
  'product',
  'countryCodes',
  'language',
  'webhook',
  'accountSubtypes',
  'linkCustomizationName',
]);

function purposeOf(token: Token): 'always' | 'sometimes' | 'never' {
  if (token.source === 'bank') return 'never';
  if (token.pasted) return 'always';
  return token.kind === 'none' ? 'never' : token.kind;
}
