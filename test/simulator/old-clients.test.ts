import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { matching } from './matchers.ts';
import { withSimulator } from './with-simulator.ts';

/** What the old official clients offer, as far as these tests call it. */
interface OldClient {
  updateAccessTokenVersion(token: string): Promise<{ access_token: string; item_id: string }>;
  createPublicToken(accessToken: string): Promise<{ public_token: string }>;
  exchangePublicToken(publicToken: string): Promise<{ access_token: string; item_id: string }>;
  getItem(accessToken: string): Promise<{ item: { item_id: string } }>;
}

interface OldSdk {
  readonly environments: { sandbox: string };
  readonly Client: new (
    clientId: string,
    secret: string,
    publicKey: string,
    environment: string,
  ) => OldClient;
}

function isOldSdk(value: unknown): value is OldSdk {
  return (
    typeof value === 'object' && value !== null && 'Client' in value && 'environments' in value
  );
}

const require = createRequire(import.meta.url);

function clientOf(generation: string, url: string, secret = 'simulated'): OldClient {
  const sdk: unknown = require(generation);
  if (!isOldSdk(sdk)) throw new Error(`${generation} is not a plaid client`);
  // The constructor takes the URLs of its own table alone.
  sdk.environments.sandbox = url;
  return new sdk.Client('simulated', secret, 'public key', url);
}

describe.each(['plaid-2', 'plaid-3', 'plaid-4'])('%s, unchanged', (generation) => {
  it('upgrades a token and uses the new one', async () => {
    const simulator = await withSimulator();
    const client = clientOf(generation, simulator.url);
    const upgraded = await client.updateAccessTokenVersion(simulator.items.legacyAccessToken(3));
    expect(upgraded).toMatchObject({
      access_token: simulator.items.accessToken(3, 1),
      item_id: simulator.items.itemId(3),
      status_code: 200,
    });

    const { item } = await client.getItem(upgraded.access_token);
    expect(item.item_id).toBe(upgraded.item_id);

    const { public_token } = await client.createPublicToken(upgraded.access_token);
    const exchanged = await client.exchangePublicToken(public_token);
    expect(exchanged.item_id).toBe(upgraded.item_id);
    await expect(client.exchangePublicToken(public_token)).rejects.toMatchObject({
      error_code: 'INVALID_PUBLIC_TOKEN',
    });
  });

  it('reports a malformed and an unknown token as it always did', async () => {
    const simulator = await withSimulator();
    const client = clientOf(generation, simulator.url);
    await expect(client.updateAccessTokenVersion('test_chase')).rejects.toMatchObject({
      status_code: 400,
      error_type: 'INVALID_REQUEST',
      error_code: 'INVALID_FIELD',
      error_message: matching(/non-empty.*160 characters.*hexadecimal/),
      display_message: null,
      request_id: matching(/^[0-9A-Za-z]{15}$/),
    });
    await expect(client.updateAccessTokenVersion('ab'.repeat(80))).rejects.toMatchObject({
      status_code: 400,
      error_type: 'INVALID_INPUT',
      error_code: 'INVALID_ACCESS_TOKEN',
    });
  });

  it('is refused with invalid keys', async () => {
    const simulator = await withSimulator();
    const client = clientOf(generation, simulator.url, 'invalid-secret');
    const upgrade = client.updateAccessTokenVersion(simulator.items.legacyAccessToken(0));
    await expect(upgrade).rejects.toMatchObject({ error_code: 'INVALID_API_KEYS' });
    expect(simulator.itemState(0).access_token).toBeNull();
  });
});
