import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { withWorkspace, type Workspace } from './workspace.ts';

const COLUMNS = [
  'row_key',
  'legacy_access_token',
  'access_token',
  'item_id',
  'state',
  'error_code',
];

/** Keys with everything that quoting can get wrong. */
const KEYS = ['plain', `O'Brien`, 'a "b", c', 'new\nline', 'ünïcode ✓', `');--`];

/** Migrates a table of those keys, a refused token and a current one; gives the rows to find. */
async function migrated(): Promise<{ workspace: Workspace; expected: (string | null)[][] }> {
  const workspace = await withWorkspace({ items: KEYS.length });
  const { items } = workspace.simulator;
  const unknown = 'f'.repeat(160);
  const current = items.accessToken(99, 1);
  const rows = [
    ...KEYS.map((key, index) => [key, items.legacyAccessToken(index)] as const),
    ['refused', unknown] as const,
    ['current', current] as const,
  ];
  const quoted = rows.map(([key, token]) => `"${key.replaceAll('"', '""')}",${token}\n`);
  await workspace.write('odd.csv', `id,access_token\n${quoted.join('')}`);
  expect(await workspace.tokens('--from', 'odd.csv')).toMatchObject({ code: 1 });
  return {
    workspace,
    expected: [
      ...KEYS.map((key, index) => {
        const item = workspace.simulator.itemState(index);
        return [
          key,
          items.legacyAccessToken(index),
          item.access_token,
          item.item_id,
          'migrated',
          null,
        ];
      }),
      ['refused', unknown, null, null, 'failed', 'INVALID_ACCESS_TOKEN'],
      ['current', null, current, null, 'skipped', null],
    ],
  };
}

describe('tokens export holds every row with both tokens', () => {
  test('as CSV', async () => {
    const { workspace, expected } = await migrated();
    const { stdout } = await workspace.run(['tokens', 'export']);
    const cell = (value: string | null): string =>
      value === null ? '' : /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
    const lines = [COLUMNS, ...expected].map((row) => `${row.map(cell).join(',')}\n`);
    expect(stdout).toBe(lines.join(''));
  });

  test('as JSON lines', async () => {
    const { workspace, expected } = await migrated();
    const { stdout } = await workspace.run(['tokens', 'export', '--format', 'jsonl']);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual(
      expected.map((row) => Object.fromEntries(COLUMNS.map((name, at) => [name, row[at]]))),
    );
  });

  test('as SQL that a database loads', async () => {
    const { workspace, expected } = await migrated();
    const args = ['tokens', 'export', '--format', 'sql', '-o', 'out.sql'];
    const { code, stderr } = await workspace.run(args);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringContaining('Tokens that were not upgraded: 1.'),
    });
    const db = new Database(':memory:');
    db.exec(readFileSync(workspace.path('out.sql'), 'utf8'));
    const rows = db.prepare(`SELECT ${COLUMNS.join()} FROM plaid_migrated_tokens`).raw().all();
    expect(rows).toEqual(expected);
    db.close();
  });

  test('but not into a folder that is not there', async () => {
    const { workspace } = await migrated();
    const { code, stderr } = await workspace.run(['tokens', 'export', '-o', 'nowhere/out.csv']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/nowhere\/out\.csv cannot be written \(ENOENT\)\.\n/);
  });

  test.each([[], ['--force']])('and says of a folder that it is one %j', async (...force) => {
    const { workspace } = await migrated();
    const refused = await workspace.run(['tokens', 'export', '--output', '.', ...force]);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/ is a folder\.\nName a file in it\.\n$/);
  });

  test('and overwrites nothing without --force', async () => {
    const { workspace } = await migrated();
    const path = await workspace.write('mine.csv', 'precious');
    const refused = await workspace.run(['tokens', 'export', '--output', path]);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/mine\.csv is there already\.\n.*--force/);
    expect(readFileSync(path, 'utf8')).toBe('precious');
    const forced = await workspace.run(['tokens', 'export', '--output', path, '--force']);
    expect(forced).toMatchObject({ code: 0, stdout: '' });
    expect(readFileSync(path, 'utf8')).toContain('access-sandbox-');
  });
});

test('never writes over the ledger it reads, not even with --force', async () => {
  const workspace = await withWorkspace({ items: 3 });
  expect(await workspace.tokens('--from', 'tokens.csv')).toMatchObject({ code: 0 });
  const args = ['tokens', 'export', '--force', '--output', 'plaid-migrate.db'];
  const { code, stderr } = await workspace.run(args);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining('the ledger itself'),
  });
  expect(await workspace.run(['tokens', 'status'])).toMatchObject({ code: 0 });
});
