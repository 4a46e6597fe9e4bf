/** What JSON can hold. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

/**
 * The value of an option in the user's code: known now, or an expression only the running page knows.
 * `text` is source text; it may name things that exist in the browser alone.
 */
export type OptionValue =
  | { readonly kind: 'literal'; readonly value: Json }
  | { readonly kind: 'expression'; readonly text: string };

/** One field of `/link/token/create`, dotted where it is nested (`user.legal_name`). */
export interface RequestField {
  readonly name: string;
  readonly value: OptionValue;
}

/**
 * The options that left the browser, as the request the server makes for them. Identical requests of
 * several sites are one. (Plaid's OpenAPI, LinkTokenCreateRequest.)
 */
export interface LinkTokenRequest {
  /** `update` sends an access_token and no products; `payment` a payment_initiation.payment_id. */
  readonly purpose: 'link' | 'update' | 'payment';
  /** In the order of {@link legacyLinkOptions}; never `access_token` or `client_user_id`, which only the server knows. */
  readonly fields: readonly RequestField[];
  /** What the server's author has to know or choose, a sentence each. */
  readonly notes: readonly string[];
}
