import type { Json } from './json.ts';

/** The fields of `/link/token/create` that options of a page turn into. */
export type RequestFieldName =
  | 'client_name'
  | 'products'
  | 'country_codes'
  | 'language'
  | 'webhook'
  | 'user'
  | 'user.legal_name'
  | 'user.email_address'
  | 'user.phone_number'
  | 'account_filters'
  | 'link_customization_name'
  | 'redirect_uri'
  | 'android_package_name'
  | 'payment_initiation.payment_id';

/** What `Plaid.create` still takes, by its name there. `form` is not Link's: the page submits it itself. */
export type ClientOption =
  | 'token'
  | 'onSuccess'
  | 'onExit'
  | 'onEvent'
  | 'onLoad'
  | 'receivedRedirectUri'
  | 'logLevel'
  | 'form';

/** Where a legacy option goes. */
export type OptionDestination =
  /** Nothing takes its place. */
  | { readonly to: 'dropped' }
  /** The server sends it. */
  | { readonly to: 'request'; readonly field: RequestFieldName }
  /** It stays in the page, under the name `as`. */
  | { readonly to: 'client'; readonly as: ClientOption };

/** An option of Link as pages with a `public_key` wrote it, and what becomes of it. */
export interface LegacyLinkOption {
  /** The name `Plaid.create` knew it by. */
  readonly name: string;
  /** Names of wrappers, drop-in forms, webview URLs and native SDKs. */
  readonly aliases: readonly string[];
  readonly goes: OptionDestination;
  /** Why, in a sentence for docs and findings. */
  readonly why: string;
  /** It is an object of other options, which are looked up as `user.legalName`. */
  readonly object?: true;
  /** What the server's author has to know when a page gives it, whatever its value. */
  readonly note?: string;
}

/** Whether an option says nothing: falsy, blank, or the word `undefined` itself. */
export function isUnset(option: OptionValue): boolean {
  if (option.kind === 'expression') return /^(?:undefined|null|void 0)?$/.test(option.text.trim());
  const { value } = option;
  return typeof value === 'string' ? value.trim() === '' : value === null || value === false;
}

/**
 * The value of an option in the user's code: known now, or an expression only the running page knows.
 * `text` is source text; it may name things that exist in the browser alone.
 */
export type OptionValue =
  | { readonly kind: 'literal'; readonly value: Json }
  | { readonly kind: 'expression'; readonly text: string };

/** `update` sends an access_token and no products; `payment` a payment_initiation.payment_id. */
export type LinkPurpose = 'link' | 'update' | 'payment';
