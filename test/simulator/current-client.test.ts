import {
  Configuration,
  CountryCode,
  PlaidApi,
  Products,
  type LinkTokenCreateRequest,
  SandboxItemFireWebhookRequestWebhookCodeEnum as FireCode,
} from 'plaid';
import { describe, expect, it } from 'vitest';
import { countryCodes, productNames } from '../../src/simulator/link-token-fields.ts';
import type { Simulator } from '../../src/simulator/simulator.ts';
import { upgrade } from './post.ts';
import { anyText } from './matchers.ts';
import { withSimulator } from './with-simulator.ts';

function clientOf(simulator: Simulator): PlaidApi {
  return new PlaidApi(
    new Configuration({
      basePath: simulator.url,
      baseOptions: { headers: { 'PLAID-CLIENT-ID': 'simulated', 'PLAID-SECRET': 'simulated' } },
    }),
  );
}

/** How an error answer looks through axios. */
const refused = (status: number, error_code: string) => ({
  response: { status, data: { error_code, request_id: anyText } },
});

const linkRequest: LinkTokenCreateRequest = {
  client_name: 'Platypus Budget',
  language: 'en',
  country_codes: [CountryCode.Us],
  products: [Products.Auth],
  user: { client_user_id: 'user-1' },
};

describe('the current official client, unchanged', () => {
  it('reads and changes an upgraded Item', async () => {
    const simulator = await withSimulator();
    await upgrade(simulator, 4);
    const client = clientOf(simulator);
    const access_token = simulator.items.accessToken(4, 1);
    const { data } = await client.itemGet({ access_token });
    expect(data.item).toMatchObject({ item_id: simulator.items.itemId(4), webhook: null });

    const webhook = 'https://example.com/plaid';
    const updated = await client.itemWebhookUpdate({ access_token, webhook });
    expect(updated.data.item.webhook).toBe(webhook);
    await expect(client.itemWebhookUpdate({ access_token, webhook: 'here' })).rejects.toMatchObject(
      refused(400, 'INVALID_FIELD'),
    );

    const accounts = await client.accountsGet({ access_token });
    expect(accounts.data.accounts).toHaveLength(2);

    const rotated = await client.itemAccessTokenInvalidate({ access_token });
    await expect(client.itemGet({ access_token })).rejects.toMatchObject(
      refused(400, 'INVALID_ACCESS_TOKEN'),
    );
    const newest = rotated.data.new_access_token;
    await client.itemRemove({ access_token: newest });
    await expect(client.itemGet({ access_token: newest })).rejects.toMatchObject(
      refused(400, 'ITEM_NOT_FOUND'),
    );
    expect(simulator.itemState(4).access_token).toBeNull();
  });

  it('creates and exchanges public tokens: once, and within 30 minutes', async () => {
    let now = Date.UTC(2026, 0, 1);
    const simulator = await withSimulator({ now: () => now });
    await upgrade(simulator, 0);
    const client = clientOf(simulator);
    const access_token = simulator.items.accessToken(0, 1);
    const { public_token } = (await client.itemCreatePublicToken({ access_token })).data;
    const exchanged = await client.itemPublicTokenExchange({ public_token });
    expect(exchanged.data).toMatchObject({ access_token, item_id: simulator.items.itemId(0) });
    await expect(client.itemPublicTokenExchange({ public_token })).rejects.toMatchObject(
      refused(400, 'INVALID_PUBLIC_TOKEN'),
    );

    const late = (await client.itemCreatePublicToken({ access_token })).data.public_token;
    now += 30 * 60_000;
    await expect(client.itemPublicTokenExchange({ public_token: late })).rejects.toMatchObject(
      refused(400, 'INVALID_PUBLIC_TOKEN'),
    );
  });

  it('links new Items in the sandbox alone', async () => {
    const request = { institution_id: 'ins_109508', initial_products: [Products.Auth] };
    const simulator = await withSimulator();
    const client = clientOf(simulator);
    const { public_token } = (await client.sandboxPublicTokenCreate(request)).data;
    const { data } = await client.itemPublicTokenExchange({ public_token });
    expect(data.access_token).toBe(simulator.items.accessToken(20, 1));
    const { item } = (await client.itemGet({ access_token: data.access_token })).data;
    expect(item).toMatchObject({ item_id: data.item_id, products: ['auth'] });
    expect(simulator.itemState(20)).toMatchObject({
      legacy_access_token: null,
      webhook_format: 'current',
    });

    const production = clientOf(await withSimulator({ env: 'production' }));
    await expect(production.sandboxPublicTokenCreate(request)).rejects.toMatchObject(
      refused(400, 'SANDBOX_ONLY'),
    );
  });

  it('creates a link token and reads it back', async () => {
    const now = Date.UTC(2026, 0, 1);
    const simulator = await withSimulator({ now: () => now });
    const client = clientOf(simulator);
    const { data } = await client.linkTokenCreate(linkRequest);
    expect(data.link_token).toMatch(/^link-sandbox-[0-9a-f-]{36}$/);
    expect(data.expiration).toBe('2026-01-01T04:00:00.000Z');
    const read = await client.linkTokenGet({ link_token: data.link_token });
    expect(read.data.metadata).toMatchObject({
      initial_products: ['auth'],
      client_name: 'Platypus Budget',
    });
    await expect(client.linkTokenGet({ link_token: 'link-sandbox-x' })).rejects.toMatchObject(
      refused(400, 'INVALID_LINK_TOKEN'),
    );
  });

  it('creates a link token for update mode', async () => {
    const now = Date.UTC(2026, 0, 1);
    const simulator = await withSimulator({ now: () => now });
    await upgrade(simulator, 2);
    const client = clientOf(simulator);
    const { products: _, ...withoutProducts } = linkRequest;
    const access_token = simulator.items.accessToken(2, 1);
    const { data } = await client.linkTokenCreate({ ...withoutProducts, access_token });
    expect(data.expiration).toBe('2026-01-01T00:30:00.000Z');
    await expect(client.linkTokenCreate({ ...linkRequest, access_token })).rejects.toMatchObject(
      refused(400, 'INVALID_FIELD'),
    );
    const legacy = simulator.items.legacyAccessToken(2);
    await expect(
      client.linkTokenCreate({ ...withoutProducts, access_token: legacy }),
    ).rejects.toMatchObject(refused(400, 'INVALID_ACCESS_TOKEN'));
  });

  it('cannot fire a webhook that nobody receives', async () => {
    const simulator = await withSimulator();
    await upgrade(simulator, 0);
    const access_token = simulator.items.accessToken(0, 1);
    await expect(
      clientOf(simulator).sandboxItemFireWebhook({
        access_token,
        webhook_code: FireCode.DefaultUpdate,
      }),
    ).rejects.toMatchObject(refused(400, 'SANDBOX_WEBHOOK_INVALID'));
  });

  it('knows the same products and countries', () => {
    expect([...productNames].toSorted()).toEqual(Object.values(Products).toSorted());
    expect([...countryCodes].toSorted()).toEqual(Object.values(CountryCode).toSorted());
  });
});
