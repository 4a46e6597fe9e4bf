import { createHash, createPublicKey, verify, type JsonWebKey } from 'node:crypto';
import { createServer } from 'node:http';
import type { Simulator } from '../../src/simulator/simulator.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { post, postRaw, upgrade } from './post.ts';
import { withSimulator } from './with-simulator.ts';

interface Webhook {
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly signature: string | undefined;
}

/** A receiver on loopback that keeps what arrives. `next` resolves at the next arrival. */
async function withReceiver(status = 200) {
  const received: Webhook[] = [];
  let wake = (): void => {};
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (piece: string) => (text += piece));
    request.on('end', () => {
      const signature = request.headers['plaid-verification'];
      const body: unknown = JSON.parse(text);
      received.push({
        text,
        body: typeof body === 'object' && body !== null ? { ...body } : {},
        signature: typeof signature === 'string' ? signature : undefined,
      });
      response.writeHead(status).end();
      wake();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const arrivals = async (count: number): Promise<void> => {
    while (received.length < count) await new Promise<void>((resolve) => (wake = resolve));
  };
  return { received, arrivals, url: `http://127.0.0.1:${String(port)}/webhook` };
}

const fire = (simulator: Simulator, body: object) =>
  postRaw(simulator, '/simulator/webhooks', JSON.stringify(body));

function decode(part: string | undefined): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(Buffer.from(part ?? '', 'base64url').toString());
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function isJwk(value: unknown): value is JsonWebKey {
  return typeof value === 'object' && value !== null && 'kty' in value;
}

describe('webhooks', () => {
  it('come in the old format until the Item is upgraded, and in the new one after', async () => {
    const { received, url } = await withReceiver();
    const simulator = await withSimulator({ webhook: { url, everyMs: undefined } });
    await fire(simulator, { index: 1, count: 6 });
    expect(received.map(({ body }) => body['code'])).toEqual([0, 1, 2, 3, 4, 1205]);
    for (const { body, signature } of received) {
      expect(body['access_token']).toBe(simulator.items.legacyAccessToken(1));
      expect(body).not.toHaveProperty('webhook_type');
      expect(signature).toBeUndefined();
    }

    await upgrade(simulator, 1);
    received.length = 0;
    const answer = await fire(simulator, { item_id: simulator.items.itemId(1), count: 6 });
    expect(answer.body).toEqual({ delivered: 12, failed: 0 });
    expect(received.map(({ body }) => [body['webhook_type'], body['webhook_code']])).toEqual([
      ['TRANSACTIONS', 'INITIAL_UPDATE'],
      ['TRANSACTIONS', 'HISTORICAL_UPDATE'],
      ['TRANSACTIONS', 'DEFAULT_UPDATE'],
      ['TRANSACTIONS', 'TRANSACTIONS_REMOVED'],
      ['ITEM', 'WEBHOOK_UPDATE_ACKNOWLEDGED'],
      ['ITEM', 'ERROR'],
    ]);
    for (const { body } of received) {
      expect(body).toMatchObject({
        item_id: simulator.items.itemId(1),
        environment: 'sandbox',
      });
      expect(body).not.toHaveProperty('access_token');
      expect(body).not.toHaveProperty('code');
    }
    expect(received.at(-1)?.body['error']).toMatchObject({
      error_code: 'ITEM_LOGIN_REQUIRED',
      status: 400,
    });
  });

  it('are signed, and the key is served', async () => {
    const { received, url } = await withReceiver();
    const now = Date.UTC(2026, 0, 1);
    const simulator = await withSimulator({
      webhook: { url, everyMs: undefined },
      now: () => now,
    });
    await upgrade(simulator, 0);
    await fire(simulator, { index: 0 });
    const [webhook] = received;
    const [header, claims, signature] = webhook?.signature?.split('.') ?? [];
    expect(decode(header)).toMatchObject({ alg: 'ES256', typ: 'JWT' });
    expect(decode(claims)).toEqual({
      iat: now / 1000,
      request_body_sha256: createHash('sha256')
        .update(webhook?.text ?? '')
        .digest('hex'),
    });

    const { kid } = decode(header);
    const served = await post(simulator, '/webhook_verification_key/get', { key_id: kid });
    const jwk = served.body['key'];
    if (!isJwk(jwk)) throw new Error('no key');
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    const signed = Buffer.from(`${String(header)}.${String(claims)}`);
    const bytes = Buffer.from(signature ?? '', 'base64url');
    expect(verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, bytes)).toBe(true);
    const other = await post(simulator, '/webhook_verification_key/get', { key_id: 'other' });
    expect(other.body['error_code']).toBe('INVALID_WEBHOOK_VERIFICATION_KEY_ID');
  });

  it('go round over all Items and all events', async () => {
    const { received, url } = await withReceiver();
    const simulator = await withSimulator({ items: 3, webhook: { url, everyMs: undefined } });
    await fire(simulator, { count: 36 });
    const seen = new Set(
      received.map(({ body }) => `${String(body['access_token'])} ${String(body['code'])}`),
    );
    expect(seen.size).toBe(18);
  });

  it('are sent by the clock as well', async () => {
    const { arrivals, url, received } = await withReceiver();
    await withSimulator({ webhook: { url, everyMs: 1 } });
    await arrivals(5);
    expect(received.length).toBeGreaterThanOrEqual(5);
  });

  it('are only counted when the receiver fails', async () => {
    const { url } = await withReceiver(500);
    const simulator = await withSimulator({ webhook: { url, everyMs: undefined } });
    const answer = await fire(simulator, { count: 2 });
    expect(answer.body).toEqual({ delivered: 0, failed: 2 });
    const nobody = await withSimulator({
      webhook: { url: 'http://127.0.0.1:1/', everyMs: undefined },
    });
    expect((await fire(nobody, {})).body).toEqual({ delivered: 0, failed: 1 });
  });

  it('can be fired through Plaid’s own sandbox route', async () => {
    const { received, arrivals, url } = await withReceiver();
    const simulator = await withSimulator({ webhook: { url, everyMs: undefined } });
    await upgrade(simulator, 0);
    const access_token = simulator.items.accessToken(0, 1);
    const path = '/sandbox/item/fire_webhook';
    const fired = await post(simulator, path, { access_token, webhook_code: 'LOGIN_REPAIRED' });
    expect(fired.body['webhook_fired']).toBe(true);
    await arrivals(1);
    expect(received[0]?.body).toMatchObject({
      webhook_type: 'ITEM',
      webhook_code: 'LOGIN_REPAIRED',
    });
    const wrong = await post(simulator, path, { access_token, webhook_code: 'INITIAL_UPDATE' });
    expect(wrong.body['error_code']).toBe('INVALID_FIELD');
  });

  it('answers what it cannot do', async () => {
    expect((await fire(await withSimulator(), {})).status).toBe(409);
    const simulator = await withSimulator({
      webhook: { url: 'http://127.0.0.1:1/', everyMs: undefined },
    });
    expect((await fire(simulator, { item_id: 'nobody' })).status).toBe(404);
    expect((await fire(simulator, { index: 20 })).status).toBe(404);
    expect((await fire(simulator, { index: 0.5 })).status).toBe(404);
  });
});
