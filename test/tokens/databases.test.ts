import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Simulator } from '../../src/simulator/simulator.ts';
import { withWorkspace } from './workspace.ts';
import { startEngines } from './write-back/engines.ts';

const engines = await startEngines();

/** The legacy tokens of a simulator as a table. */
function table(simulator: Simulator, count: number): string {
  const values = Array.from(
    { length: count },
    (_, n) => `(${String(n)}, '${simulator.items.legacyAccessToken(n)}')`,
  );
  return `CREATE TABLE items (id bigint PRIMARY KEY, access_token varchar(200));
    INSERT INTO items VALUES ${values.join(', ')};`;
}

describe.each(engines.filter(({ name }) => name !== 'sqlite'))('a table in $name', (engine) => {
  test('is migrated, written back, and leaves no password anywhere', async () => {
    const workspace = await withWorkspace({ items: 30 });
    const { simulator } = workspace;
    const url = await engine.database(table(simulator, 30));
    const migrated = await workspace.tokens('--from', url);
    expect(migrated).toMatchObject({ code: 0 });
    expect(migrated.stderr).toMatch(
      /The password in --from can be seen by every user of this machine/,
    );

    const env = { APP_DB: url };
    const writeBack = [
      ['tokens', 'write-back', '--to', 'env:APP_DB', '--add-columns'],
      ['--set', 'access_token_v2=access_token', '--set', 'plaid_item_id=item_id'],
    ].flat();
    const planned = await workspace.run([...writeBack, '--dry-run'], env);
    expect(planned).toMatchObject({ code: 0 });
    expect(planned.stdout).toMatch(/would be updated +30/);
    expect(planned.stdout).toMatch(/ALTER TABLE .* ADD COLUMN/);
    const written = await workspace.run(writeBack, env);
    expect(written).toMatchObject({ code: 0 });
    expect(written.stdout).toMatch(/updated +30\n/);
    expect(await engine.run(url, 'SELECT * FROM items ORDER BY id')).toMatchObject(
      Array.from({ length: 30 }, (_, n) => {
        const { access_token, item_id } = simulator.itemState(n);
        return {
          access_token: simulator.items.legacyAccessToken(n),
          access_token_v2: access_token,
          plaid_item_id: item_id,
        };
      }),
    );

    const status = await workspace.run(['tokens', 'status']);
    expect(status.stdout).toMatch(/127\.0\.0\.1/);
    // What is printed works as it is typed, where the password is at hand.
    const next =
      /plaid-migrate (tokens write-back .*)$/m.exec(status.stdout)?.[1]?.split(' ') ?? [];
    const password = decodeURIComponent(new URL(url).password);
    const typed = await workspace.run(
      next.map((word) => word.replaceAll("'", '')),
      { PGPASSWORD: password, MYSQL_PWD: password },
    );
    expect(typed, typed.stderr).toMatchObject({ code: 0 });
    expect(typed.stdout).toMatch(/already there +30\n/);
    const outputs = [migrated, planned, written, status, typed].flatMap(({ stdout, stderr }) => [
      stdout,
      stderr,
    ]);
    const files = readdirSync(workspace.folder).map((name) =>
      readFileSync(workspace.path(name), 'latin1'),
    );
    for (const text of [...outputs, ...files]) expect(text).not.toMatch(/canary/);
  });

  test('whose import was cut goes on without --from where the password is at hand', async () => {
    const workspace = await withWorkspace({ items: 5 });
    const url = await engine.database(
      `${table(workspace.simulator, 5)} CREATE TABLE more (id bigint PRIMARY KEY, access_token varchar(200));`,
    );
    const first = await workspace.run(
      [
        'tokens',
        '--from',
        'env:APP_DB',
        '--table',
        'items',
        '--yes',
        '--api-url',
        workspace.simulator.url,
      ],
      { APP_DB: url },
    );
    expect(first).toMatchObject({ code: 0 });
    expect(first.stderr).not.toMatch(/can be seen by every user/);
    const other = await workspace.run(
      [
        'tokens',
        '--from',
        'env:APP_DB',
        '--table',
        'more',
        '--yes',
        '--api-url',
        workspace.simulator.url,
      ],
      { APP_DB: url },
    );
    expect(other).toMatchObject({ code: 2 });
    expect(other.stderr).toMatch(/belongs to another migration/);
    expect(other.stderr).not.toMatch(/canary/);
  });

  test('is told from one that is not there, the password never shown', async () => {
    const workspace = await withWorkspace({ items: 1 });
    const url = await engine.database('CREATE TABLE items (id int PRIMARY KEY)');
    for (const [from, says] of [
      [url, /No column|no column|access tokens/],
      [url.replace(/@127.0.0.1:\d+/, '@127.0.0.1:1'), /cannot be reached/],
      [`${url}_gone`, /has no such database/],
      [url.replace('canary', 'wrong-canary'), /refuses to let us in/],
    ] as const) {
      for (const args of [
        ['tokens', '--env', 'sandbox', '--yes', '--from', from],
        ['tokens', '--env', 'sandbox', '--yes', '--debug', '--from', from],
      ]) {
        const { code, stdout, stderr } = await workspace.run(args);
        expect(code).toBe(2);
        expect(stderr).toMatch(says);
        expect(stdout + stderr).not.toMatch(/canary/);
      }
    }
  });
});

test('a missing --set, --to or key is told before anything is opened', async () => {
  const workspace = await withWorkspace({ items: 2 });
  expect(await workspace.tokens('--from', 'tokens.csv')).toMatchObject({ code: 0 });
  for (const [args, says] of [
    [[], /--to is missing/],
    [['--to', 'no.db'], /--set is missing/],
    [['--to', 'no.db', '--set', 'a=token'], /--set "a=token" cannot be read/],
    [['--to', 'no.db', '--set', 'a=item_id', '--set', 'a=access_token'], /fills column "a" twice/],
    [
      ['--to', 'no.db', '--set', 'a=item_id', '--encrypt-command', 'cat'],
      /--decrypt-command is missing/,
    ],
    [
      ['--to', 'no.db', '--set', 'a=item_id', '--decrypt-command', 'cat'],
      /--encrypt-command is missing/,
    ],
    [['--to', 'no.db', '--set', 'a=item_id'], /There is no file .*no\.db/],
    [['--to', 'tokens.csv', '--set', 'a=item_id'], /tokens\.csv is not a SQLite database/],
    [['--to', 'plaid-migrate.db', '--set', 'a=item_id'], /is a ledger of plaid-migrate/],
    [['--to', 'env:NOT_SET', '--set', 'a=item_id'], /names a variable that is not set/],
  ] as const) {
    const { code, stderr } = await workspace.run(['tokens', 'write-back', ...args]);
    expect(stderr).toMatch(says);
    expect(code).toBe(2);
  }
});

test('table and ledger may share one database of Postgres', async () => {
  const engine = engines.find(({ name }) => name === 'postgres');
  const workspace = await withWorkspace({ items: 8 });
  const url = (await engine?.database(table(workspace.simulator, 8))) ?? '';
  const env = { APP_DB: url };
  const shared = ['--ledger', 'env:APP_DB'];
  const speed = ['--yes', '--api-url', workspace.simulator.url, '--rate', 'unlimited'];
  const migrated = await workspace.run(
    ['tokens', '--from', 'env:APP_DB', ...shared, ...speed],
    env,
  );
  expect(migrated, migrated.stderr).toMatchObject({ code: 0 });
  const sets = ['--set', 'access_token_v2=access_token', '--add-columns'];
  const written = await workspace.run(
    ['tokens', 'write-back', '--to', 'env:APP_DB', ...shared, ...sets],
    env,
  );
  expect(written, written.stderr).toMatchObject({ code: 0 });
  expect(written.stdout).toMatch(/updated +8\n/);
  expect(await engine?.run(url, 'SELECT access_token_v2 FROM items ORDER BY id')).toEqual(
    Array.from({ length: 8 }, (_, n) => ({
      access_token_v2: workspace.simulator.itemState(n).access_token,
    })),
  );
});
