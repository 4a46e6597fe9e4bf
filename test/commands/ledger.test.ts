import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { ledgerKey } from '../crash/scenario.ts';
import { postgresPassword, startPostgres } from '../databases/postgres.ts';
import { withWorkspace, type Workspace } from '../tokens/workspace.ts';

const postgres = await startPostgres();
const newKey = '6b'.repeat(32);

/** A finished migration of twenty tokens, of which every tenth was refused. */
async function finished(): Promise<Workspace> {
  const workspace = await withWorkspace({ items: 20, refuse: 0.1 });
  await workspace.tokens('--from', 'tokens.csv');
  return workspace;
}

describe('the life of a ledger, as users live it', () => {
  test('moved to Postgres, checked, rekeyed, moved back, purged', async () => {
    const workspace = await finished();
    const url = await postgres.database();
    const bare = url.replace(/:[^:@/]+@/, '@');
    const said: string[] = [];
    const run = async (line: string, code: number, more: Record<string, string> = {}) => {
      const env = { PGPASSWORD: postgresPassword, ...more };
      const result = await workspace.run(line.split(' '), env);
      said.push(result.stdout, result.stderr);
      expect(result, `${line}\n${result.stderr}`).toMatchObject({ code });
      return result.stdout + result.stderr;
    };
    expect(await run(`ledger move --to ${bare}`, 0)).toMatch(
      /Every row is the same there, and every token opens\.[\s\S]*tokens +20\n[\s\S]*nothing runs on it any more/,
    );
    expect(await run('tokens --yes', 2)).toMatch(/was moved to postgres:.*\nGo on there: --ledger/);
    expect(await run('ledger check', 0)).toMatch(/moved to +postgres:/);
    expect(await run(`ledger check --ledger ${bare}`, 0)).toContain(
      'Everything is as it should be',
    );

    expect(await run(`ledger rekey --ledger ${bare}`, 2)).toContain(
      'PLAID_MIGRATE_NEW_KEY is not set',
    );
    const both = { PLAID_MIGRATE_NEW_KEY: newKey };
    expect(await run(`ledger rekey --ledger ${bare}`, 0, both)).toMatch(/Sealed 20 tokens/);
    expect(await run(`ledger rekey --ledger ${bare}`, 0, both)).toContain('new key already');
    const third = { PLAID_MIGRATE_KEY: newKey, PLAID_MIGRATE_NEW_KEY: ledgerKey };
    expect(await run(`ledger rekey --ledger ${bare}`, 2, third)).toContain('is there already');
    expect(await run(`ledger check --ledger ${bare}`, 2)).toContain('is not the key of the ledger');
    const now = { PLAID_MIGRATE_KEY: newKey };
    const check = `ledger check --ledger ${bare} --format json`;
    expect(JSON.parse(await run(check, 0, now))).toMatchObject({ tokens: 20, problems: [] });

    await run(`ledger move --ledger ${bare} --to back.db`, 0, now);
    await run(`tokens verify --ledger back.db --api-url ${workspace.simulator.url}`, 0, now);
    expect(await run('ledger purge --ledger back.db', 2)).toContain('pass --yes');
    const purged = await run('ledger purge --ledger back.db --yes', 0);
    expect(purged).toMatch(/of these verified +18\n/);
    expect(purged).toMatch(/No token is left in .*back\.db\..* tokens status --ledger back\.db\n/);
    expect(await run('ledger check --ledger back.db', 0, now)).toContain('purged');
    const history = await run('tokens status --ledger back.db', 0);
    expect(history).toMatch(/migrated +18\n[\s\S]* purged +20[\s\S]*Nothing is left to do/);
    expect(await run('tokens status', 0)).toMatch(
      /moved to +postgres:[\s\S]*Next\n  - Go on where it is now: .* --ledger postgres:.*\n$/,
    );
    expect(await run('tokens export --ledger back.db --output x.csv', 2, now)).toContain(
      'was purged',
    );
    expect(await run(`ledger purge --ledger ${bare} --yes`, 0)).toContain('WAL archive');

    const everything = said.join('');
    for (const secret of [postgresPassword, ledgerKey, newKey]) {
      expect(everything).not.toContain(secret);
    }
    expect(everything).not.toMatch(/access-sandbox-|[0-9a-f]{100}/);
  });

  test('a purge is refused while tokens are open', async () => {
    const workspace = await withWorkspace({ items: 20 });
    await workspace.tokens('--from', 'tokens.csv', '--limit', '5');
    const before = await readFile(workspace.ledgerPath);
    expect(await workspace.run(['ledger', 'purge', '--yes'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('15 tokens of the ledger'),
    });
    expect(await readFile(workspace.ledgerPath)).toEqual(before);
    expect(await workspace.run(['ledger', 'purge', '--yes', '--force'])).toMatchObject({ code: 0 });
  });

  test('a damaged ledger is told from a sound one by the exit code', async () => {
    const workspace = await finished();
    expect(await workspace.run(['ledger', 'check'])).toMatchObject({ code: 0, stderr: '' });
    const { default: Database } = await import('better-sqlite3');
    const db = new Database(workspace.ledgerPath);
    db.exec(
      `UPDATE tokens SET access_token = replace(access_token, 'A', 'B') WHERE state = 'migrated'`,
    );
    db.close();
    const { code, stdout } = await workspace.run(['ledger', 'check']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/token \d+: access_token does not open: it was changed or moved/);
  });
});
