import { unreachable } from '../core/errors.ts';
import { linkEnvironment } from './link-environments.ts';
import { isList, isObject } from './link-literals.ts';
import {
  type LinkPurpose,
  isUnset,
  type RequestFieldName,
  type OptionValue,
} from './link-option.ts';
import { findLegacyLinkOption, legacyLinkOptions, type LinkOptionName } from './link-options.ts';
import { linkProducts } from './link-products.ts';
import { requestField } from './link-request-fields.ts';
import type { Json } from './json.ts';

/** One field of `/link/token/create`, dotted where it is nested (`user.legal_name`). */
export interface RequestField {
  readonly name: string;
  readonly value: OptionValue;
  /** Sent to apps on one platform alone: the app says which it is on. */
  readonly on?: AppPlatform;
  /** What the server itself calls an expression of the page, as source text. */
  readonly server?: string;
}

/** Where a native app runs. */
export type AppPlatform = 'ios' | 'android';

/**
 * The options that left the browser, as the request the server makes for them. Identical requests of
 * several sites are one. (Plaid's OpenAPI, LinkTokenCreateRequest.)
 */
export interface LinkTokenRequest {
  readonly purpose: LinkPurpose;
  /** In the order of {@link legacyLinkOptions}; never `access_token` or `client_user_id`, which only the server knows. */
  readonly fields: readonly RequestField[];
  /** What the server's author has to know or choose, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Whether the page gives Link a public token, which opens update mode: whenever this code runs, in
 * some of its runs (`{ ...(t && { token: t }) }`), or never.
 */
export type TokenUse = 'always' | 'sometimes' | 'never';

/**
 * The request for the options of one call site, under whatever names it gave them; names that are no
 * option of Link's are passed over. Without `token` the options decide: a token beside a public key
 * is a public token, one without a key a link token.
 */
export function linkTokenRequest(
  options: ReadonlyMap<string, OptionValue>,
  context: {
    readonly token?: TokenUse;
    /** What a native app runs on: `both` is React Native. A page is on none. */
    readonly platform?: AppPlatform | 'both';
  } = {},
): LinkTokenRequest {
  const given = givenOptions(options);
  const token = context.token ?? tokenUse(given);
  const purpose = purposeOf(given, token);
  const fields: RequestField[] = [];
  const notes = new Set(purposeNotes(purpose, token, given));
  const environment = given.get('env');
  if (environment?.kind === 'literal') {
    for (const said of linkEnvironment(environment.value).notes) notes.add(said);
  }
  for (const { name, goes, note, object } of legacyLinkOptions) {
    const option = given.get(name);
    if (note !== undefined && option !== undefined) notes.add(note);
    if (goes.to !== 'request' || object === true) continue;
    const field = requestField(goes.field, option, purpose);
    for (const said of field.notes) notes.add(said);
    const on = platformOf(goes.field);
    if (field.value === undefined || isElsewhere(on, context.platform)) continue;
    const only = context.platform === 'both' && on !== undefined ? { on } : {};
    fields.push({ name: goes.field, value: field.value, ...only });
  }
  if (fields.some(({ on }) => on !== undefined)) notes.add(PLATFORM_NOTE);
  return { purpose, fields, notes: [...notes] };
}

/**
 * (LinkTokenCreateRequest: on Android "redirect_uri should be left blank", on other platforms
 * "android_package_name must be left blank".)
 */
function platformOf(field: RequestFieldName): AppPlatform | undefined {
  if (field === 'redirect_uri') return 'ios';
  return field === 'android_package_name' ? 'android' : undefined;
}

function isElsewhere(
  on: AppPlatform | undefined,
  platform: AppPlatform | 'both' | undefined,
): boolean {
  return on !== undefined && (platform === 'ios' || platform === 'android') && platform !== on;
}

const PLATFORM_NOTE =
  'The app says platform=ios or platform=android in its URL: send redirect_uri on iOS, android_package_name on Android, never both, and neither where it says anything else.';

/** Whether one route can answer for both. Notes do not count, nor the order of lists: Plaid reads them as sets. */
export function sameRequest(a: LinkTokenRequest, b: LinkTokenRequest): boolean {
  return a.purpose === b.purpose && fieldsText(a) === fieldsText(b);
}

/** Each request is compared with those of all other sites. */
const known = new WeakMap<LinkTokenRequest, string>();

function fieldsText(request: LinkTokenRequest): string {
  const text = known.get(request) ?? canonical(request.fields.map(asJson));
  known.set(request, text);
  return text;
}

type GivenOptions = ReadonlyMap<LinkOptionName, OptionValue>;

/** The options that say something, by their own names. The first of two names for one option counts. */
function givenOptions(options: ReadonlyMap<string, OptionValue>): GivenOptions {
  const given = new Map<LinkOptionName, OptionValue>();
  for (const [name, value] of options) {
    const option = findLegacyLinkOption(name);
    if (option === undefined || isUnset(value)) continue;
    if (option.object === true && value.kind === 'literal' && isObject(value.value)) {
      const parts = Object.entries(value.value).map(
        ([part, literal]) =>
          [`${option.name}.${part}`, { kind: 'literal', value: literal }] as const,
      );
      for (const [part, literal] of givenOptions(new Map(parts))) {
        if (!given.has(part)) given.set(part, literal);
      }
    } else if (!given.has(option.name)) given.set(option.name, value);
  }
  return given;
}

/** (`test,chase,connected` was a token of the first sandbox; item-add tokens came and went in 2020.) */
function tokenUse(given: GivenOptions): TokenUse {
  const token = given.get('token');
  if (token === undefined) return 'never';
  if (token.kind === 'literal' && typeof token.value === 'string') {
    if (/^(?:public-|test,)/.test(token.value)) return 'always';
    if (/^(?:link|item-add)-/.test(token.value)) return 'never';
  }
  return given.has('key') ? 'always' : 'never';
}

function purposeOf(given: GivenOptions, token: TokenUse): LinkTokenRequest['purpose'] {
  if (given.has('paymentToken') && !paysSometimes(given, token)) return 'payment';
  if (token === 'always') return 'update';
  const product = given.get('product');
  const products = product?.kind === 'literal' ? linkProducts(product.value).value : undefined;
  return products?.length === 1 && products[0] === 'payment_initiation' ? 'payment' : 'link';
}

/** `sometimes` is said of the token there is: of the payment token where the page has no other. */
function paysSometimes(given: GivenOptions, token: TokenUse): boolean {
  return token === 'sometimes' && given.has('paymentToken') && !given.has('token');
}

function purposeNotes(
  purpose: LinkTokenRequest['purpose'],
  token: TokenUse,
  given: GivenOptions,
): readonly string[] {
  switch (purpose) {
    case 'update':
      return [
        'Update mode: send the access_token of the Item, looked up on the server, and no products.',
      ];
    case 'payment': {
      const payment =
        'payment_initiation.payment_id is required: the id of the payment the page is about.';
      const bank =
        'The page gave Link a public token beside the payment, to choose the bank: Plaid documents no counterpart for it.';
      return given.has('token') ? [payment, bank] : [payment];
    }
    case 'link':
      if (paysSometimes(given, token)) {
        return [
          'The page opens Link for a payment when it has a payment token: then send payment_initiation.payment_id, and payment_initiation as the only product.',
        ];
      }
      return token === 'sometimes'
        ? [
            'The page opens Link in update mode when it has a public token: then send the access_token of the Item, and no products, webhook or account_filters.',
          ]
        : [];
    default:
      return unreachable(purpose);
  }
}

function asJson({ name, value, on }: RequestField): Json {
  const field = { name, on: on ?? null };
  return value.kind === 'literal'
    ? { ...field, literal: value.value }
    : { ...field, expression: value.text.trim() };
}

/** A value as text in which the order of keys and lists does not count. */
function canonical(value: Json): string {
  if (isList(value)) return `[${value.map(canonical).toSorted().join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(
    ([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`,
  );
  return `{${entries.toSorted().join()}}`;
}
