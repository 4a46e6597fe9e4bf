import fc from 'fast-check';
import { ts } from 'ts-morph';
import { describe, expect, it } from 'vitest';
import { describeRequest } from '../../src/plaid/link-request-text.ts';
import { linkTokenRequest, type LinkTokenRequest } from '../../src/plaid/link-token-request.ts';
import type { OptionValue } from '../../src/plaid/link-option.ts';
import type { Json } from '../../src/plaid/json.ts';

const literal = (value: Json): OptionValue => ({ kind: 'literal', value });
const expression = (text: string): OptionValue => ({ kind: 'expression', text });

/** What the text means once its comments are taken out by TypeScript's own reader of such files. */
function parsed(text: string): unknown {
  const { config, error } = ts.parseConfigFileTextToJson('request.json', text);
  expect(error).toBeUndefined();
  const value: unknown = config;
  return value;
}

function webhookFrom(text: string): LinkTokenRequest {
  return linkTokenRequest(
    new Map([
      ['clientName', literal('Acme')],
      ['product', literal(['auth'])],
      ['webhook', expression(text)],
    ]),
  );
}

describe('describeRequest', () => {
  it('is the body as a person would paste it', () => {
    const request = linkTokenRequest(
      new Map([
        ['clientName', literal('Acme "Bank"')],
        ['product', literal('auth,identity')],
        ['webhook', expression("location.origin +\n  '/hook'")],
        ['userLegalName', expression('user.name')],
        ['accountSubtypes', literal({ credit: ['all'] })],
      ]),
    );
    expect(describeRequest(request)).toBe(`{
  "user": {
    "client_user_id": "" /* fill in: your own id of the signed-in user, no email address or phone number */,
    "legal_name": null /* was: user.name in the browser */
  },
  "client_name": "Acme \\"Bank\\"",
  "products": ["auth", "identity"],
  "country_codes": ["US"],
  "language": "en",
  "webhook": null /* was: location.origin + '/hook' in the browser */,
  "account_filters": { "credit": { "account_subtypes": ["all"] } }
}`);
  });

  it('shows what only a person can fill in as empty', () => {
    const none = new Map<string, OptionValue>();
    expect(parsed(describeRequest(linkTokenRequest(none)))).toEqual({
      user: { client_user_id: '' },
      client_name: '',
      products: [],
      country_codes: ['US'],
      language: 'en',
    });
    const update = linkTokenRequest(none, { token: 'always' });
    expect(parsed(describeRequest(update))).toEqual({
      user: { client_user_id: '' },
      client_name: '',
      country_codes: ['US'],
      language: 'en',
      access_token: '',
    });
    const payment = linkTokenRequest(new Map([['paymentToken', expression('p')]]));
    expect(parsed(describeRequest(payment))).toMatchObject({
      products: ['payment_initiation'],
      payment_initiation: { payment_id: '' },
    });
  });

  it.each([
    ['*/ alert(1) /*', '* / alert(1) / *'],
    ['a */*/ b', 'a * / * / b'],
    ['/*/ c', '/ * / c'],
    ['x * y / z', 'x * y / z'],
    ['a\r\n\u2028\u0000\u001b[31m\u202eb', 'a [31m b'],
  ])('keeps %j inside its comment', (text, shown) => {
    expect(describeRequest(webhookFrom(text))).toContain(
      `"webhook": null /* was: ${shown} in the browser */`,
    );
  });

  it('has one meaning, whatever the browser had', () => {
    const part = fc.oneof(
      fc.constantFrom('*/', '/*', '*', '/', '//', '\n', '"', '}', ','),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(part), fc.string({ minLength: 1 }), (parts, name) => {
        const request = webhookFrom(`x${parts.join('')}`);
        const text = describeRequest({
          ...request,
          fields: [...request.fields, { name: 'link_customization_name', value: literal(name) }],
        });
        expect(parsed(text)).toEqual({
          user: { client_user_id: '' },
          client_name: 'Acme',
          products: ['auth'],
          country_codes: ['US'],
          language: 'en',
          webhook: null,
          link_customization_name: name,
        });
        // Kotlin, Swift and Scala nest comments: none may begin inside another.
        const plain = describeRequest(request);
        expect(plain.split('/*')).toHaveLength(plain.split('*/').length);
      }),
    );
  });
});
