import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { binPath, runBin } from '../../run-bin.ts';
import { legacyToken } from '../sources/source-fixtures.ts';
import { startEngines } from './engines.ts';
import { migratedLedger } from './migrated-ledger.ts';

const engines = await startEngines();
const ROWS = 1_500;
const key = randomBytes(32);

describe.each(engines)('write-back to $name', (engine) => {
  test('that is killed half way and run again ends as one that was not', async () => {
    const rows = Array.from({ length: ROWS }, (_, n) => ({
      key: String(n),
      token: legacyToken(n),
    }));
    const { ledger, path } = await migratedLedger(rows, key);
    await ledger.close();
    const sql = `CREATE TABLE items (id bigint PRIMARY KEY, access_token varchar(200), access_token_v2 varchar(99), plaid_item_id varchar(99));
      INSERT INTO items (id, access_token) VALUES ${rows.map((row) => `(${row.key}, '${row.token}')`).join(', ')};`;
    const [killed, undisturbed] = [await engine.database(sql), await engine.database(sql)];
    // A path is no secret, and a URL is.
    const to = (address: string): string => (engine.name === 'sqlite' ? address : 'env:APP_DB');
    const args = (address: string, batch: string): string[] =>
      [
        ['tokens', 'write-back', '--ledger', path, '--to', to(address), '--batch', batch],
        ['--table', 'items', '--key-column', 'id', '--format', 'json'],
        ['--set', 'access_token_v2=access_token', '--set', 'plaid_item_id=item_id'],
      ].flat();
    const env = { PLAID_MIGRATE_KEY: key.toString('base64url') };
    const written = async (): Promise<number> =>
      (await engine.run(killed, 'SELECT id FROM items WHERE access_token_v2 IS NOT NULL')).length;

    const child = spawn(process.execPath, [binPath, ...args(killed, '1')], {
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env, APP_DB: killed },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    // Its first words are that so many percent are done.
    await once(child.stderr, 'data');
    child.kill('SIGKILL');
    await once(child, 'close');
    const done = await written();
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(ROWS);

    const again = await runBin(args(killed, '100'), { env: { ...env, APP_DB: killed } });
    expect(again).toMatchObject({ code: 0 });
    expect(JSON.parse(again.stdout)).toMatchObject({
      rows: { total: ROWS, updated: ROWS - done, already_there: done },
    });
    const whole = await runBin(args(undisturbed, '500'), { env: { ...env, APP_DB: undisturbed } });
    expect(whole).toMatchObject({ code: 0 });
    const everything = 'SELECT * FROM items ORDER BY id';
    expect(await engine.run(killed, everything)).toEqual(await engine.run(undisturbed, everything));
  });
});
