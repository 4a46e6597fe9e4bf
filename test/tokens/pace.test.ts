import { expect, test } from 'vitest';
import { query, statesIn } from './states.ts';
import { withWorkspace } from './workspace.ts';

test('no second has more calls than --rate, and no token has two at once', async () => {
  const items = 500;
  const workspace = await withWorkspace({ items, latencyMs: 10 });
  const args = ['--rate', '200', '--concurrency', '64'];
  const { code } = await workspace.tokens('--from', 'tokens.csv', ...args);
  expect(code).toBe(0);
  expect(statesIn(workspace.ledgerPath)).toEqual({ migrated: items });
  const calls = workspace.simulator.calls();
  expect(calls.total).toBe(items);
  // By the times on record: here the simulator shares a thread with other tests, so what left
  // evenly may arrive in bunches.
  const sent = query<{ ms: number }>(
    workspace.ledgerPath,
    `SELECT CAST(round(unixepoch(sent_at, 'subsec') * 1000) AS INTEGER) AS ms FROM attempts ORDER BY ms`,
  ).map(({ ms }) => ms);
  expect(sent).toHaveLength(items);
  const mostInOneSecond = Math.max(
    ...sent.map((from) => sent.filter((at) => at >= from && at < from + 1000).length),
  );
  expect(mostInOneSecond).toBeLessThanOrEqual(200);
  expect(calls.most_concurrent_per_token).toBe(1);
});

test('rows that share a token make one call, and all get the new one', async () => {
  const workspace = await withWorkspace({ items: 3 });
  const token = workspace.simulator.items.legacyAccessToken(0);
  await workspace.write(
    'shared.csv',
    `id,access_token\na,${token}\nb,${token}\nc,${token}\na,${token}\n`,
  );
  expect(await workspace.tokens('--from', 'shared.csv')).toMatchObject({ code: 0 });
  const { stdout } = await workspace.run(['tokens', 'export', '--format', 'jsonl']);
  const newest = workspace.simulator.itemState(0).access_token;
  expect(
    stdout
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line)),
  ).toMatchObject(['a', 'b', 'c'].map((row_key) => ({ row_key, access_token: newest })));
  expect(workspace.simulator.calls().total).toBe(1);
});
