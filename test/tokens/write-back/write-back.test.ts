import { describe, expect, onTestFinished, test } from 'vitest';
import { parseAssignments } from '../../../src/tokens/write-back/assignments.ts';
import { openTarget } from '../../../src/tokens/write-back/open-target.ts';
import {
  writeBack,
  type WriteBackRequest,
  type WriteBackResult,
} from '../../../src/tokens/write-back/write-back.ts';
import { legacyToken, refusal } from '../sources/source-fixtures.ts';
import { startEngines, type Engine } from './engines.ts';
import { migratedLedger, newToken, type LedgerRowForTest } from './migrated-ledger.ts';

const engines = await startEngines();

const SETS = ['access_token_v2=access_token', 'plaid_item_id=item_id'];

const request: WriteBackRequest = {
  table: 'items',
  keyColumn: 'id',
  tokenColumn: undefined,
  assignments: parseAssignments(SETS),
  addColumns: false,
  dryRun: false,
  batch: 2,
  decrypt: undefined,
  encrypt: undefined,
  listRows: 10,
};

/** Writes a ledger of these rows back. */
async function writing(
  to: string,
  rows: readonly LedgerRowForTest[],
  changes: Partial<WriteBackRequest> = {},
): Promise<WriteBackResult> {
  const { ledger } = await migratedLedger(rows);
  const database = await openTarget(to, { cwd: '/', env: {} });
  try {
    return await writeBack(
      { ...request, ...changes },
      {
        ledger,
        database,
        interrupt: new AbortController().signal,
        onProgress: () => undefined,
      },
    );
  } finally {
    await database.close();
    await ledger.close();
  }
}

const row = (n: number): LedgerRowForTest => ({ key: String(n), token: legacyToken(n) });

/** A table of rows 1 to `count`, as the ledger read them. */
function items(
  count: number,
  columns = 'access_token_v2 varchar(200), plaid_item_id varchar(200)',
): string {
  const values = Array.from(
    { length: count },
    (_, index) => `(${String(index + 1)}, '${legacyToken(index + 1)}')`,
  );
  return `CREATE TABLE items (id bigint PRIMARY KEY, access_token varchar(200)${columns === '' ? '' : `, ${columns}`});
    INSERT INTO items (id, access_token) VALUES ${values.join(', ')};`;
}

const read = (engine: Engine, to: string): ReturnType<Engine['run']> =>
  engine.run(to, 'SELECT * FROM items ORDER BY id');

const filled = (n: number): object => ({
  access_token: legacyToken(n),
  access_token_v2: newToken(String(n)),
  plaid_item_id: `item-of-${String(n)}`,
});

describe.each(engines)('write-back to $name', (engine) => {
  test('fills the columns of every migrated row, once, and counts every row of the ledger', async () => {
    const to = await engine.database(items(7));
    const rows: LedgerRowForTest[] = [
      ...[1, 2, 3].map(row),
      { ...row(4), state: 'failed' },
      { ...row(5), state: 'in_flight' },
      row(9),
      { key: 'row 17', token: legacyToken(17) },
    ];
    const result = await writing(to, rows);
    expect(result.rows).toEqual({
      total: 7,
      updated: 3,
      already_there: 0,
      changed: 0,
      occupied: 0,
      missing: 2,
      notMigrated: { failed: 1, in_flight: 1 },
    });
    expect(result.keys.missing).toEqual(['9', 'row 17']);
    const written = await read(engine, to);
    expect(written.slice(0, 3)).toMatchObject([1, 2, 3].map(filled));
    expect(written.slice(3)).toMatchObject(
      [4, 5, 6, 7].map((n) => ({
        access_token: legacyToken(n),
        access_token_v2: null,
        plaid_item_id: null,
      })),
    );

    const again = await writing(to, rows);
    expect(again.rows).toMatchObject({ total: 7, updated: 0, already_there: 3 });
    expect(await read(engine, to)).toEqual(written);
  });

  test('leaves rows alone whose token changed or whose columns are taken, and lists them', async () => {
    const to = await engine.database(
      `${items(5)}
       UPDATE items SET access_token = 'relinked' WHERE id = 2;
       UPDATE items SET access_token = NULL WHERE id = 3;
       UPDATE items SET access_token_v2 = 'another' WHERE id = 4;
       UPDATE items SET access_token_v2 = '', plaid_item_id = 'item-of-5' WHERE id = 5;`,
    );
    const before = await read(engine, to);
    const result = await writing(to, [1, 2, 3, 4, 5].map(row));
    expect(result.rows).toMatchObject({ updated: 2, changed: 2, occupied: 1 });
    expect(result.keys).toMatchObject({ changed: ['2', '3'], occupied: ['4'] });
    const after = await read(engine, to);
    expect(after).toMatchObject([filled(1), before[1], before[2], before[3], filled(5)]);
  });

  test('leaves a row alone that changes between reading and writing', async () => {
    const to = await engine.database(items(2));
    const { ledger } = await migratedLedger([row(1), row(2)]);
    const database = await openTarget(to, { cwd: '/', env: {} });
    onTestFinished(() => database.close());
    const open: typeof database.open = (selection) => {
      const table = database.open(selection);
      return {
        read: (keys) => table.read(keys),
        async write(changes) {
          await engine.run(to, `UPDATE items SET access_token = 'relinked' WHERE id = 2`);
          return table.write(changes);
        },
      };
    };
    const result = await writeBack(request, {
      ledger,
      database: { ...database, open },
      interrupt: new AbortController().signal,
      onProgress: () => undefined,
    });
    expect(result.rows).toMatchObject({ updated: 1, changed: 1 });
    expect(result.keys.changed).toEqual(['2']);
    expect((await read(engine, to))[1]).toMatchObject({ access_token_v2: null });
  });

  test('writes to each of several rows with one token, and to rows that share a key', async () => {
    const to = await engine.database(
      `CREATE TABLE items (n int, id varchar(20), access_token varchar(200), access_token_v2 varchar(200));
       INSERT INTO items (n, id, access_token) VALUES
         (1, 'a', '${legacyToken(1)}'), (2, 'b', '${legacyToken(1)}'),
         (3, 'c', '${legacyToken(2)}'), (4, 'c', '${legacyToken(3)}'), (5, 'c', '${legacyToken(3)}');`,
    );
    const result = await writing(
      to,
      [
        { key: 'a', token: legacyToken(1) },
        { key: 'b', token: legacyToken(1) },
        { key: 'c', token: legacyToken(2) },
        { key: 'c', token: legacyToken(3) },
      ],
      { assignments: parseAssignments(['access_token_v2=access_token']) },
    );
    expect(result.rows).toMatchObject({ total: 4, updated: 4 });
    const rows = await engine.run(to, 'SELECT access_token_v2 FROM items ORDER BY n');
    expect(rows.map((found) => found['access_token_v2'])).toEqual(
      ['a', 'a', 'c', 'c', 'c'].map(newToken),
    );
  });

  test('leaves a column as it is for which the ledger has no value', async () => {
    const to = await engine.database(items(2));
    const rows = [{ ...row(1), itemId: null }, row(2)];
    expect((await writing(to, rows)).rows).toMatchObject({ updated: 2 });
    expect((await writing(to, rows)).rows).toMatchObject({ already_there: 2 });
    expect((await read(engine, to))[0]).toMatchObject({
      access_token_v2: newToken('1'),
      plaid_item_id: null,
    });
  });

  test('adds columns when told to, and only then', async () => {
    const to = await engine.database(items(2, ''));
    const before = await read(engine, to);
    const refused = await refusal(writing(to, [row(1)]));
    expect(refused.message).toMatch(/no column access_token_v2, plaid_item_id in table items/);
    expect(refused.hint).toMatch(/--add-columns/);
    expect(await read(engine, to)).toEqual(before);

    const planned = await writing(to, [row(1), row(2)], { addColumns: true, dryRun: true });
    expect(planned.rows).toMatchObject({ updated: 2 });
    expect(planned.sql.add).toHaveLength(2);
    expect(planned.sql.add[0]).toMatch(/^ALTER TABLE .*items.* ADD COLUMN .access_token_v2. /);
    expect(await read(engine, to)).toEqual(before);

    expect((await writing(to, [row(1), row(2)], { addColumns: true })).sql.add).toHaveLength(2);
    expect(await read(engine, to)).toMatchObject([filled(1), filled(2)]);
    expect((await writing(to, [row(1)], { addColumns: true })).sql.add).toEqual([]);
  });

  test('a dry run counts the same and writes nothing', async () => {
    const to = await engine.database(items(3));
    const before = await read(engine, to);
    const rows = [1, 2, 3, 4].map(row);
    const planned = await writing(to, rows, { dryRun: true });
    expect(planned.sql.update).toMatch(/^UPDATE /);
    expect(planned.sql.update).not.toMatch(/access-sandbox/);
    expect(await read(engine, to)).toEqual(before);
    const { rows: counts } = await writing(to, rows);
    expect(counts).toEqual(planned.rows);
  });

  test.each([
    [
      'a column of numbers',
      items(1, 'access_token_v2 int, plaid_item_id text'),
      {},
      /access_token_v2 .* is of type int/i,
    ],
    ['a key that is not there', items(1), { keyColumn: 'no' }, /no column "no"/],
    ['a token column that is not there', items(1), { tokenColumn: 'no' }, /no column "no"/],
    ['a table that is not there', items(1), { table: 'no' }, /no table "no"/],
    [
      'a view',
      `${items(1)} CREATE VIEW seen AS SELECT * FROM items;`,
      { table: 'seen' },
      /it is a view/,
    ],
    [
      'the legacy token',
      items(1),
      { assignments: parseAssignments(['ACCESS_TOKEN=access_token']) },
      /holds the legacy tokens: it is never written/,
    ],
    [
      'the key',
      items(1),
      { assignments: parseAssignments(['id=item_id']) },
      /is the key of its rows/,
    ],
  ])('refuses %s before the first update', async (_, sql, changes, says) => {
    const to = await engine.database(sql);
    const before = await read(engine, to);
    const error = await refusal(writing(to, [row(1)], changes));
    expect(error.message).toMatch(says);
    expect(error.hint).toBeTruthy();
    expect(await read(engine, to)).toEqual(before);
  });

  test.skipIf(engine.name === 'sqlite')('refuses a column that is too short', async () => {
    const to = await engine.database(
      items(3, 'access_token_v2 varchar(21), plaid_item_id varchar(200)'),
    );
    const rows = [row(1), row(2), { key: '333', token: legacyToken(3) }];
    const error = await refusal(writing(to, rows));
    expect(error.message).toMatch(/too short: .*21.*, and the longest access_token has 22/);
    expect(await read(engine, to)).toMatchObject([1, 2, 3].map(() => ({ access_token_v2: null })));
  });

  test('hostile names neither break nor inject', async () => {
    const table = 'order"; DROP TABLE `users`; --';
    const [key, token, column] = [`where' OR "1"`, 'select `töken', `set"= 'x', \`y`];
    const { quote } = engine;
    const value = (text: string): string => `'${text.replaceAll("'", "''")}'`;
    const keys = [
      `'; DROP TABLE users; --`,
      `") OR 1=1; --`,
      'ключ 🔑',
      'back`tick',
      '{1,2}',
      ' blanks ',
      'new\nline',
      '"',
      'NULL',
    ];
    const to = await engine.database(
      `CREATE TABLE users (id int PRIMARY KEY);
       CREATE TABLE ${quote(table)} (${quote(key)} varchar(99) PRIMARY KEY, ${quote(token)} varchar(200));
       INSERT INTO ${quote(table)} VALUES ${keys.map((text, n) => `(${value(text)}, '${legacyToken(n)}')`).join(', ')};`,
    );
    const result = await writing(
      to,
      keys.map((text, n) => ({ key: text, token: legacyToken(n) })),
      {
        table,
        keyColumn: key,
        tokenColumn: token,
        assignments: parseAssignments([`${column}=access_token`]),
        addColumns: true,
      },
    );
    expect(result.rows).toMatchObject({ total: keys.length, updated: keys.length });
    const rows = await engine.run(
      to,
      `SELECT ${quote(key)} AS k, ${quote(column)} AS v FROM ${quote(table)}`,
    );
    expect(Object.fromEntries(rows.map((found) => [found['k'], found['v']]))).toEqual(
      Object.fromEntries(keys.map((text) => [text, newToken(text)])),
    );
    expect(await engine.run(to, 'SELECT * FROM users')).toEqual([]);
  });

  test('keys are compared as the table holds them, in any spelling', async () => {
    const to = await engine.database(
      `CREATE TABLE items (id bigint PRIMARY KEY, access_token varchar(200), access_token_v2 varchar(200));
       INSERT INTO items (id, access_token) VALUES (7, '${legacyToken(1)}'), (9007199254740993, '${legacyToken(2)}'), (-5, '${legacyToken(3)}');
       CREATE TABLE words (id varchar(20), access_token varchar(200), access_token_v2 varchar(200));
       INSERT INTO words (id, access_token) VALUES ('a', '${legacyToken(1)}'), ('A', '${legacyToken(2)}'), ('007', '${legacyToken(3)}');`,
    );
    const assignments = parseAssignments(['access_token_v2=access_token']);
    const numbers = await writing(
      to,
      ['007', '9007199254740993', '-5', '99999999999999999999999', '1e3', 'x'].map((key, n) => ({
        key,
        token: legacyToken(n + 1),
      })),
      { assignments },
    );
    expect(numbers.rows).toMatchObject({ updated: 3, missing: 3 });
    const words = await writing(
      to,
      ['a', 'A', '007', '7'].map((key, n) => ({ key, token: legacyToken(n + 1) })),
      { table: 'words', assignments },
    );
    expect(words.rows).toMatchObject({ updated: 3, missing: 1 });
    const rows = await engine.run(to, 'SELECT id, access_token_v2 FROM words');
    for (const { id, access_token_v2: written } of rows) expect(written).toBe(newToken(String(id)));
  });

  test('an encrypted table is compared and filled through the user’s programs', async () => {
    const to = await engine.database(
      `${items(3)} UPDATE items SET access_token = concat('sealed:', access_token);`,
    );
    const pipe = (flag: string, command: string): WriteBackRequest['decrypt'] => ({
      flag,
      command,
      cwd: '/',
    });
    const changes = {
      decrypt: pipe('--decrypt-command', 'sed s/^sealed://'),
      encrypt: pipe('--encrypt-command', 'sed s/^/sealed:/'),
    };
    const rows = [1, 2, 3].map(row);
    expect((await writing(to, rows, changes)).rows).toMatchObject({ updated: 3 });
    expect((await read(engine, to))[0]).toMatchObject({
      access_token_v2: `sealed:${newToken('1')}`,
      plaid_item_id: 'item-of-1',
    });
    expect((await writing(to, rows, changes)).rows).toMatchObject({ already_there: 3 });
  });

  test('a batch that fails is not written at all, and the next run goes on', async () => {
    const to = await engine.database(
      `${items(4)} CREATE UNIQUE INDEX once ON items (access_token_v2);
       INSERT INTO items (id, access_token, access_token_v2) VALUES (99, 'x', '${newToken('4')}');`,
    );
    const error = await refusal(writing(to, [1, 2, 3, 4].map(row)));
    expect(error.message).not.toMatch(/access-sandbox/);
    expect(await read(engine, to)).toMatchObject([
      filled(1),
      filled(2),
      { access_token_v2: null },
      { access_token_v2: null },
      {},
    ]);
    await engine.run(to, 'DELETE FROM items WHERE id = 99');
    expect((await writing(to, [1, 2, 3, 4].map(row))).rows).toMatchObject({
      updated: 2,
      already_there: 2,
    });
  });

  test('a table that says no to what is written is quoted, and nothing of the batch stands', async () => {
    const trigger = {
      sqlite: `BEFORE UPDATE ON items BEGIN SELECT raise(ABORT, 'not on Fridays'); END`,
      postgres: 'BEFORE UPDATE ON items FOR EACH ROW EXECUTE FUNCTION refuse()',
      mariadb: `BEFORE UPDATE ON items FOR EACH ROW SIGNAL SQLSTATE '45000' SET message_text = 'not on Fridays'`,
    }[engine.name];
    const refuse =
      engine.name === 'postgres'
        ? `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not on Fridays'; END $$;`
        : '';
    for (const [sql, says] of [
      [items(3, 'access_token_v2 varchar(200) CHECK (length(access_token_v2) < 5)'), /constraint/i],
      [
        `${items(3, 'access_token_v2 varchar(200)')} ${refuse} CREATE TRIGGER no ${trigger}`,
        /Fridays/,
      ],
    ] as const) {
      const to = await engine.database(sql);
      const assignments = parseAssignments(['access_token_v2=access_token']);
      const error = await refusal(writing(to, [1, 2, 3].map(row), { assignments }));
      expect(error.message).toMatch(/ refuses it: /);
      expect(error.message).toMatch(says);
      expect(error.hint).toMatch(/constraint or a trigger/);
      expect(await read(engine, to)).toMatchObject(
        [1, 2, 3].map(() => ({ access_token_v2: null })),
      );
    }
  });

  const { server } = engine;
  test.skipIf(server === undefined)(
    'a server that dies between batches ends it with a sentence, and the next run goes on',
    async () => {
      const to = await engine.database(items(6));
      const rows = [1, 2, 3, 4, 5, 6].map(row);
      const { ledger } = await migratedLedger(rows);
      const database = await openTarget(to, { cwd: '/', env: {} });
      let written = 0;
      const open: typeof database.open = (selection) => {
        const table = database.open(selection);
        return {
          read: (keys) => table.read(keys),
          async write(changes) {
            written += 1;
            if (written === 2) await server?.crash();
            return table.write(changes);
          },
        };
      };
      const { signal } = new AbortController();
      const error = await refusal(
        writeBack(request, {
          ledger,
          database: { ...database, open },
          interrupt: signal,
          onProgress: () => undefined,
        }),
      );
      expect(error.message).toMatch(/has gone away|cannot be reached/);
      await database.close();
      await server?.start();
      const { rows: counts } = await writing(to, rows);
      expect(counts).toMatchObject({ updated: 4, already_there: 2 });
      expect(await read(engine, to)).toMatchObject([1, 2, 3, 4, 5, 6].map(filled));
    },
  );

  test('stops between batches when it is asked to', async () => {
    const to = await engine.database(items(6));
    const { ledger } = await migratedLedger([1, 2, 3, 4, 5, 6].map(row));
    const database = await openTarget(to, { cwd: '/', env: {} });
    onTestFinished(() => database.close());
    const stop = new AbortController();
    const result = await writeBack(request, {
      ledger,
      database,
      interrupt: stop.signal,
      onProgress: () => stop.abort(),
    });
    expect(result).toMatchObject({ end: 'interrupted', rows: { total: 2, updated: 2 } });
    expect(await read(engine, to)).toMatchObject([filled(1), filled(2), {}, {}, {}, {}]);
  });

  test('adds no column once it was asked to stop', async () => {
    const to = await engine.database(items(2, ''));
    const { ledger } = await migratedLedger([1, 2].map(row));
    const database = await openTarget(to, { cwd: '/', env: {} });
    onTestFinished(() => database.close());
    onTestFinished(() => ledger.close());
    const before = await read(engine, to);
    const result = await writeBack(
      { ...request, addColumns: true },
      { ledger, database, interrupt: AbortSignal.abort(), onProgress: () => undefined },
    );
    expect(result).toMatchObject({ end: 'interrupted', rows: { total: 0 } });
    expect(await read(engine, to)).toEqual(before);
  });
});

test.each(['oracle://u:pw-canary@h/db', 'jdbc:postgresql://h/db?user=u&password=pw-canary'])(
  'the address of another database is refused without being shown: %s',
  async (to) => {
    const error = await refusal(openTarget(to, { cwd: '/', env: {} }));
    expect(error.message).toMatch(/^--to is a (?:oracle|jdbc:postgresql):\/\/ address/);
    expect(`${error.message}${String(error.hint)}`).not.toMatch(/canary/);
  },
);

test('a role that may not write is told so before the first update', async () => {
  const postgres = engines.find(({ name }) => name === 'postgres');
  const to =
    (await postgres?.database(`${items(2)} CREATE ROLE looker LOGIN PASSWORD 'looker-canary';
      GRANT SELECT ON items TO looker;`)) ?? '';
  const looker = to.replace(/\/\/[^@]*@/, '//looker:looker-canary@');
  expect((await writing(looker, [row(1)], { dryRun: true })).rows).toMatchObject({ updated: 1 });
  const error = await refusal(writing(looker, [row(1), row(2)]));
  expect(error.message).toMatch(/does not allow it: permission denied for table items/);
  expect(error.message).not.toMatch(/canary/);
});
