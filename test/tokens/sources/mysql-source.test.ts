import { describe, expect, test } from 'vitest';
import { openSource, reopenSource } from '../../../src/tokens/sources/open-source.ts';
import { hasMariadb, runMysql, startMariadb } from '../../databases/mariadb.ts';
import { ioWith, legacyToken, read, readAll, refusal } from './source-fixtures.ts';

describe.skipIf(!hasMariadb())('MariaDB', async () => {
  if (!hasMariadb()) return;
  const mariadb = await startMariadb();

  const items = `
    CREATE TABLE users (id int PRIMARY KEY, name text);
    CREATE TABLE items (id bigint unsigned PRIMARY KEY, access_token varchar(255), status text);
    INSERT INTO items SELECT seq, repeat(lpad(lower(hex(seq)), 8, '0'), 20), IF(seq < 3, 'old', NULL) FROM seq_1_to_5;
    INSERT INTO items VALUES (6, NULL, NULL), (18446744073709551615, concat('  ', repeat('ab', 80), ' '), NULL);`;

  test('table and columns are found by their names, and rows come in pages', async () => {
    const url = await mariadb.database(items);
    const { spec, rows, pageSizes } = await read({ from: url }, { pageSize: 3 });
    expect(spec).toEqual({
      kind: 'mysql',
      url: url.replace(/:[^:]*@/, '@'),
      table: 'items',
      tokenColumn: 'access_token',
      keyColumn: 'id',
    });
    expect(pageSizes).toEqual([3, 3, 1]);
    expect(rows).toEqual([
      ...[1, 2, 3, 4, 5].map((n) => ({ key: String(n), token: legacyToken(n) })),
      { key: '6', token: '' },
      { key: '18446744073709551615', token: 'ab'.repeat(80) },
    ]);
  });

  test('--where and --query choose rows, a comment at the end and all', async () => {
    const url = await mariadb.database(items);
    const where = await read({ from: url, where: "status = 'old' -- those" });
    expect(where.rows.map(({ key }) => key)).toEqual(['1', '2']);
    const query = await read({
      from: url,
      query: `SELECT concat('k', id) AS id, access_token FROM items WHERE id > 3 ORDER BY items.id LIMIT 2;`,
    });
    expect(query.rows.map(({ key }) => key)).toEqual(['k4', 'k5']);
    const again = await readAll(
      await reopenSource(query.spec, {
        ...ioWith(),
        env: { MYSQL_PWD: decodeURIComponent(new URL(url).password) },
      }),
    );
    expect(again.rows).toEqual(query.rows);
  });

  test('hostile names neither break nor inject', async () => {
    const table = 'order`; DROP TABLE users; --';
    const token = 'select `"töken';
    const key = `where' OR 1=1`;
    const quote = (name: string): string => `\`${name.replaceAll('`', '``')}\``;
    const url = await mariadb.database(`
      CREATE TABLE users (id int PRIMARY KEY);
      CREATE TABLE ${quote(table)} (${quote(key)} varchar(99) PRIMARY KEY, ${quote(token)} text);
      INSERT INTO ${quote(table)} VALUES ('''; DROP TABLE users; --', '${legacyToken(1)}'), ('ключ', '${legacyToken(2)}');`);
    const database = new URL(url).pathname.slice(1);
    for (const name of [table, `${database}.${table}`, quote(table)]) {
      const { rows } = await read({ from: url, table: name, tokenColumn: token, keyColumn: key });
      expect(rows).toEqual([
        { key: "'; DROP TABLE users; --", token: legacyToken(1) },
        { key: 'ключ', token: legacyToken(2) },
      ]);
    }
    expect(await runMysql(url, 'SELECT * FROM users')).toEqual([]);
  });

  test('columns of other types are read as text or refused with a way out', async () => {
    const url = await mariadb.database(`
      CREATE TABLE plain (id uuid PRIMARY KEY, access_token text CHARACTER SET latin1);
      INSERT INTO plain VALUES ('0e984725-c51c-4bf4-9960-e1c80e27aba0', '${legacyToken(1)}');
      CREATE TABLE bytes (id int PRIMARY KEY, access_token varbinary(200));
      INSERT INTO bytes VALUES (1, '${legacyToken(2)}');
      CREATE TABLE numbers (id int PRIMARY KEY, access_token bigint);
      CREATE TABLE pairs (a int, b int, access_token text, PRIMARY KEY (a, b));`);
    expect((await read({ from: url, table: 'plain' })).rows).toEqual([
      { key: '0e984725-c51c-4bf4-9960-e1c80e27aba0', token: legacyToken(1) },
    ]);
    for (const [table, says, hint] of [
      ['bytes', /type varbinary\(200\), and access tokens are text/, /convert\(access_token using/],
      ['numbers', /type bigint\(20\), and access tokens are text/, /--token-column/],
      ['pairs', /No column .* is plainly the key/, /--query/],
    ] as const) {
      const error = await refusal(read({ from: url, table }));
      expect(error.message).toMatch(says);
      expect(error.hint).toMatch(hint);
    }
    const binary = await refusal(read({ from: url, query: 'SELECT id, access_token FROM bytes' }));
    expect(binary.message).toMatch(/access tokens are text/);
    const query = 'SELECT id, convert(access_token using utf8mb4) AS access_token FROM bytes';
    expect((await read({ from: url, query })).rows).toEqual([{ key: '1', token: legacyToken(2) }]);
  });

  test('what the user asks for and the server does not have is said in a sentence', async () => {
    const url = await mariadb.database(items);
    for (const [request, says] of [
      [{ table: 'item' }, /There is no table "item"/],
      [{ table: 'items', tokenColumn: 'tok' }, /There is no column "tok" in table items/],
      [{ where: 'no_such = 1' }, /does not understand it: Unknown column/],
      [{ where: 'id = ' }, /does not understand it: .*syntax/],
      [{ query: 'SELECT 1) AS x; DROP TABLE users; --' }, /does not understand it/],
      [{ query: 'SELECT 1', where: 'true' }, /--query stands alone/],
    ] as const) {
      const error = await refusal(read({ from: url, ...request }));
      expect(error.message).toMatch(says);
      expect(`${error.message}${String(error.hint)}`).not.toMatch(/canary/);
    }
  });

  test('nothing is written, whatever a query calls', async () => {
    const url = await mariadb.database(items);
    await runMysql(
      url,
      'CREATE FUNCTION touched() RETURNS int MODIFIES SQL DATA BEGIN DELETE FROM items; RETURN 1; END',
    );
    const query = `SELECT touched() AS id, 'x' AS access_token`;
    const error = await refusal(read({ from: url, query }));
    expect(error.message).toMatch(/read-only here/);
    expect(await runMysql(url, 'SELECT count(*) AS n FROM items')).toEqual([{ n: 7 }]);
  });

  test('a user who may only read is enough, and one who may not sees no table', async () => {
    const url = await mariadb.database(items);
    const database = new URL(url).pathname.slice(1);
    await runMysql(
      url,
      `CREATE USER reader@'%' IDENTIFIED BY 'reader-canary'; GRANT SELECT ON ${database}.items TO reader@'%';
       CREATE USER nobody@'%' IDENTIFIED BY 'nobody-canary';`,
    );
    const as = (name: string): string =>
      mariadb.url(database, { name, password: `${name}-canary` });
    expect((await read({ from: as('reader') })).rows).toHaveLength(7);
    const error = await refusal(read({ from: as('nobody') }));
    expect(error.message).toMatch(/has no such database|does not allow it/);
  });

  test('a statement that takes too long is stopped on the server', async () => {
    const url = await mariadb.database(items);
    const error = await refusal(
      read({ from: `${url}?statement_timeout=50`, where: 'sleep(60) = 0' }),
    );
    expect(error.message).toMatch(/took too long over/);
    await expect
      .poll(() =>
        runMysql(
          url,
          `SELECT id FROM information_schema.PROCESSLIST WHERE info LIKE '%sleep(60%' AND id <> connection_id()`,
        ),
      )
      .toEqual([]);
  });

  test('statement_timeout=0 is no limit', async () => {
    const url = await mariadb.database(items);
    const { rows } = await read({ from: `${url}?statement_timeout=0`, where: 'sleep(0.1) = 0' });
    expect(rows).toHaveLength(7);
  });

  test('a server that dies while rows stream ends the reading with a sentence', async () => {
    const dying = await startMariadb();
    const url = await dying.database(`
      CREATE TABLE items (id int PRIMARY KEY, access_token text);
      INSERT INTO items SELECT seq, repeat(md5(seq), 5) FROM seq_1_to_100000;`);
    const source = await openSource({ from: url }, ioWith());
    const pages = source.pages(1_000)[Symbol.asyncIterator]();
    await pages.next();
    await dying.crash();
    const reading = (async () => {
      for (;;) if ((await pages.next()).done === true) return;
    })();
    expect((await refusal(reading)).message).toMatch(/has gone away|cannot be reached/);
    await source.close();
  });
});
