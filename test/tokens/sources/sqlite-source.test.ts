import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openSource, reopenSource } from '../../../src/tokens/sources/open-source.ts';
import { ioWith, legacyToken, read, readAll, refusal, temporaryFolder } from './source-fixtures.ts';

/** A database file made by a script; closed. */
function database(script: (db: Database.Database) => void, name = 'app.db'): string {
  const path = join(temporaryFolder(), name);
  const db = new Database(path);
  try {
    script(db);
  } finally {
    db.close();
  }
  return path;
}

function fill(db: Database.Database, sql: string, count: number): void {
  const insert = db.prepare(sql);
  db.transaction(() => {
    for (let n = 1; n <= count; n += 1) insert.run({ n, token: legacyToken(n) });
  })();
}

const items = 'CREATE TABLE items (id INTEGER PRIMARY KEY, access_token TEXT)';
const insertItem = 'INSERT INTO items VALUES (@n, @token)';

describe('a SQLite table', () => {
  test('is found by its content, whatever the file is called', async () => {
    const path = database((db) => {
      db.exec(`${items}; CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT)`);
      fill(db, insertItem, 3);
    }, 'tokens.csv');
    expect(await read({ from: path }, { pageSize: 2 })).toEqual({
      spec: { kind: 'sqlite', path, table: 'items', tokenColumn: 'access_token', keyColumn: 'id' },
      rows: [1, 2, 3].map((n) => ({ key: String(n), token: legacyToken(n) })),
      pageSizes: [2, 1],
    });
  });

  test.each([
    ['a rowid table', 'CREATE TABLE items (n, token TEXT)', 'rowid'],
    ['a column called rowid', 'CREATE TABLE items (rowid, token TEXT)', '_rowid_'],
    ['a text key', 'CREATE TABLE items (k TEXT PRIMARY KEY, token TEXT)', 'k'],
    ['WITHOUT ROWID', 'CREATE TABLE items (k TEXT PRIMARY KEY, token TEXT) WITHOUT ROWID', 'k'],
    [
      'WITHOUT ROWID, NOCASE',
      'CREATE TABLE items (k TEXT COLLATE NOCASE PRIMARY KEY, token TEXT) WITHOUT ROWID',
      'k',
    ],
  ])('%s: every row once, over page ends', async (_, create, keyColumn) => {
    const path = database((db) => {
      db.exec(create);
      fill(db, 'INSERT INTO items VALUES (@n, @token)', 57);
    });
    const { spec, rows, pageSizes } = await read({ from: path }, { pageSize: 10 });
    expect(spec.keyColumn).toBe(keyColumn);
    expect(pageSizes).toEqual([10, 10, 10, 10, 10, 7]);
    expect(new Set(rows.map((row) => ('token' in row ? row.token : '')))).toEqual(
      new Set(Array.from({ length: 57 }, (__, n) => legacyToken(n + 1))),
    );
    expect(new Set(rows.map(({ key }) => key)).size).toBe(57);
  });

  test('WITHOUT ROWID and a key of two columns', async () => {
    const path = database((db) => {
      db.exec('CREATE TABLE items (a, b, token TEXT, PRIMARY KEY (b, a)) WITHOUT ROWID');
      fill(db, 'INSERT INTO items VALUES (@n % 3, @n / 3, @token)', 40);
    });
    const { rows } = await read({ from: path }, { pageSize: 7 });
    expect(rows.map(({ key }) => key)).toEqual(rows.map((_, index) => String(index + 1)));
    expect(new Set(rows.map((row) => ('token' in row ? row.token : ''))).size).toBe(40);
  });

  test('a view is read in one pass', async () => {
    const path = database((db) => {
      db.exec(`${items}; CREATE VIEW old AS SELECT id, access_token FROM items WHERE id % 2 = 0`);
      fill(db, insertItem, 9);
    });
    const { spec, rows, pageSizes } = await read({ from: path, table: 'OLD' }, { pageSize: 3 });
    expect(spec).toMatchObject({ table: 'old', isView: true });
    expect(rows.map(({ key }) => key)).toEqual(['2', '4', '6', '8']);
    expect(pageSizes).toEqual([3, 1]);
  });

  test('--where chooses rows and is one condition, whatever is in it', async () => {
    const path = database((db) => {
      db.exec(items);
      fill(db, insertItem, 30);
    });
    const where = 'id = 3 OR id > 27 -- the last ones';
    const { spec, rows } = await read({ from: path, where }, { pageSize: 2 });
    expect(rows.map(({ key }) => key)).toEqual(['3', '28', '29', '30']);
    const again = await readAll(await reopenSource(spec, ioWith()), 2);
    expect(again).toEqual({ spec, rows, pageSizes: [2, 2] });
    for (const bad of ['nope = 1', 'id = ?', 'id = (', '1); DELETE FROM items; --', 'x" = 1']) {
      const error = await refusal(read({ from: path, where: bad }));
      expect(error.message).toContain('--where is not SQL');
    }
    expect((await read({ from: path })).rows).toHaveLength(30);
  });

  test('odd values: NULL, BLOB, numbers, big keys, long text', async () => {
    const path = database((db) => {
      db.exec('CREATE TABLE items (id INTEGER PRIMARY KEY, token)');
      const insert = db.prepare('INSERT INTO items VALUES (?, ?)');
      insert.run(-5n, null);
      insert.run(1n, Buffer.from(` ${legacyToken(1)}\n`));
      insert.run(2n, 17n);
      insert.run(3n, 'x'.repeat(5_000_000));
      insert.run(9_007_199_254_740_993n, legacyToken(2));
      insert.run(9_223_372_036_854_775_807n, legacyToken(3));
    });
    const { rows } = await read({ from: path }, { pageSize: 2 });
    expect(rows).toEqual([
      { key: '-5', token: '' },
      { key: '1', token: legacyToken(1) },
      { key: '2', token: '17' },
      { key: '3', token: 'x'.repeat(1000) },
      { key: '9007199254740993', token: legacyToken(2) },
      { key: '9223372036854775807', token: legacyToken(3) },
    ]);
  });

  test('names with quotes and blanks are names', async () => {
    const path = database((db) => {
      db.exec('CREATE TABLE "my ""items""" ("the ""id" INTEGER PRIMARY KEY, "access token" TEXT)');
      fill(db, 'INSERT INTO "my ""items""" VALUES (@n, @token)', 2);
    });
    const { rows } = await read({ from: path });
    expect(rows.map(({ key }) => key)).toEqual(['1', '2']);
  });

  test('a row without a key is known by its place', async () => {
    const path = database((db) => {
      db.exec('CREATE TABLE items (ref TEXT, token TEXT)');
      db.prepare('INSERT INTO items VALUES (NULL, ?)').run(legacyToken(1));
    });
    const { rows } = await read({ from: path, keyColumn: 'ref' });
    expect(rows).toEqual([{ key: 'row 1', token: legacyToken(1) }]);
  });

  test('a database in use is read, its writer is never held up and its data not touched', async () => {
    const path = join(temporaryFolder(), 'app.db');
    const writer = new Database(path, { timeout: 0 });
    onTestFinished(() => {
      writer.close();
    });
    writer.pragma('journal_mode = WAL');
    writer.exec(items);
    fill(writer, insertItem, 20);
    const before = readFileSync(path);
    const source = await openSource({ from: path }, ioWith());
    const keys: string[] = [];
    for await (const page of source.pages(8)) {
      keys.push(...page.map(({ key }) => key));
      writer.prepare('UPDATE items SET access_token = upper(access_token)').run();
    }
    await source.close();
    expect(keys).toHaveLength(20);
    expect(readFileSync(path)).toEqual(before);
  });

  test('an ordinary database gets no file beside it', async () => {
    const path = database((db) => {
      db.exec(items);
      fill(db, insertItem, 3);
    });
    const before = statSync(path).mtimeMs;
    await read({ from: path });
    expect(readdirSync(dirname(path))).toEqual(['app.db']);
    expect(statSync(path).mtimeMs).toBe(before);
  });

  test('no rows, no page', async () => {
    expect((await read({ from: database((db) => db.exec(items)) })).rows).toEqual([]);
  });
});

describe('a SQLite file that does not fit', () => {
  const twoTables = (db: Database.Database): void => {
    db.exec(`${items}; CREATE TABLE oauth (id INTEGER PRIMARY KEY, token TEXT)`);
  };

  test('two tables with a token column: asks and lists', async () => {
    const error = await refusal(read({ from: database(twoTables) }));
    expect(error.message).toContain('items, oauth');
    expect(error.hint).toContain('--table');
    const named = await read({ from: database(twoTables), tokenColumn: 'access_token' });
    expect(named.spec).toMatchObject({ table: 'items' });
  });

  test.each([
    [{ table: 'itms' }, 'There is no table "itms"', 'items, oauth'],
    [{ table: 'items', tokenColumn: 'tok' }, 'There is no column "tok"', 'id, access_token'],
    [{ table: 'items', keyColumn: 'nr' }, 'There is no column "nr"', 'id, access_token'],
    [{ tokenColumn: 'nowhere' }, 'No table of', 'items, oauth'],
  ])('%j', async (request, message, hint) => {
    const error = await refusal(read({ from: database(twoTables), ...request }));
    expect(error.message).toContain(message);
    expect(error.hint).toContain(hint);
    expect(error.exitCode).toBe(2);
  });

  test('no table at all', async () => {
    const path = database((db) => db.exec('CREATE TABLE t (x); DROP TABLE t'));
    expect((await refusal(read({ from: path }))).message).toContain('without a table');
  });

  test('a ledger is not a source', async () => {
    const path = database((db) => {
      for (const name of ['tokens', 'attempts', 'runs', 'source_rows']) {
        db.exec(`CREATE TABLE ${name} (legacy_access_token TEXT)`);
      }
    });
    expect((await refusal(read({ from: path }))).message).toContain('is a ledger of plaid-migrate');
  });

  test('encrypted, or not a database at all', async () => {
    const path = join(temporaryFolder(), 'app.sqlite');
    writeFileSync(path, Buffer.alloc(4096, 0xa7));
    expect((await refusal(read({ from: path }))).message).toContain('not a SQLite database');
  });

  test('the header alone is right', async () => {
    const path = join(temporaryFolder(), 'app.db');
    writeFileSync(
      path,
      Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(8000, 0x5a)]),
    );
    expect((await refusal(read({ from: path }))).message).toMatch(/not a SQLite database|damaged/);
  });

  test('damaged in the middle', async () => {
    const path = database((db) => {
      db.exec(items);
      fill(db, insertItem, 5000);
    });
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.alloc(400_000, 0x5a), 0, 400_000, 40_000);
    closeSync(file);
    const error = await refusal(read({ from: path }));
    expect(error.message).toContain('is damaged');
    expect(error.hint).toContain('.recover');
  });

  test('locked by another program', async () => {
    const path = database((db) => {
      db.exec(items);
    });
    const other = new Database(path);
    onTestFinished(() => {
      other.close();
    });
    other.exec('BEGIN EXCLUSIVE');
    expect((await refusal(read({ from: path }))).message).toContain('is locked by another program');
  });
});

describe('a query', () => {
  test('is read in place of a table', async () => {
    const path = database((db) => {
      db.exec(`${items}; CREATE TABLE users (access_token TEXT)`);
      fill(db, insertItem, 5);
    });
    const query = `SELECT 'k' || id AS id, access_token FROM items WHERE id > 2; `;
    const { spec, rows, pageSizes } = await read({ from: path, query }, { pageSize: 2 });
    expect(spec).toEqual({
      kind: 'sqlite',
      path,
      query,
      tokenColumn: 'access_token',
      keyColumn: 'id',
    });
    expect(rows).toEqual([3, 4, 5].map((n) => ({ key: `k${String(n)}`, token: legacyToken(n) })));
    expect(pageSizes).toEqual([2, 1]);
  });

  test('that is no SELECT is refused', async () => {
    const path = database((db) => void db.exec(items));
    for (const query of ['SELECT FROM', 'SELECT 1) x; DROP TABLE items; --', 'DELETE FROM items']) {
      const error = await refusal(read({ from: path, query }));
      expect(error.message).toMatch(/--query is not SQL that/);
    }
    const both = await refusal(read({ from: path, query: 'SELECT 1', table: 'items' }));
    expect(both.message).toMatch(/--query stands alone/);
  });
});
