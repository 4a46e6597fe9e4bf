import { mkdirSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import type { RunResult } from '../run-bin.ts';
import { meddle, statesIn } from './states.ts';
import { withWorkspace, type Workspace } from './workspace.ts';

const OTHER_KEY = 'ab'.repeat(32);

/** Exit 2 (or `code`), nothing on stdout, one sentence with `message`, a hint, no stack trace. */
function expectRefusal(result: RunResult, message: RegExp, hint: RegExp, code = 2): void {
  const [first = '', ...rest] = result.stderr.trimEnd().split('\n');
  expect({ code: result.code, stdout: result.stdout }, result.stderr).toEqual({ code, stdout: '' });
  expect(first).toMatch(/^error: .+[.?]$/);
  expect(first).toMatch(message);
  expect(rest.join('\n')).toMatch(hint);
  expect(result.stderr).not.toMatch(/\n\s+at |SqliteError|SQLITE_/);
}

/** Lays something bad, and gives the arguments that meet it. */
type Trap = (workspace: Workspace) => Promise<readonly string[]> | readonly string[];

describe('a ledger that is none is left alone', () => {
  test.each<[string, Trap, RegExp, RegExp]>([
    [
      'is another kind of file',
      (w) => (writeFileSync(w.path('x.db'), 'dear diary, '.repeat(100)), ['x.db']),
      /x\.db is not a SQLite file/,
      /--ledger/,
    ],
    [
      'is the database of another program',
      (w) => {
        const db = new Database(w.path('x.db'));
        db.exec('CREATE TABLE users (id)');
        db.close();
        return ['x.db'];
      },
      /x\.db is a SQLite database, but not a ledger/,
      /--ledger.*\n?.*--from/,
    ],
    ['is a folder', (w) => (mkdirSync(w.path('x.db')), ['x.db']), /x\.db is a folder/, /file/],
    ['has no folder', () => ['nowhere/x.db'], /folder does not exist/, /Make the folder/],
    ['has a file for a folder', () => ['tokens.csv/x.db'], /folder is a file/, /--ledger/],
    [
      'lies where nobody may write',
      () => ['/proc/plaid-migrate.db'],
      /cannot be made|not accessible|read-only/,
      /--ledger|[Mm]ake|Check/,
    ],
  ])('that %s', async (_, trap, message, hint) => {
    const workspace = await withWorkspace();
    const [ledger = ''] = await trap(workspace);
    const args = ['--from', 'tokens.csv', '--ledger', ledger];
    expectRefusal(await workspace.tokens(...args), message, hint);
    expect(workspace.simulator.calls().total).toBe(0);
  });

  test('that is not there: reading commands say how to make one', async () => {
    const workspace = await withWorkspace();
    for (const command of ['status', 'verify', 'export']) {
      const result = await workspace.run(['tokens', command]);
      expectRefusal(result, /There is no ledger at/, /plaid-migrate tokens --from/);
    }
    expectRefusal(await workspace.tokens(), /There is no ledger at .*no --from/, /--from SOURCE/);
    expect(workspace.simulator.calls().total).toBe(0);
  });

  test('but an empty file becomes one', async () => {
    const workspace = await withWorkspace();
    await workspace.write('empty.db', '');
    const status = await workspace.run(['tokens', 'status', '--ledger', 'empty.db']);
    expectRefusal(status, /is empty: nothing was imported/, /tokens --from/);
    const run = await workspace.tokens('--from', 'tokens.csv', '--ledger', 'empty.db');
    expect(run).toMatchObject({ code: 0 });
  });
});

describe('a ledger of another migration is refused, and keeps what it holds', () => {
  test.each<[string, (workspace: Workspace) => Promise<RunResult>, RegExp, RegExp]>([
    [
      'the wrong key',
      (w) => w.run(args(w), { PLAID_MIGRATE_KEY: OTHER_KEY }),
      /PLAID_MIGRATE_KEY is not the key of the ledger/,
      /Nothing was read or sent/,
    ],
    [
      'no key',
      (w) => w.run(args(w), { PLAID_MIGRATE_KEY: undefined }),
      /is encrypted, and PLAID_MIGRATE_KEY is not set/,
      /key the ledger was made with/,
    ],
    [
      'a key that is none',
      (w) => w.run(args(w), { PLAID_MIGRATE_KEY: 'password' }),
      /is not a key: it must be 32 bytes/,
      /keygen/,
    ],
    ['--plaintext', (w) => w.tokens('--plaintext'), /is encrypted/, /leave --plaintext out/],
    [
      'another environment',
      (w) => w.tokens('--env', 'production'),
      /belongs to another migration: environment sandbox, now production/,
      /--ledger FILE/,
    ],
    [
      'another host',
      (w) => w.tokens('--api-url', 'https://sandbox.plaid.com'),
      /host http:\/\/127\.0\.0\.1:\d+, now https:\/\/sandbox\.plaid\.com/,
      /--ledger FILE/,
    ],
    [
      'another environment, in a dry run',
      (w) => w.tokens('--dry-run', '--env', 'production'),
      /belongs to another migration: environment sandbox, now production/,
      /--ledger FILE/,
    ],
    [
      'another source, in a dry run',
      async (w) => {
        await w.write('third.csv', `id,access_token\n1,${'ab'.repeat(80)}\n`);
        return w.tokens('--dry-run', '--from', 'third.csv');
      },
      /source csv .*tokens\.csv .*, now csv .*third\.csv/,
      /--ledger FILE/,
    ],
    [
      'another source',
      async (w) => {
        await w.write('other.csv', 'id,access_token\n');
        return w.tokens('--from', 'other.csv');
      },
      /source csv .*tokens\.csv .*, now csv .*other\.csv|no rows|empty/,
      /./,
    ],
    [
      'the ledger of a newer version',
      (w) => {
        meddle(w.ledgerPath, `INSERT INTO schema_migrations VALUES (99, 'x', 'y', 'z')`);
        return w.tokens();
      },
      /has schema 99, and this version of plaid-migrate knows up to 2/,
      /or a newer one/,
    ],
    [
      'a schema that is not ours',
      (w) => {
        meddle(w.ledgerPath, `UPDATE schema_migrations SET checksum = 'x'`);
        return w.tokens();
      },
      /schema step 1 \(ledger\) is not the one/,
      /Use the version/,
    ],
  ])('%s', async (_, attempt, message, hint) => {
    const workspace = await withWorkspace({ items: 6 });
    const pilot = await workspace.tokens('--from', 'tokens.csv', '--limit', '4');
    expect(pilot).toMatchObject({ code: 0 });
    expectRefusal(await attempt(workspace), message, hint);
    expect(workspace.simulator.calls().total).toBe(4);
    expect(statesIn(workspace.ledgerPath)).toEqual({ migrated: 4, pending: 2 });
  });

  test('a key for a ledger that was made without', async () => {
    const workspace = await withWorkspace({ items: 2 });
    const plain = await workspace.tokens('--from', 'tokens.csv', '--plaintext');
    expect(plain).toMatchObject({ code: 0 });
    expectRefusal(await workspace.tokens(), /is not encrypted/, /--plaintext/);
    expect(await workspace.tokens('--plaintext')).toMatchObject({ code: 0 });
    const unset = await workspace.run(args(workspace), { PLAID_MIGRATE_KEY: undefined });
    expect(unset).toMatchObject({ code: 0 });
  });

  function args(workspace: Workspace): string[] {
    return ['tokens', '--yes', '--api-url', workspace.simulator.url];
  }
});

describe('settings that cannot work are refused before a ledger is made', () => {
  test.each<[string, Record<string, string | undefined>, readonly string[], RegExp, RegExp]>([
    ['no client id', { PLAID_CLIENT_ID: undefined }, [], /PLAID_CLIENT_ID not set/, /Dashboard/],
    ['no secret', { PLAID_SECRET: '' }, [], /PLAID_SECRET not set/, /Dashboard/],
    ['no key', { PLAID_MIGRATE_KEY: undefined }, [], /no key to seal/, /keygen.*--plaintext/],
    ['a host without https', {}, ['--api-url', 'http://example.com'], /is not https/, /loopback/],
    ['a host that is none', {}, ['--api-url', 'plaid'], /is not a URL/, /https:/],
    ['an old environment', {}, ['--env', 'development'], /shut Development down/, /sandbox or/],
    ['a rate of nothing', {}, ['--rate', '0'], /--rate "0" is not a rate/, /--rate 50/],
    ['no concurrency', {}, ['--concurrency', '0'], /--concurrency "0"/, /from 1 to/],
    ['another format', {}, ['--format', 'xml'], /--format cannot be "xml"/, /text, json/],
    ['a file that is not there', {}, ['--from', 'gone.csv'], /gone\.csv/, /./],
    ['a folder for a table', {}, ['--from', '.'], /folder|directory/, /./],
    ['an empty file', {}, ['--from', '/dev/null'], /empty|no rows|nothing/i, /./],
    ['no such column', {}, ['--token-column', 'tok'], /no column "tok"/, /id, user_id, access/],
    ['--table for a CSV file', {}, ['--table', 'items'], /--table is for databases/, /Leave/],
  ])('%s', async (_, env, more, message, hint) => {
    const workspace = await withWorkspace({ items: 2 });
    const from = more.includes('--from') ? [] : ['--from', 'tokens.csv'];
    const url = more.includes('--api-url') ? [] : ['--api-url', workspace.simulator.url];
    expectRefusal(
      await workspace.run(['tokens', '--yes', ...from, ...url, ...more], env),
      message,
      hint,
    );
    expect(workspace.simulator.calls().total).toBe(0);
    const status = await workspace.run(['tokens', 'status']);
    expectRefusal(status, /There is no ledger at/, /--from SOURCE/);
  });

  test('no terminal to ask on', async () => {
    const workspace = await withWorkspace({ items: 2 });
    const result = await workspace.run(['tokens', '--from', 'tokens.csv', '--env', 'sandbox']);
    expectRefusal(result, /no terminal to confirm/, /--dry-run, then pass --yes/);
    expect(workspace.simulator.calls().total).toBe(0);
  });
});

test('bad rows are counted and listed, and stop none of the others', async () => {
  const workspace = await withWorkspace({ items: 8 });
  const token = (index: number): string => workspace.simulator.items.legacyAccessToken(index);
  const rows = [
    `1,${token(0)}`,
    `2,${token(1)},and,more`,
    '3,',
    `4,"${token(2)}"`,
    '5,test_chase',
    `6,${token(3).slice(1)}`,
    `7,${workspace.simulator.items.accessToken(4, 1)}`,
    `8,  ${token(5)}  `,
    '9',
    `10,${token(6)}\0`,
    `11,${token(7)}`,
  ];
  await workspace.write('bad.csv', `\uFEFFid,access_token\r\n${rows.join('\r\n')}\r\n`);
  const { code, stdout } = await workspace.tokens('--from', 'bad.csv', '--format', 'json');
  expect(code).toBe(1);
  const { states, listed } = readDocument(stdout);
  expect(states).toMatchObject({ migrated: 4, skipped: 1, failed: 0, pending: 0 });
  expect(listed.toSorted()).toEqual(['3', '5', '6', 'line 10', 'line 11', 'line 3']);
  const isMigrated = [0, 2, 5, 7].map((index) => workspace.simulator.itemState(index).upgrades);
  expect(isMigrated).toEqual([1, 1, 1, 1]);
});

function readDocument(stdout: string): { states: unknown; listed: string[] } {
  const document: unknown = JSON.parse(stdout);
  const status = field(document, 'status');
  const rows = field(status, 'openRows');
  return {
    states: field(status, 'tokens'),
    listed: Array.isArray(rows) ? rows.map((row) => String(field(row, 'rowKeys'))) : [],
  };
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
