import { describe, expect, it } from 'vitest';
import { post } from './post.ts';
import { withSimulator } from './with-simulator.ts';

const request = {
  client_name: 'Platypus Budget',
  language: 'en',
  country_codes: ['US'],
  products: ['auth'],
  user: { client_user_id: 'user-1' },
};

const without = (...names: ReadonlyArray<keyof typeof request>): object =>
  Object.fromEntries(Object.entries(request).filter(([name]) => !names.some((n) => n === name)));

const accepted: ReadonlyArray<readonly [string, object]> = [
  ['the least there can be', request],
  ['a plain redirect_uri', { ...request, redirect_uri: 'https://example.com/oauth' }],
  ['account filters', { ...request, account_filters: { credit: { account_subtypes: ['all'] } } }],
  ['other optional products', { ...request, optional_products: ['identity'] }],
];

const refused: ReadonlyArray<readonly [string, object, string]> = [
  ['no client_name', without('client_name'), 'MISSING_FIELDS'],
  ['no language', without('language'), 'MISSING_FIELDS'],
  ['no country_codes', without('country_codes'), 'MISSING_FIELDS'],
  ['no user', without('user'), 'MISSING_FIELDS'],
  ['no client_user_id', { ...request, user: {} }, 'MISSING_FIELDS'],
  ['an empty client_name', { ...request, client_name: '' }, 'INVALID_FIELD'],
  ['an empty client_user_id', { ...request, user: { client_user_id: '' } }, 'INVALID_FIELD'],
  ['no country', { ...request, country_codes: [] }, 'INVALID_FIELD'],
  ['an unknown country', { ...request, country_codes: ['XX'] }, 'INVALID_FIELD'],
  ['an unknown language', { ...request, language: 'tlh' }, 'INVALID_FIELD'],
  ['a language of the wrong type', { ...request, language: 1 }, 'INVALID_FIELD'],
  ['no products', without('products'), 'INVALID_FIELD'],
  ['an empty list of products', { ...request, products: [] }, 'INVALID_FIELD'],
  ['an unknown product', { ...request, products: ['connect'] }, 'INVALID_FIELD'],
  ['balance', { ...request, products: ['auth', 'balance'] }, 'INVALID_PRODUCT'],
  ['a product twice', { ...request, optional_products: ['auth'] }, 'INVALID_FIELD'],
  ['a legacy option', { ...request, clientName: 'x' }, 'UNKNOWN_FIELDS'],
  [
    'an unknown field of user',
    { ...request, user: { client_user_id: 'u', legalName: 'x' } },
    'UNKNOWN_FIELDS',
  ],
  [
    'an account filter of the legacy shape',
    { ...request, account_filters: { credit: ['all'] } },
    'INVALID_FIELD',
  ],
  [
    'a payment that nobody made',
    { ...request, products: ['payment_initiation'], payment_initiation: { payment_id: 'p' } },
    'INVALID_FIELD',
  ],
  ['a payment without an id', { ...request, products: ['payment_initiation'] }, 'MISSING_FIELDS'],
  [
    'a payment among other products',
    {
      ...request,
      products: ['auth', 'payment_initiation'],
      payment_initiation: { payment_id: 'p' },
    },
    'INVALID_CONFIGURATION',
  ],
  [
    'a redirect_uri with a query',
    { ...request, redirect_uri: 'https://a.example/?user=1' },
    'INVALID_FIELD',
  ],
  [
    'redirect_uri for Android',
    { ...request, redirect_uri: 'https://a.example', android_package_name: 'a.b' },
    'INVALID_CONFIGURATION',
  ],
  ['a webhook that is no URL', { ...request, webhook: '/webhook' }, 'INVALID_FIELD'],
  [
    'an access token nobody knows',
    { ...without('products'), access_token: 'access-sandbox-00000000-0000-0000-0000-000000000000' },
    'INVALID_ACCESS_TOKEN',
  ],
];

describe('/link/token/create', () => {
  it.each(accepted)('accepts %s', async (_, body) => {
    const simulator = await withSimulator();
    expect((await post(simulator, '/link/token/create', body)).status).toBe(200);
  });

  it.each(refused)('refuses %s', async (_, body, errorCode) => {
    const simulator = await withSimulator();
    const answer = await post(simulator, '/link/token/create', body);
    expect(answer.status).toBe(400);
    expect(answer.body['error_code']).toBe(errorCode);
  });

  it('names the field that is wrong', async () => {
    const simulator = await withSimulator();
    const answer = await post(simulator, '/link/token/create', { ...request, user: {} });
    expect(answer.body['error_message']).toContain('user.client_user_id');
  });

  it('wants https for redirect_uri in production alone', async () => {
    const body = { ...request, redirect_uri: 'http://localhost:3000/' };
    const sandbox = await post(await withSimulator(), '/link/token/create', body);
    expect(sandbox.status).toBe(200);
    const production = await withSimulator({ env: 'production' });
    expect((await post(production, '/link/token/create', body)).status).toBe(400);
  });
});
