import { expect, test } from 'vitest';
import type { OptionValue } from '../../src/plaid/link-option.ts';
import { linkRequestBody } from '../../src/plaid/link-request-body.ts';
import { linkTokenRequest } from '../../src/plaid/link-token-request.ts';

test('what only the page knew is empty in the type of its field', () => {
  const expression = (text: string): OptionValue => ({ kind: 'expression', text });
  const options = new Map<string, OptionValue>([
    ['clientName', expression('params.name')],
    ['product', expression('params.products')],
    ['countryCodes', expression('params.countries')],
  ]);
  expect(Object.fromEntries(linkRequestBody(linkTokenRequest(options)))).toMatchObject({
    client_name: '',
    products: [],
    country_codes: [],
  });
});
