import { describe, expect, it } from 'vitest';
import { get, post, postRaw, textIn, upgrade } from './post.ts';
import { matching } from './matchers.ts';
import { withSimulator } from './with-simulator.ts';

const UPDATE_VERSION = '/item/access_token/update_version';

describe('update_version', () => {
  it('answers a token, an item_id and a request_id', async () => {
    const simulator = await withSimulator();
    const answer = await upgrade(simulator, 1);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      access_token: simulator.items.accessToken(1, 1),
      item_id: simulator.items.itemId(1),
      request_id: matching(/^[0-9A-Za-z]{15}$/),
    });
  });

  it('takes a token in capital letters', async () => {
    const simulator = await withSimulator();
    const access_token_v1 = simulator.items.legacyAccessToken(1).toUpperCase();
    expect((await post(simulator, UPDATE_VERSION, { access_token_v1 })).status).toBe(200);
  });

  it.each([
    ['same', 1],
    ['new', 2],
  ] as const)('--repeat %s: a second upgrade leaves %i tokens, all good', async (repeat, count) => {
    const simulator = await withSimulator({ repeat });
    const tokens = [
      textIn(await upgrade(simulator, 0), 'access_token'),
      textIn(await upgrade(simulator, 0), 'access_token'),
    ];
    expect(simulator.itemState(0)).toMatchObject({
      calls: 2,
      upgrades: 2,
      access_token: tokens[1],
      access_tokens: [...new Set(tokens)],
    });
    expect(new Set(tokens).size).toBe(count);
    for (const access_token of tokens) {
      expect((await post(simulator, '/item/get', { access_token })).status).toBe(200);
    }
  });

  it('--repeat refuse: a second upgrade is refused, and the first one stands', async () => {
    const simulator = await withSimulator({ repeat: 'refuse' });
    const access_token = textIn(await upgrade(simulator, 0), 'access_token');
    expect((await upgrade(simulator, 0)).body['error_code']).toBe('INVALID_ACCESS_TOKEN');
    expect(simulator.itemState(0)).toMatchObject({ access_token, calls: 2, upgrades: 1 });
  });

  it('refuses the Items it was told to, the same for one seed', async () => {
    const options = { items: 50, refuse: 0.3, seed: 9 };
    const [one, two] = [await withSimulator(options), await withSimulator(options)];
    const statuses = async (simulator: typeof one) => {
      const all: number[] = [];
      for (let at = 0; at < 50; at += 1) all.push((await upgrade(simulator, at)).status);
      return all;
    };
    const seen = await statuses(one);
    expect(await statuses(two)).toEqual(seen);
    expect(new Set(seen)).toEqual(new Set([200, 400]));
    seen.forEach((status, index) =>
      expect(one.itemState(index)).toMatchObject({
        refused: status === 400,
        upgrades: status === 200 ? 1 : 0,
        calls: 1,
      }),
    );
  });

  it('does not know the tokens of another seed, nor of Items beyond its own', async () => {
    const simulator = await withSimulator({ items: 5 });
    const other = await withSimulator({ seed: 2 });
    for (const access_token_v1 of [
      other.items.legacyAccessToken(0),
      simulator.items.legacyAccessToken(5),
    ]) {
      const answer = await post(simulator, UPDATE_VERSION, { access_token_v1 });
      expect(answer.body['error_code']).toBe('INVALID_ACCESS_TOKEN');
    }
  });

  it('names new tokens after its environment', async () => {
    const simulator = await withSimulator({ env: 'production' });
    expect(textIn(await upgrade(simulator, 0), 'access_token')).toMatch(/^access-production-/);
  });

  it('is gone with --route-gone, and the Item untouched', async () => {
    const simulator = await withSimulator({ routeGone: true });
    const answer = await upgrade(simulator, 0);
    expect(answer).toMatchObject({
      status: 404,
      body: { error_type: 'INVALID_REQUEST', error_code: 'NOT_FOUND' },
    });
    expect(simulator.itemState(0)).toMatchObject({ access_token: null, calls: 1, upgrades: 0 });
  });
});

describe('requests of a wrong form', () => {
  it('answers with every key of PlaidError', async () => {
    const answer = await post(await withSimulator(), UPDATE_VERSION, { access_token_v1: '' });
    expect(Object.keys(answer.body).toSorted()).toEqual([
      'display_message',
      'documentation_url',
      'error_code',
      'error_message',
      'error_type',
      'request_id',
      'suggested_action',
    ]);
  });

  it.each([
    ['an unknown field', { access_token: 'x', access_token_v1: 'x' }, 'UNKNOWN_FIELDS'],
    ['no token', {}, 'MISSING_FIELDS'],
    ['a number', { access_token_v1: 7 }, 'INVALID_FIELD'],
    ['159 characters', { access_token_v1: 'a'.repeat(159) }, 'INVALID_FIELD'],
    [
      '160 characters that are not hexadecimal',
      { access_token_v1: 'g'.repeat(160) },
      'INVALID_FIELD',
    ],
    ['a secret of the wrong type', { secret: 1 }, 'INVALID_FIELD'],
    ['no secret', { secret: '' }, 'MISSING_FIELDS'],
    ['invalid keys', { client_id: 'invalid' }, 'INVALID_API_KEYS'],
  ])('refuses %s', async (_, body, errorCode) => {
    const answer = await post(await withSimulator(), UPDATE_VERSION, body);
    expect(answer).toMatchObject({ status: 400, body: { error_code: errorCode } });
  });

  it.each(['{', '[]', '"text"', '', `{"x":"${'x'.repeat(1_100_000)}"}`])(
    'refuses the body %.10j',
    async (text) => {
      const answer = await postRaw(await withSimulator(), UPDATE_VERSION, text);
      expect(answer.body['error_code']).toBe('INVALID_BODY');
    },
  );

  it('takes credentials from the headers', async () => {
    const simulator = await withSimulator();
    const body = JSON.stringify({ access_token_v1: simulator.items.legacyAccessToken(0) });
    const headers = { 'PLAID-CLIENT-ID': 'a', 'PLAID-SECRET': 'b' };
    expect((await postRaw(simulator, UPDATE_VERSION, body, headers)).status).toBe(200);
    expect((await postRaw(simulator, UPDATE_VERSION, body)).status).toBe(400);
  });

  it('knows no other endpoint', async () => {
    const simulator = await withSimulator();
    for (const answer of [
      await post(simulator, '/connect/get'),
      await get(simulator, UPDATE_VERSION),
      await get(simulator, '/'),
    ]) {
      expect(answer).toMatchObject({ status: 404, body: { error_code: 'NOT_FOUND' } });
    }
    expect(simulator.calls().by_route).toEqual({ unknown: 3 });
  });
});

describe('the state it tells', () => {
  it('is the same over HTTP as inside, in any slice', async () => {
    const simulator = await withSimulator({ items: 450 });
    await upgrade(simulator, 2);
    const all: unknown = JSON.parse((await get(simulator, '/simulator/items')).text);
    expect(all).toEqual(Array.from({ length: 450 }, (_, index) => simulator.itemState(index)));
    const slice: unknown = JSON.parse(
      (await get(simulator, '/simulator/items?from=2&limit=1')).text,
    );
    expect(slice).toEqual([simulator.itemState(2)]);
    expect((await get(simulator, '/simulator/items?from=900')).text.trim()).toBe('[\n]');
  });

  it('counts calls, and none of its own routes', async () => {
    const simulator = await withSimulator();
    await upgrade(simulator, 0);
    await upgrade(simulator, 0);
    await post(simulator, '/item/get', { access_token: 'x' });
    expect((await get(simulator, '/simulator/calls')).body).toMatchObject({
      total: 3,
      by_route: { [UPDATE_VERSION]: 2, '/item/get': 1 },
      by_outcome: { ok: 2, INVALID_ACCESS_TOKEN: 1 },
      most_concurrent_per_token: 1,
      webhooks: { delivered: 0, failed: 0 },
    });
    expect((await get(simulator, '/simulator/nothing')).status).toBe(404);
  });

  it('sees two calls with one token at the same time', async () => {
    const simulator = await withSimulator({ latencyMs: 20 });
    await Promise.all([upgrade(simulator, 0), upgrade(simulator, 0), upgrade(simulator, 1)]);
    expect(simulator.calls().most_concurrent_per_token).toBe(2);
    expect(simulator.calls().most_in_one_second).toBe(3);
  });
});
