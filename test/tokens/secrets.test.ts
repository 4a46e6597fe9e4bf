import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { RunResult } from '../run-bin.ts';
import { withWorkspace, type Workspace } from './workspace.ts';

const canaries = {
  PLAID_CLIENT_ID: 'canary-client-61f0',
  PLAID_SECRET: 'canary-secret-9ad2',
  PLAID_MIGRATE_KEY: 'c0ffee42'.repeat(8),
} as const;

/** Longer than any key or checksum. */
const LEGACY = /[0-9a-f]{80,}/i;
const CURRENT = /access-sandbox-[0-9a-f]/;

/** What of a text nobody may see; empty where there is nothing. */
function leaksIn(text: string): string[] {
  return [
    ...Object.entries(canaries).flatMap(([name, value]) => (text.includes(value) ? [name] : [])),
    ...(LEGACY.test(text) ? ['a legacy token'] : []),
    ...(CURRENT.test(text) ? ['an access token'] : []),
  ];
}

/** Runs a command in text and JSON, talkatively and for debugging. Returns what leaked. */
async function leaksOf(
  workspace: Workspace,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string[]> {
  const found: string[] = [];
  for (const more of [
    ['--debug', '--verbose'],
    ['--format', 'json', '--debug'],
  ]) {
    const result: RunResult = await workspace.run([...args, ...more], { ...canaries, ...env });
    const leaks = leaksIn(result.stdout + result.stderr);
    found.push(...leaks.map((leak) => `${leak} in ${[...args, ...more].join(' ')}`));
  }
  return found;
}

/** A table with a token in every place where one can be by mistake. */
function messyTable({ simulator }: Workspace): string {
  const legacy = (index: number): string => simulator.items.legacyAccessToken(index);
  const rows = [
    [legacy(0), legacy(1)],
    [simulator.items.accessToken(2, 1), simulator.items.accessToken(3, 1)],
    ['clipped', legacy(4).slice(0, 120)],
    ['long', `${legacy(5)}00`],
    ['ragged', `${legacy(6)},${legacy(7)}`],
    ['secret', canaries.PLAID_SECRET],
    ['unclosed', `"${legacy(8)}`],
  ];
  return `id,access_token\n${rows.map((row) => `${row.join(',')}\n`).join('')}`;
}

describe('no token, secret or key in what any command prints', () => {
  test.each([
    ['a Plaid that refuses half', { refuse: 0.5 }],
    ['pages for answers', { faults: new Map([['html', 0.2]] as const) }],
  ])('against %s', async (_, options) => {
    const workspace = await withWorkspace({ items: 30, ...options });
    const { url } = workspace.simulator;
    const run = ['tokens', '--yes', '--api-url', url, '--rate', 'unlimited'];
    const leaks = [
      await leaksOf(workspace, [...run, '--from', 'tokens.csv', '--dry-run']),
      await leaksOf(workspace, [...run, '--from', 'tokens.csv', '--limit', '4']),
      await leaksOf(workspace, [...run, '--retry-failed']),
      await leaksOf(workspace, ['tokens', 'verify', '--again', '--api-url', url]),
      await leaksOf(workspace, ['tokens', 'status', '--all']),
      await leaksOf(workspace, run, { PLAID_MIGRATE_KEY: 'ab'.repeat(32) }),
      await leaksOf(workspace, run, { PLAID_SECRET: 'invalid-canary-secret-9ad2' }),
      await leaksOf(workspace, [...run, '--env', 'production']),
      await leaksOf(workspace, [...run, '--api-url', 'http://127.0.0.1:1']),
    ];
    expect(leaks.flat()).toEqual([]);
  });

  test('with tokens in the wrong places of the table, and in the arguments', async () => {
    const workspace = await withWorkspace({ items: 30 });
    const table = await workspace.write('messy.csv', messyTable(workspace));
    const run = ['tokens', '--yes', '--api-url', workspace.simulator.url];
    const token = workspace.simulator.items.legacyAccessToken(0);
    const leaks = [
      await leaksOf(workspace, [...run, '--from', table]),
      await leaksOf(workspace, ['tokens', 'status', '--all']),
      await leaksOf(workspace, [...run, '--from', token]),
      await leaksOf(workspace, [...run, '--from', table, '--token-column', token]),
      await leaksOf(workspace, ['tokens', 'status', '--ledger', token]),
      await leaksOf(workspace, ['tokens', token]),
    ];
    expect(leaks.flat()).toEqual([]);
  });

  test('of export but in its file, and of keygen but its key', async () => {
    const workspace = await withWorkspace({ items: 5 });
    const run = ['tokens', '--yes', '--api-url', workspace.simulator.url];
    await workspace.run([...run, '--from', 'tokens.csv', '--rate', 'unlimited'], canaries);
    const exported = await workspace.run(
      ['tokens', 'export', '--output', 'out.csv', '--debug', '--verbose'],
      canaries,
    );
    expect(exported.code).toBe(0);
    expect(leaksIn(exported.stdout + exported.stderr)).toEqual([]);
    expect(leaksIn(readFileSync(workspace.path('out.csv'), 'utf8'))).toEqual([
      'a legacy token',
      'an access token',
    ]);
    const made = await workspace.run(['keygen', '--output', 'key', '--debug'], canaries);
    const key = readFileSync(workspace.path('key'), 'utf8').trim();
    expect(made.stdout + made.stderr).not.toContain(key);
  });
});

test('with a key, no token stands in clear in any file of the ledger, whenever one looks', async () => {
  const workspace = await withWorkspace({ items: 300, latencyMs: 5 });
  const running = workspace.start('--from', 'tokens.csv', '--concurrency', '16');
  const looks = new Map<string, Set<string>>();
  const look = (): void => {
    for (const name of ledgerFiles(workspace)) {
      const found = looks.get(name) ?? new Set();
      for (const leak of leaksIn(contentOf(workspace, name))) found.add(leak);
      looks.set(name, found);
    }
  };
  for (const calls of [1, 50, 150]) {
    while (workspace.simulator.calls().total < calls) await nextTurn();
    look();
  }
  running.child.kill('SIGKILL');
  await running.ended;
  look();
  await workspace.tokens();
  look();
  expect([...looks.keys()]).toEqual(
    expect.arrayContaining(['plaid-migrate.db', 'plaid-migrate.db-wal', 'plaid-migrate.db.lock']),
  );
  expect([...looks].filter(([, found]) => found.size > 0)).toEqual([]);

  // The same eyes see what --plaintext leaves open.
  await workspace.tokens('--from', 'tokens.csv', '--plaintext', '--ledger', 'clear.db');
  expect(leaksIn(readFileSync(workspace.path('clear.db'), 'latin1'))).toHaveLength(2);
});

test('files with tokens are for their owner alone from the first byte, whatever the umask', async () => {
  const umask = process.umask(0);
  const modes = new Map<string, Set<string>>();
  try {
    const workspace = await withWorkspace({ items: 200, latencyMs: 5 });
    const running = workspace.start('--from', 'tokens.csv', '--plaintext');
    const over = running.ended.then(() => true);
    for (let done = false; !done; done = await Promise.race([over, nextTurn(false)])) {
      for (const name of readdirSync(workspace.folder)) {
        if (name === 'tokens.csv') continue;
        const stat = statSync(join(workspace.folder, name), { throwIfNoEntry: false });
        if (stat === undefined) continue;
        const seen = modes.get(name) ?? new Set();
        modes.set(name, seen.add((stat.mode & 0o777).toString(8)));
      }
    }
    await workspace.run(['tokens', 'export', '--output', 'out.csv']);
    modes.set('out.csv', new Set([modeOf(workspace, 'out.csv')]));
  } finally {
    process.umask(umask);
  }
  expect([...modes.keys()]).toEqual(
    expect.arrayContaining(['plaid-migrate.db', 'plaid-migrate.db-wal', 'plaid-migrate.db-shm']),
  );
  expect([...modes].filter(([, seen]) => [...seen].join() !== '600')).toEqual([]);
});

test('a ledger that others could read is closed to them, with its side files', async () => {
  const umask = process.umask(0);
  try {
    const workspace = await withWorkspace({ items: 100, latencyMs: 600_000 });
    const first = workspace.start('--from', 'tokens.csv');
    while (workspace.simulator.calls().total === 0) await nextTurn();
    first.child.kill('SIGKILL');
    await first.ended;
    for (const name of ledgerFiles(workspace)) chmodSync(workspace.path(name), 0o644);
    const second = workspace.start();
    while (workspace.simulator.calls().total === 1) await nextTurn();
    const open = ledgerFiles(workspace).filter(
      (name) => !name.includes('.lock') && modeOf(workspace, name) !== '600',
    );
    second.child.kill('SIGKILL');
    await second.ended;
    expect(open).toEqual([]);
  } finally {
    process.umask(umask);
  }
});

function ledgerFiles({ folder }: Workspace): string[] {
  return readdirSync(folder).filter((name) => name.startsWith('plaid-migrate.db'));
}

function contentOf(workspace: Workspace, name: string): string {
  try {
    return readFileSync(workspace.path(name), 'latin1');
  } catch {
    return ''; // Side files come and go.
  }
}

function modeOf(workspace: Workspace, name: string): string {
  return (statSync(workspace.path(name)).mode & 0o777).toString(8);
}
