import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readLedgerPlace } from '../../src/tokens/ledger/ledger-place.ts';
import { differences, finalRowsAt } from '../crash/look.ts';
import { postgresPassword, runSql, startPostgres } from '../databases/postgres.ts';
import { withWorkspace, type Workspace } from './workspace.ts';

// The program as users run it, with `--ledger postgres://…`.

const postgres = await startPostgres();

/** Address without password: it is in PGPASSWORD, as it should be. */
async function emptyDatabase(): Promise<{
  url: string;
  bare: string;
  env: { PGPASSWORD: string };
}> {
  const url = await postgres.database();
  const bare = url.replace(/:[^:@/]+@/, '@');
  return { url, bare, env: { PGPASSWORD: postgresPassword } };
}

function rowsOf(url: string): ReturnType<typeof finalRowsAt> {
  return finalRowsAt(readLedgerPlace(url, { cwd: '/', env: {} }));
}

function tokensArgs({ simulator }: Workspace, ledger: string, ...more: string[]): string[] {
  const how = ['--yes', '--api-url', simulator.url, '--rate', 'unlimited', '--concurrency', '8'];
  return ['tokens', '--ledger', ledger, ...how, ...more];
}

test('every tokens command works on a ledger in Postgres, and no password is shown or kept', async () => {
  const workspace = await withWorkspace({ items: 60, refuse: 0.1 });
  const { url, bare, env } = await emptyDatabase();
  const said: string[] = [];
  const run = async (args: readonly string[], code: number): Promise<string> => {
    const result = await workspace.run(args, args.includes(url) ? {} : env);
    said.push(result.stdout, result.stderr);
    expect(result, result.stderr).toMatchObject({ code });
    return result.stdout;
  };
  await run(tokensArgs(workspace, url, '--from', 'tokens.csv', '--dry-run'), 0);
  expect(await runSql(url, `SELECT 1 FROM pg_namespace WHERE nspname = 'plaid_migrate'`)).toEqual(
    [],
  );

  await run(tokensArgs(workspace, url, '--from', 'tokens.csv', '--limit', '20'), 1);
  expect(await run(tokensArgs(workspace, bare, '--dry-run'), 0)).toMatch(
    /tokens to upgrade now +40/,
  );
  await run(tokensArgs(workspace, bare), 1);
  expect(differences(await rowsOf(url), workspace.simulator)).toEqual([]);

  const status: unknown = JSON.parse(
    await run(['tokens', 'status', '--ledger', bare, '--format', 'json'], 0),
  );
  expect(status).toMatchObject({ tokens: { total: 60, pending: 0 }, ledger: bare, runners: [] });
  const verify = ['tokens', 'verify', '--ledger', url, '--rate', 'unlimited'];
  await run([...verify, '--api-url', workspace.simulator.url], 0);
  await run(['tokens', 'export', '--ledger', bare, '--output', 'new.csv'], 0);
  expect((await readFile(workspace.path('new.csv'), 'utf8')).split('\n')).toHaveLength(62);

  expect(said.join('')).not.toContain(postgresPassword);
  const everything = await runSql(
    url,
    `SELECT string_agg(x::text, '') AS text FROM (SELECT ledger::text AS x FROM plaid_migrate.ledger
       UNION ALL SELECT runs::text FROM plaid_migrate.runs) AS all_rows`,
  );
  expect(JSON.stringify(everything)).not.toContain(postgresPassword);
  const tokens = await runSql(url, 'SELECT tokens::text AS text FROM plaid_migrate.tokens');
  expect(tokens).toHaveLength(60);
  expect(JSON.stringify(tokens)).not.toMatch(/access-(?:sandbox|production)|[0-9a-f]{160}/);
});

test('a wrong key, another source and a database that is not there are refused before any work', async () => {
  const workspace = await withWorkspace({ items: 5 });
  const { url, bare, env } = await emptyDatabase();
  expect(await workspace.run(tokensArgs(workspace, url, '--from', 'tokens.csv'))).toMatchObject({
    code: 0,
  });
  const refusals: readonly [string[], Record<string, string>, RegExp][] = [
    [
      tokensArgs(workspace, url),
      { PLAID_MIGRATE_KEY: '6b'.repeat(32) },
      /not the key of the ledger postgres:/,
    ],
    [tokensArgs(workspace, url, '--from', 'other.csv'), {}, /belongs to another migration: source/],
    [tokensArgs(workspace, bare), { PGPASSWORD: 'wrong' }, /refuses to let us in/],
    [tokensArgs(workspace, `${bare}x`), env, /no such database/],
    [['tokens', 'status', '--ledger', `${bare}?schema=other`], env, /There is no ledger at/],
    [
      ['tokens', 'status', '--ledger', 'mysql://localhost/app'],
      {},
      /a ledger is SQLite or Postgres/,
    ],
    [['tokens', 'status', '--ledger', 'postgres://u@127.0.0.1:1/x'], {}, /cannot be reached/],
  ];
  await workspace.write('other.csv', await readFile(workspace.path('tokens.csv')));
  const before = workspace.simulator.calls().total;
  for (const [args, settings, message] of refusals) {
    const { code, stdout, stderr } = await workspace.run(args, settings);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(message),
    });
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stderr).not.toContain(postgresPassword);
  }
  expect(workspace.simulator.calls().total).toBe(before);
});

test('two runners at once: one imports, both run, status shows them, and each leaves when all is done', async () => {
  const workspace = await withWorkspace({ items: 400, latencyMs: 40 });
  const { url } = await emptyDatabase();
  const args = ['--ledger', url, '--from', 'tokens.csv', '--concurrency', '4'];
  const runners = [workspace.start(...args), workspace.start(...args)];
  const bothRun = `SELECT 1 FROM plaid_migrate.runs WHERE outcome = 'running'
    AND EXISTS (SELECT FROM plaid_migrate.attempts WHERE run_id = runs.id)`;
  for (;;) {
    if ((await runSql(url, bothRun).catch(() => [])).length === 2) break;
    await delay(50);
  }
  const { stdout } = await workspace.run(['tokens', 'status', '--ledger', url]);
  expect(stdout).toContain('\nRunners\n');
  expect(stdout).toContain('Any number may join them');
  for (const { child } of runners) {
    expect(stdout).toMatch(
      new RegExp(
        `process ${String(child.pid)} on .*: since .*, last sign of life .*, holds \\d+ rows`,
      ),
    );
  }
  for (const { ended } of runners) expect(await ended).toMatchObject({ code: 0 });
  expect(differences(await rowsOf(url), workspace.simulator)).toEqual([]);
  expect(workspace.simulator.calls().total).toBe(400);
  expect(
    await runSql(url, 'SELECT count(*)::integer AS rows FROM plaid_migrate.source_rows'),
  ).toEqual([{ rows: 400 }]);
});

test('a runner without the table waits for the one that reads it', async () => {
  const workspace = await withWorkspace({ items: 2_000 });
  const { url } = await emptyDatabase();
  const table = await readFile(workspace.path('tokens.csv'));
  const first = workspace.startReading('--ledger', url, '--from', '-');
  first.child.stdin?.write(table.subarray(0, table.length / 2));
  for (;;) {
    const importing = 'SELECT 1 FROM plaid_migrate.ledger WHERE importer IS NOT NULL';
    if ((await runSql(url, importing).catch(() => [])).length === 1) break;
    await delay(50);
  }
  const second = workspace.start('--ledger', url);
  await new Promise<void>((resolve) => {
    second.child.stderr?.on('data', (text: string) => {
      if (text.includes('Another runner imports the table: waiting for it.')) resolve();
    });
  });
  expect(workspace.simulator.calls().total).toBe(0);
  first.child.stdin?.end(table.subarray(table.length / 2));
  expect(await first.ended).toMatchObject({ code: 0 });
  expect(await second.ended).toMatchObject({ code: 0 });
  expect(differences(await rowsOf(url), workspace.simulator)).toEqual([]);
  expect(workspace.simulator.calls().total).toBe(2_000);
});
