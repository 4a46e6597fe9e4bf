import { closeSync, existsSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { differences, finalRows } from '../crash/look.ts';
import { statesIn } from './states.ts';
import { withWorkspace } from './workspace.ts';

const ITEMS = 200;
const CONCURRENCY = 8;
const all = ['--from', 'tokens.csv', '--concurrency', String(CONCURRENCY)] as const;

describe('a run that cannot go well stops with exit 3 and every row as it was', () => {
  test.each([
    ['the route is gone', { routeGone: true }, 'NOT_FOUND', /no longer offers|ask Plaid support/i],
    [
      'answers are pages',
      { faults: new Map([['html', 1]] as const) },
      'HTTP 200, text/html',
      /--api-url|proxy/,
    ],
  ])('when %s', async (_, options, reason, advice) => {
    const workspace = await withWorkspace({ items: ITEMS, latencyMs: 5, ...options });
    const text = await workspace.tokens(...all);
    expect(text).toMatchObject({ code: 3 });
    expect(text.stderr).toContain(`Stopped: `);
    expect(text.stderr).toContain(reason);
    expect(text.stderr).toMatch(advice);
    expect(text.stderr).toContain('Nothing is lost. Go on with: plaid-migrate tokens');
    expect(text.stdout).toContain('Go on with the tokens that are left: plaid-migrate tokens');
    expect(workspace.simulator.calls().total).toBeLessThanOrEqual(CONCURRENCY);
    expect(statesIn(workspace.ledgerPath)).toEqual({ pending: ITEMS });

    const json = await workspace.tokens('--format', 'json', '--concurrency', String(CONCURRENCY));
    expect(json.code).toBe(3);
    expect(JSON.parse(json.stdout)).toMatchObject({
      schemaVersion: 1,
      end: { kind: 'stopped', reason: expect.stringContaining(reason) },
      status: { tokens: { pending: ITEMS, migrated: 0 } },
    });
    expect(workspace.simulator.calls().total).toBeLessThanOrEqual(2 * CONCURRENCY);
    expect(statesIn(workspace.ledgerPath)).toEqual({ pending: ITEMS });
  });

  test('when the keys are refused; with the right ones it goes on', async () => {
    const workspace = await withWorkspace({ items: ITEMS });
    const args = ['tokens', '--yes', '--api-url', workspace.simulator.url, '--rate', 'unlimited'];
    for (const wrong of [
      { PLAID_SECRET: 'invalid-secret' },
      { PLAID_CLIENT_ID: 'invalid-client' },
    ]) {
      const calls = workspace.simulator.calls().total;
      const { code, stderr } = await workspace.run([...args, '--from', 'tokens.csv'], wrong);
      expect({ code, stderr }).toEqual({
        code: 3,
        stderr: expect.stringMatching(/INVALID_API_KEYS\. Check PLAID_CLIENT_ID and PLAID_SECRET/),
      });
      expect(workspace.simulator.calls().total - calls).toBeLessThanOrEqual(CONCURRENCY);
      expect(statesIn(workspace.ledgerPath)).toEqual({ pending: ITEMS });
    }
    expect(await workspace.run(args)).toMatchObject({ code: 0 });
    expect(statesIn(workspace.ledgerPath)).toEqual({ migrated: ITEMS });
  });

  test('in the middle: what was answered stays, no more calls than were under way', async () => {
    const faults = new Map([['html', 0.02]] as const);
    const workspace = await withWorkspace({ items: ITEMS, faults, latencyMs: 2 });
    let ends = 0;
    for (let code: number | null = 3; code === 3; ends += 1) {
      const before = workspace.simulator.calls();
      ({ code } = await workspace.tokens(...all));
      const after = workspace.simulator.calls();
      const pages = (after.by_outcome['html'] ?? 0) - (before.by_outcome['html'] ?? 0);
      expect(pages).toBeLessThanOrEqual(CONCURRENCY);
      expect(pages > 0).toBe(code === 3);
      expect(statesIn(workspace.ledgerPath)['migrated']).toBe(after.by_outcome['ok']);
    }
    expect(ends).toBeGreaterThan(1);
    const rows = await finalRows(workspace.ledgerPath);
    expect(differences(rows, workspace.simulator)).toEqual([]);
    // Nothing was asked twice but what a page answered.
    expect(rows.every((_, index) => workspace.simulator.itemState(index).upgrades === 1)).toBe(
      true,
    );
  });
});

test('a host nobody listens at ends with exit 2 and every row pending', async () => {
  const workspace = await withWorkspace({ items: 20 });
  const url = `http://127.0.0.1:${String(await closedPort())}`;
  const { code, stderr } = await workspace.tokens('--from', 'tokens.csv', '--api-url', url);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringMatching(
      /could not be reached \(ECONNREFUSED\)\. No token was sent\. Check .*--api-url.*another --ledger\./,
    ),
  });
  expect(statesIn(workspace.ledgerPath)).toEqual({ pending: 20 });
});

/** A port that was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => void server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test.skipIf(!existsSync('/dev/full'))('a log on a full disk stops nothing', async () => {
  const workspace = await withWorkspace({ items: ITEMS });
  const log = openSync('/dev/full', 'w');
  onTestFinished(() => closeSync(log));
  const { code, stdout } = await workspace.startLogging(log, ...all, '--verbose').ended;
  expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('migrated') });
  expect(statesIn(workspace.ledgerPath)).toEqual({ migrated: ITEMS });
});
