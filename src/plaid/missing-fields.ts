import type { LinkTokenRequest } from './link-token-request.ts';

/** A field that Plaid requires and no page gave. (Plaid's OpenAPI, LinkTokenCreateRequest.) */
export interface MissingField {
  readonly name: 'client_name' | 'products';
  readonly what: string;
}

/** What of `client_name` and `products` a person fills in. */
export function missingFields({ fields, purpose }: LinkTokenRequest): readonly MissingField[] {
  const wanted: readonly MissingField[] = [
    { name: 'client_name', what: 'the name of your app' },
    ...(purpose === 'link' ? [{ name: 'products', what: 'at least one product' } as const] : []),
  ];
  return wanted.filter((each) => !fields.some(({ name }) => name === each.name));
}
