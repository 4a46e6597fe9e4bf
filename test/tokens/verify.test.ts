import { describe, expect, test } from 'vitest';
import { meddle, query } from './states.ts';
import { withWorkspace, type Workspace } from './workspace.ts';

async function migrated(options: Parameters<typeof withWorkspace>[0] = {}): Promise<Workspace> {
  const workspace = await withWorkspace({ items: 12, ...options });
  expect(await workspace.tokens('--from', 'tokens.csv')).toMatchObject({ code: 0 });
  return workspace;
}

const verify = ['tokens', 'verify', '--rate', 'unlimited'] as const;

describe('tokens verify', () => {
  test('asks about each new token once, and again when told to', async () => {
    const workspace = await migrated();
    const asked = (): number => workspace.simulator.calls().by_route['/item/get'] ?? 0;
    const first = await workspace.run(verify);
    expect(first).toMatchObject({ code: 0 });
    expect(first.stdout).toContain('12 of 12 new tokens work and name the recorded Item.');
    expect(first.stderr).toMatch(/\nWhat is next: plaid-migrate tokens status\n$/);
    expect(asked()).toBe(12);
    expect(await workspace.run(verify)).toMatchObject({
      code: 0,
      stdout:
        'Each of the 12 new tokens was verified before. ' +
        'To ask once more: plaid-migrate tokens verify --again\n',
    });
    expect(asked()).toBe(12);
    expect(await workspace.run([...verify, '--again'])).toMatchObject({ code: 0 });
    expect(asked()).toBe(24);
    const one = await workspace.run([...verify, '--again', '--limit', '1']);
    expect(one.stdout).toBe('1 of 1 new token works and names the recorded Item.\n');
  });

  test('names the row whose Item is not the recorded one', async () => {
    const workspace = await migrated();
    meddle(workspace.ledgerPath, `UPDATE tokens SET item_id = 'somebody-else' WHERE id = 5`);
    const { code, stdout } = await workspace.run([...verify, '--format', 'json']);
    expect(code).toBe(1);
    const { item_id } = workspace.simulator.itemState(4);
    expect(JSON.parse(stdout)).toMatchObject({
      verified: 11,
      problems: [
        {
          rowKeys: ['5'],
          problem: `names Item ${item_id}, and the ledger says somebody-else`,
        },
      ],
    });
    const text = await workspace.run(verify);
    expect(text).toMatchObject({ code: 1 });
    expect(text.stdout).toContain(`  5: names Item ${item_id}`);
  });

  test('names the row whose new token is gone', async () => {
    const workspace = await migrated();
    const { access_token } = workspace.simulator.itemState(2);
    const response = await fetch(`${workspace.simulator.url}/item/remove`, {
      method: 'POST',
      body: JSON.stringify({ client_id: 'simulated', secret: 'simulated', access_token }),
    });
    expect(response.status).toBe(200);
    const { code, stdout } = await workspace.run(verify);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^ {2}3: ITEM_NOT_FOUND|^ {2}3: INVALID_ACCESS_TOKEN/m);
    expect(stdout).toContain('11 of 12');
  });

  test('stops with exit 3 when the keys are refused', async () => {
    const workspace = await migrated();
    const wrong = await workspace.run(verify, { PLAID_SECRET: 'invalid-secret' });
    expect(wrong.code).toBe(3);
    expect(wrong.stderr).toContain('Stopped: INVALID_API_KEYS');
  });
});

test('an upgrade answer without item_id is completed from /item/get', async () => {
  const workspace = await migrated({ faults: new Map([['no-item-id', 0.5]]) });
  const ids = query<{ item_id: string }>(
    workspace.ledgerPath,
    'SELECT item_id FROM tokens ORDER BY id',
  );
  expect(ids.map(({ item_id }) => item_id)).toEqual(
    ids.map((_, index) => workspace.simulator.itemState(index).item_id),
  );
  const { by_route, by_outcome } = workspace.simulator.calls();
  expect(by_outcome['no-item-id']).toBeGreaterThan(0);
  expect(by_route['/item/get']).toBe(by_outcome['no-item-id']);
});
