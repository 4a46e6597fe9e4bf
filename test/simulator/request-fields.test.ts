import { describe, expect, it } from 'vitest';
import { requestFields } from '../../src/simulator/request-fields.ts';
import { routes, UPDATE_VERSION } from '../../src/simulator/routes.ts';
import { post, postRaw, upgrade } from './post.ts';
import { withSimulator } from './with-simulator.ts';

const dates = { start_date: '2026-01-01', end_date: '2026-02-01' };
const institution = { institution_id: 'ins_109508', country_codes: ['US'] };
const linkRequest = {
  client_name: 'Platypus Budget',
  language: 'en',
  country_codes: ['US'],
  products: ['auth'],
  user: { client_user_id: 'user-1' },
};

const accepted: ReadonlyArray<readonly [string, object]> = [
  ['/accounts/balance/get', { options: { account_ids: ['a'] } }],
  ['/auth/get', {}],
  ['/identity/get', {}],
  ['/transactions/get', { ...dates, options: { count: 500, offset: 0 } }],
  ['/transactions/sync', { count: 100 }],
  ['/item/webhook/update', { webhook: '' }],
  ['/processor/token/create', { account_id: 'a', processor: 'dwolla' }],
  ['/processor/stripe/bank_account_token/create', { account_id: 'a' }],
];

const refused: ReadonlyArray<readonly [string, object, string, string]> = [
  ['/transactions/get', { start_date: '2026-01-01' }, 'MISSING_FIELDS', 'end_date'],
  ['/transactions/get', { ...dates, count: 10 }, 'UNKNOWN_FIELDS', 'count'],
  [
    '/transactions/get',
    { ...dates, start_date: '2026-01-01T00:00Z' },
    'INVALID_FIELD',
    'start_date',
  ],
  ['/transactions/get', { ...dates, options: { count: 501 } }, 'INVALID_FIELD', 'options.count'],
  ['/transactions/get', { ...dates, options: { count: 1.5 } }, 'INVALID_FIELD', 'options.count'],
  ['/transactions/get', { ...dates, options: { count: '5' } }, 'INVALID_FIELD', 'options.count'],
  ['/auth/get', { options: { accounts: [] } }, 'UNKNOWN_FIELDS', 'options.accounts'],
  ['/auth/get', { options: { account_ids: [1] } }, 'INVALID_FIELD', 'options.account_ids[0]'],
  ['/processor/token/create', { account_id: 'a', processor: 'cash' }, 'INVALID_FIELD', 'processor'],
  ['/item/remove', { reason_code: 'BORED' }, 'INVALID_FIELD', 'reason_code'],
];

const refusedAnywhere: ReadonlyArray<readonly [string, object, string, string]> = [
  ['/institutions/get_by_id', { institution_id: 'ins_1' }, 'MISSING_FIELDS', 'country_codes'],
  ['/institutions/search', { ...institution }, 'UNKNOWN_FIELDS', 'institution_id'],
  [
    '/link/token/create',
    { ...linkRequest, user: { client_user_id: 'u', name: { given_name: 'A' } } },
    'MISSING_FIELDS',
    'user.name.family_name',
  ],
  [
    '/link/token/create',
    { ...linkRequest, account_filters: { credit: { account_subtypes: ['checking'] } } },
    'INVALID_FIELD',
    'account_filters.credit.account_subtypes[0]',
  ],
  [
    '/payment_initiation/payment/create',
    { recipient_id: 'r', reference: 'a'.repeat(19), amount: { currency: 'GBP', value: 1 } },
    'INVALID_FIELD',
    'reference',
  ],
  [
    '/payment_initiation/recipient/create',
    { name: 'A', bacs: { account: '1', sort_code: '12-34-56' } },
    'INVALID_FIELD',
    'bacs.sort_code',
  ],
];

describe('requests, as Plaid’s OpenAPI description has them', () => {
  it.each(accepted)('%s accepts %j', async (path, body) => {
    const simulator = await withSimulator();
    await upgrade(simulator, 0);
    const access_token = simulator.items.accessToken(0, 1);
    const answer = await post(simulator, path, { access_token, ...body });
    expect(answer.body).not.toHaveProperty('error_code');
    expect(answer.status).toBe(200);
  });

  it.each(refused)('%s refuses %j', async (path, body, errorCode, field) => {
    const simulator = await withSimulator();
    await upgrade(simulator, 0);
    const access_token = simulator.items.accessToken(0, 1);
    const answer = await post(simulator, path, { access_token, ...body });
    expect(answer.body['error_code']).toBe(errorCode);
    expect(answer.body['error_message']).toContain(field);
  });

  it.each(refusedAnywhere)('%s refuses %j', async (path, body, errorCode, field) => {
    const answer = await post(await withSimulator(), path, body);
    expect(answer.body['error_code']).toBe(errorCode);
    expect(answer.body['error_message']).toContain(field);
  });

  it('knows the payments and recipients that were made', async () => {
    const simulator = await withSimulator();
    const made = await post(simulator, '/payment_initiation/recipient/create', {
      name: 'Wonder Wallet',
      iban: 'GB29NWBK60161331926819',
    });
    const { recipient_id } = made.body;
    const amount = { currency: 'GBP', value: 12.5 };
    const paid = await post(simulator, '/payment_initiation/payment/create', {
      recipient_id,
      reference: 'Invoice 7',
      amount,
    });
    const { payment_id } = paid.body;
    const get = (path: string, body: object) =>
      post(simulator, `/payment_initiation/${path}`, body);
    expect((await get('payment/get', { payment_id })).body).toMatchObject({ recipient_id, amount });
    expect((await get('recipient/get', { recipient_id })).body['name']).toBe('Wonder Wallet');
    expect((await get('payment/list', {})).body['payments']).toHaveLength(1);
    expect((await get('recipient/list', {})).body['recipients']).toHaveLength(1);
    expect((await get('payment/get', { payment_id: 'p' })).status).toBe(400);
  });

  it('makes asset reports of Items alone', async () => {
    const simulator = await withSimulator();
    await upgrade(simulator, 0);
    const ask = (access_tokens: readonly string[]) =>
      post(simulator, '/asset_report/create', { access_tokens, days_requested: 60 });
    expect((await ask(['access-sandbox-x'])).body['error_code']).toBe('INVALID_ACCESS_TOKEN');
    const { asset_report_token } = (await ask([simulator.items.accessToken(0, 1)])).body;
    const { report } = (await post(simulator, '/asset_report/get', { asset_report_token })).body;
    expect(report).toHaveProperty('items');
  });

  it('lets clients of before 2020 leave the countries out', async () => {
    const simulator = await withSimulator();
    const body = JSON.stringify({ client_id: 'a', secret: 'b', institution_id: 'ins_109508' });
    const ask = (headers: Record<string, string>) =>
      postRaw(simulator, '/institutions/get_by_id', body, headers);
    expect((await ask({ 'user-agent': 'Plaid Node v4.11.0' })).status).toBe(200);
    const today = { 'user-agent': 'Plaid Node v8.5.4', 'plaid-version': '2020-09-14' };
    expect((await ask(today)).body['error_code']).toBe('MISSING_FIELDS');
  });

  it('knows the fields of every route that is still Plaid’s', () => {
    const unknown = [...routes.keys()].filter((path) => !requestFields.has(path));
    expect(unknown).toEqual([UPDATE_VERSION]);
  });
});
