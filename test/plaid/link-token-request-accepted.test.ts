import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { accountSubtypes } from '../../src/plaid/link-account-subtypes.ts';
import { countryNames } from '../../src/plaid/link-countries.ts';
import { linkLanguages } from '../../src/plaid/link-languages.ts';
import { changedProducts, productNames } from '../../src/plaid/link-products.ts';
import { linkTokenRequest, type LinkTokenRequest } from '../../src/plaid/link-token-request.ts';
import type { Json } from '../../src/plaid/json.ts';
import { checkFields } from '../../src/simulator/fields.ts';
import { linkTokenCreateFields } from '../../src/simulator/link-token-fields.ts';
import { requestFields } from '../../src/simulator/request-fields.ts';
import { checkLinkTokenRequest } from '../../src/simulator/link-token-request.ts';
import { post, textIn, upgrade } from '../simulator/post.ts';
import { withSimulator } from '../simulator/with-simulator.ts';

const requestOf = (options: Readonly<Record<string, Json>>): LinkTokenRequest =>
  linkTokenRequest(
    new Map(
      Object.entries(options).map(([name, value]) => [name, { kind: 'literal', value } as const]),
    ),
  );

type Body = { [name: string]: unknown };

/** The body a server sends for a request of literals, with what the server alone knows. */
function bodyOf(request: LinkTokenRequest, known: Body = {}): Body {
  const user: Body = { client_user_id: 'user-1' };
  const body: Body = { user, ...known };
  for (const { name, value } of request.fields) {
    if (value.kind === 'expression') throw new Error(`${name} is an expression`);
    const [field = '', inner] = name.split('.');
    if (inner === undefined) body[field] = value.value;
    else if (field === 'user') user[inner] = value.value;
  }
  return body;
}

/** As the simulator reads them: Plaid's description, and what is known besides. */
const fields = { ...requestFields.get('/link/token/create'), ...linkTokenCreateFields };

const key = '0123456789abcdef0123456789abcd';
const pages: ReadonlyArray<readonly [string, Readonly<Record<string, Json>>]> = [
  ['the least', { key, clientName: 'Acme', product: 'auth' }],
  [
    "Plaid's own example of a page",
    {
      clientName: 'Plaid Quickstart',
      env: 'sandbox',
      key,
      product: ['transactions'],
      countryCodes: ['US'],
      webhook: 'https://requestb.in',
      linkCustomizationName: '',
      language: 'en',
      oauthNonce: null,
      oauthRedirectUri: null,
      oauthStateId: null,
      token: null,
      paymentToken: null,
    },
  ],
  [
    'a page of 2016',
    { 'data-key': key, 'data-client-name': 'A', 'data-product': 'connect', 'data-env': 'tartan' },
  ],
  [
    'every option',
    {
      publicKey: key,
      clientName: 'Acme',
      products: ['AUTH', 'PlaidProduct.LIABILITIES_REPORT', 'balance', 'accounts'],
      countryCodes: 'us,ca,uk',
      language: 'en-US',
      webhook: 'https://a.example/hook',
      user: { legalName: 'Jo', emailAddress: 'jo@a.example', phoneNumber: '+1 415 555 0123' },
      accountSubtypes: { depository: ['CASH_MANAGEMENT', 'plan'], brokerage: ['all'], credit: [] },
      linkCustomizationName: 'blue',
      oauthRedirectUri: 'https://a.example/oauth?user=1',
    },
  ],
  [
    'what Plaid would refuse',
    {
      key,
      clientName: 'Acme',
      product: ['auth', 'payment_initiation', 'income'],
      countryCodes: ['JP'],
      language: 'tlh',
      webhook: '/hook',
      userPhoneNumber: '555',
      accountSubtypes: ['checking'],
      oauthRedirectUri: '/oauth',
    },
  ],
];

describe('the request of a page', () => {
  test.each(pages)('%s: /link/token/create accepts it', async (_, options) => {
    const simulator = await withSimulator();
    const answer = await post(simulator, '/link/token/create', bodyOf(requestOf(options)));
    expect(answer).toMatchObject({ status: 200 });
  });

  it('opens update mode with an access_token', async () => {
    const simulator = await withSimulator();
    await upgrade(simulator, 4);
    const request = requestOf({ key, ...pages[3]?.[1], token: 'public-sandbox-1' });
    const access_token = simulator.items.accessToken(4, 1);
    const body = bodyOf(request, { access_token });
    expect(await post(simulator, '/link/token/create', body)).toMatchObject({ status: 200 });
  });

  it('opens a payment with a payment_id', async () => {
    const simulator = await withSimulator();
    const request = requestOf({ key, ...pages[3]?.[1], paymentToken: 'payment-token-sandbox-1' });
    const make = async (what: 'recipient' | 'payment', of: object): Promise<string> =>
      textIn(await post(simulator, `/payment_initiation/${what}/create`, of), `${what}_id`);
    const bacs = { account: '26207729', sort_code: '560029' };
    const recipient_id = await make('recipient', { name: 'Acme', bacs });
    const amount = { currency: 'GBP', value: 5 };
    const payment_id = await make('payment', { recipient_id, reference: 'Invoice 7', amount });
    const body = bodyOf(request, { payment_initiation: { payment_id } });
    expect(await post(simulator, '/link/token/create', body)).toMatchObject({ status: 200 });
  });

  it('is accepted whatever the literals, once a name and a product are there', () => {
    const text = (...known: readonly string[]): fc.Arbitrary<string> =>
      fc.oneof(fc.constantFrom(...known), fc.string());
    const options = fc.record(
      {
        countryCodes: fc.array(text(...countryNames, 'UK')),
        language: text(...linkLanguages.keys(), 'English'),
        webhook: fc.oneof(fc.webUrl(), fc.string()),
        oauthRedirectUri: fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string()),
        userPhoneNumber: text('+14155550123'),
        userLegalName: fc.string(),
        accountSubtypes: fc.dictionary(
          text(...Object.keys(accountSubtypes)),
          fc.array(text(...Object.values(accountSubtypes).flat())),
        ),
      },
      { requiredKeys: [] },
    );
    const product = fc.array(text(...productNames, ...changedProducts.keys()));
    fc.assert(
      fc.property(options, product, (given, products) => {
        const request = requestOf({ clientName: 'Acme', ...given, product: ['auth', ...products] });
        const body = bodyOf(request);
        expect(checkFields(body, fields)).toBeUndefined();
        expect(checkLinkTokenRequest(body, 'sandbox')).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });
});
