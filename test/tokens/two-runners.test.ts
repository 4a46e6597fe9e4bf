import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startSimulator, type Simulator } from '../../src/simulator/simulator.ts';
import { differences, finalRows } from '../crash/look.ts';
import { query, statesIn } from './states.ts';
import { withWorkspace, type Workspace } from './workspace.ts';

/** Longer than any test: a run against it is under way until it is stopped. */
const ASLEEP = { items: 20, latencyMs: 600_000 } as const;

/** Resolves when the simulator has had so many calls. */
async function calls(workspace: Workspace, count: number): Promise<void> {
  while (workspace.simulator.calls().total < count) await nextTurn();
}

/** The same Plaid at the same address, and now it answers. */
async function awake({ simulator }: Workspace): Promise<Simulator> {
  await simulator.close();
  const again = await startSimulator({ port: simulator.port, items: ASLEEP.items });
  onTestFinished(() => again.close());
  return again;
}

test('a second run on one ledger is turned away and told who holds it', async () => {
  const workspace = await withWorkspace(ASLEEP);
  const first = workspace.start('--from', 'tokens.csv');
  await calls(workspace, 1);
  for (const args of [[], ['--from', 'tokens.csv'], ['--retry-failed']]) {
    const { code, stdout, stderr } = await workspace.tokens(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`is held by process ${String(first.child.pid)} on `);
    expect(stderr).toContain('plaid-migrate tokens status');
  }
  // Looking on is allowed.
  const status = await workspace.run(['tokens', 'status']);
  expect(status).toMatchObject({ code: 0, stderr: '' });
  expect(status.stdout).toContain(`process ${String(first.child.pid)}`);
  expect(workspace.simulator.calls().total).toBe(1);

  // The hold ends with its process, however that ends.
  first.child.kill('SIGKILL');
  await first.ended;
  const simulator = await awake(workspace);
  expect(await workspace.tokens()).toMatchObject({ code: 0 });
  expect(differences(await finalRows(workspace.ledgerPath), simulator)).toEqual([]);
});

test('a second run is turned away while the first still imports', async () => {
  const workspace = await withWorkspace();
  const first = workspace.startReading('--from', '-');
  first.child.stdin?.write('id,access_token\n1,test_a\n');
  // A transaction of the import is 20,000 rows, so the ledger is there and its import goes on.
  for (let row = 2; row < 21_000; row += 1) {
    first.child.stdin?.write(
      `${String(row)},${workspace.simulator.items.legacyAccessToken(row)}\n`,
    );
  }
  while (sourceRows(workspace) === 0) await nextTurn();
  const { code, stderr } = await workspace.tokens('--from', 'tokens.csv');
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining('is held by another run that is importing'),
  });
  // Only once it has heard: the end of its input before that would start the run.
  const heard = new Promise<void>((resolve) => {
    first.child.stderr?.on('data', (text: string) => {
      if (text.includes('Stopping')) resolve();
    });
  });
  first.child.kill('SIGINT');
  await heard;
  first.child.stdin?.end();
  expect(await first.ended).toMatchObject({
    code: 130,
    stderr: expect.stringMatching(
      /Stopped before anything was sent\. Go on with: plaid-migrate tokens --from - /,
    ),
  });
  expect(workspace.simulator.calls().total).toBe(0);
});

function sourceRows({ ledgerPath }: Workspace): number {
  try {
    return query(ledgerPath, 'SELECT 1 FROM source_rows LIMIT 1').length;
  } catch {
    return 0; // Not made yet.
  }
}

describe('Ctrl-C', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('once (%s) waits for the answers under way, then exits %i', async (signal, code) => {
    const items = 400;
    const workspace = await withWorkspace({ items, latencyMs: 40 });
    const running = workspace.start('--from', 'tokens.csv');
    await calls(workspace, 20);
    running.child.kill(signal);
    const { stderr, ...ended } = await running.ended;
    expect(ended).toMatchObject({ code });
    expect(stderr).toContain('Stopping: waiting for the answers under way');
    expect(stderr).toContain('every answer is recorded. Go on with: plaid-migrate tokens');
    const { total } = workspace.simulator.calls();
    expect(total).toBeLessThan(items);
    expect(statesIn(workspace.ledgerPath)).toEqual({ migrated: total, pending: items - total });
    expect(query(workspace.ledgerPath, 'SELECT outcome FROM runs')).toEqual([
      { outcome: 'interrupted' },
    ]);

    expect(await workspace.tokens()).toMatchObject({ code: 0 });
    expect(workspace.simulator.calls().total).toBe(items);
  });

  test('of a pilot: the command that goes on keeps to what is left of it', async () => {
    const workspace = await withWorkspace({ items: 400, latencyMs: 40 });
    const running = workspace.start('--from', 'tokens.csv', '--limit', '300', '--concurrency', '4');
    await calls(workspace, 20);
    running.child.kill('SIGINT');
    const { stderr } = await running.ended;
    const left = 300 - workspace.simulator.calls().total;
    expect(stderr).toMatch(
      new RegExp(
        `Go on with: plaid-migrate tokens .*--concurrency 4 --limit ${String(left)} --yes`,
      ),
    );
  });

  test('twice leaves at once; the next run finishes', async () => {
    const workspace = await withWorkspace(ASLEEP);
    const running = workspace.start('--from', 'tokens.csv');
    await calls(workspace, 1);
    running.child.stderr?.on('data', (text: string) => {
      if (text.includes('Once more to leave at once')) running.child.kill('SIGINT');
    });
    running.child.kill('SIGINT');
    expect(await running.ended).toMatchObject({ code: 130, stdout: '' });
    expect(statesIn(workspace.ledgerPath)).toEqual({ in_flight: 1, pending: 19 });

    const simulator = await awake(workspace);
    expect(await workspace.tokens()).toMatchObject({ code: 0 });
    expect(differences(await finalRows(workspace.ledgerPath), simulator)).toEqual([]);
  });
});
