import { expect, test } from 'vitest';
import { openSource, reopenSource } from '../../../src/tokens/sources/open-source.ts';
import { describeSource } from '../../../src/tokens/sources/source.ts';
import { runSql, startPostgres } from '../../databases/postgres.ts';
import { ioWith, legacyToken, read, readAll, refusal } from './source-fixtures.ts';

const postgres = await startPostgres();

const items = `
  CREATE TABLE users (id int PRIMARY KEY, name text);
  CREATE TABLE items (id bigint PRIMARY KEY, access_token text, status text);
  INSERT INTO items SELECT n, repeat(lpad(to_hex(n), 8, '0'), 20), CASE WHEN n < 3 THEN 'old' END
    FROM generate_series(1, 5) n;
  INSERT INTO items VALUES (6, NULL, NULL), (7, '  ' || repeat('ab', 80) || ' ', NULL);`;

test('table and columns are found by their names, and rows come in pages', async () => {
  const url = await postgres.database(items);
  const { spec, rows, pageSizes } = await read({ from: url }, { pageSize: 3 });
  expect(spec).toEqual({
    kind: 'postgres',
    url: url.replace(/:[^:]*@/, '@'),
    table: 'items',
    tokenColumn: 'access_token',
    keyColumn: 'id',
  });
  expect(Math.max(...pageSizes)).toBe(3);
  expect(rows).toEqual([
    ...[1, 2, 3, 4, 5].map((n) => ({ key: String(n), token: legacyToken(n) })),
    { key: '6', token: '' },
    { key: '7', token: 'ab'.repeat(80) },
  ]);
});

test('a table may take longer than a statement, and than a transaction may rest', async () => {
  const url = await postgres.database(items);
  const { pathname } = new URL(url);
  await runSql(
    url,
    `ALTER DATABASE ${pathname.slice(1)} SET idle_in_transaction_session_timeout = '200ms'`,
  );
  const from = `${url}?statement_timeout=500`;
  const source = await openSource({ from, table: 'items' }, ioWith());
  let rows = 0;
  for await (const page of source.pages(3)) {
    rows += page.length;
    // As a ledger that is slow, or a --decrypt-command.
    await runSql(url, 'SELECT pg_sleep(0.6)');
  }
  expect(rows).toBe(7);
  await source.close();
});

test('of a view it is remembered that it is one', async () => {
  const url = await postgres.database(`${items} CREATE VIEW old AS SELECT * FROM items`);
  const { spec } = await read({ from: url, table: 'old', keyColumn: 'id' });
  expect(spec).toMatchObject({ table: 'old', isView: true });
});

test('--where and --query choose rows, a comment at the end and all', async () => {
  const url = await postgres.database(items);
  const where = await read({ from: url, where: "status = 'old' -- those" });
  expect(where.rows.map(({ key }) => key)).toEqual(['1', '2']);
  const query = await read({
    from: url,
    query: `SELECT 'k' || id AS id, access_token FROM items WHERE id > 3 ORDER BY id LIMIT 2; `,
  });
  expect(query.rows.map(({ key }) => key)).toEqual(['k4', 'k5']);
  expect(query.spec).toMatchObject({ query: expect.stringMatching(/^SELECT/) });
  expect(query.spec).not.toHaveProperty('table');
});

test('the source that a ledger remembers reads the same again, with the password from elsewhere', async () => {
  const url = await postgres.database(items);
  const io = { ...ioWith(), env: { APP_DB: url } };
  const source = await openSource({ from: 'env:APP_DB', where: 'id = 2' }, io);
  await source.close();
  expect(source.spec).toMatchObject({ variable: 'APP_DB' });
  expect(JSON.stringify(source.spec)).not.toMatch(/canary/);
  const again = await readAll(await reopenSource(source.spec, io));
  expect(again.rows).toEqual([{ key: '2', token: legacyToken(2) }]);
  expect(again.spec).toEqual(source.spec);
  const without = await refusal(reopenSource(source.spec, { ...ioWith(), env: {} }));
  expect(without.message).toMatch(/wants a password/);
});

test.each([
  ['postgres://ann@db/app?sslmode=require', 'db:5432/app'],
  ['postgres://ann@[::1]:5433/my%20app', '[::1]:5433/my app'],
  ['postgres://localhost/?host=%2Frun%2Fpg&port=5433&dbname=app', '/run/pg:5433/app'],
  ['postgres://%2Frun%2Fpg:5433/app', '/run/pg:5433/app'],
])('%s is told from other databases by host, port and name, however they are given', (url, at) => {
  expect(describeSource({ kind: 'postgres', url, table: 'items' })).toBe(
    `postgres ${at} table items (token ?, key row number)`,
  );
});

test('hostile names neither break nor inject', async () => {
  const schema = 'Sch"e.ma';
  const table = `order"; DROP TABLE users; --`;
  const token = `select "töken`;
  const key = `where' OR 1=1`;
  const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;
  const url = await postgres.database(`
    CREATE TABLE users (id int PRIMARY KEY);
    CREATE SCHEMA ${quote(schema)};
    CREATE TABLE ${quote(schema)}.${quote(table)} (${quote(key)} text PRIMARY KEY, ${quote(token)} text);
    INSERT INTO ${quote(schema)}.${quote(table)} VALUES ('''; DROP TABLE users; --', '${legacyToken(1)}'), ('ключ', '${legacyToken(2)}'), (E' blanks\\n', '${legacyToken(3)}');`);
  for (const name of [`${schema}.${table}`, table, `${quote(schema)}.${quote(table)}`]) {
    const { rows } = await read({ from: url, table: name, tokenColumn: token, keyColumn: key });
    expect(rows).toEqual([
      { key: "'; DROP TABLE users; --", token: legacyToken(1) },
      { key: 'ключ', token: legacyToken(2) },
      { key: ' blanks\n', token: legacyToken(3) },
    ]);
  }
  expect(await runSql(url, 'SELECT * FROM users')).toEqual([]);
  const absent = await refusal(read({ from: url, table: `users"; DROP TABLE users; --` }));
  expect(absent.message).toMatch(/There is no table/);
});

test('of two tables of one name, the one on the search path is meant', async () => {
  const url = await postgres.database(`
    ${items}
    CREATE SCHEMA archive;
    CREATE TABLE archive.items (id int PRIMARY KEY, access_token text);
    INSERT INTO archive.items VALUES (99, '${legacyToken(99)}');
    CREATE TABLE archive."Upper" (id int PRIMARY KEY, access_token text);`);
  expect((await read({ from: url, table: 'items' })).rows).toHaveLength(7);
  expect((await read({ from: url, table: 'archive.items' })).rows).toHaveLength(1);
  expect((await read({ from: url, table: 'upper' })).spec).toMatchObject({
    table: 'archive.Upper',
  });
  expect((await read({ from: url })).spec).toMatchObject({ table: 'items' });
  await runSql(url, 'DROP TABLE items');
  const unclear = await refusal(read({ from: url }));
  expect(unclear.message).toMatch(/More than one table .*: archive.Upper, archive.items/);
});

test('columns of other types are read as text or refused with a way out', async () => {
  const url = await postgres.database(`
    CREATE DOMAIN token_text AS varchar(200);
    CREATE TABLE plain (id uuid PRIMARY KEY, access_token token_text);
    INSERT INTO plain VALUES ('0E984725-C51C-4BF4-9960-E1C80E27ABA0', '${legacyToken(1)}');
    CREATE TABLE bytes (id bytea PRIMARY KEY, access_token bytea);
    INSERT INTO bytes VALUES ('\\x01ff', '${legacyToken(2)}');
    CREATE TABLE documents (id int PRIMARY KEY, access_token jsonb);
    CREATE TABLE numbers (id int PRIMARY KEY, access_token bigint);
    CREATE TABLE keyless (access_token text, user_id int);
    CREATE TABLE pairs (a int, b int, access_token text, PRIMARY KEY (a, b));`);
  expect((await read({ from: url, table: 'plain' })).rows).toEqual([
    { key: '0e984725-c51c-4bf4-9960-e1c80e27aba0', token: legacyToken(1) },
  ]);
  for (const [table, says, hint] of [
    ['bytes', /type bytea, and access tokens are text/, /convert_from\(access_token, 'UTF8'\)/],
    ['documents', /type jsonb, and access tokens are text/, /->>/],
    ['numbers', /type bigint, and access tokens are text/, /--token-column/],
    ['keyless', /No column .* is plainly the key/, /--key-column/],
    ['pairs', /No column .* is plainly the key/, /--query/],
  ] as const) {
    const error = await refusal(read({ from: url, table }));
    expect(error.message).toMatch(says);
    expect(error.hint).toMatch(hint);
  }
  const encrypted = await refusal(read({ from: url, table: 'bytes', decryptCommand: 'cat' }));
  expect(encrypted.hint).toMatch(/encode\(access_token, 'hex'\)/);
  const query = `select id, convert_from(access_token, 'UTF8') as access_token from bytes`;
  expect((await read({ from: url, query })).rows).toEqual([
    { key: String.raw`\x01ff`, token: legacyToken(2) },
  ]);
});

test('what the user asks for and the server does not have is said in a sentence', async () => {
  const url = await postgres.database(items);
  for (const [request, says] of [
    [{ table: 'item' }, /There is no table "item"/],
    [{ tokenColumn: 'token' }, /No table of .* has a column/],
    [{ table: 'items', tokenColumn: 'tok' }, /There is no column "tok" in table items/],
    [{ table: 'items', keyColumn: 'key' }, /There is no column "key" in table items/],
    [{ where: 'no_such = 1' }, /does not understand it: column "no_such" does not exist/],
    [{ where: 'id = ' }, /does not understand it: syntax error/],
    [{ query: 'SELECT 1) AS x; DROP TABLE users; --' }, /does not understand it/],
    [{ query: 'SELECT 1', table: 'items' }, /--query stands alone/],
    [{ query: 'DELETE FROM items RETURNING id, access_token' }, /does not understand it/],
  ] as const) {
    const error = await refusal(read({ from: url, ...request }));
    expect(error.message).toMatch(says);
    expect(`${error.message}${String(error.hint)}`).not.toMatch(/canary/);
  }
  expect(await runSql(url, 'SELECT count(*)::int FROM items')).toEqual([{ count: 7 }]);
});

test('nothing is written, whatever a query calls', async () => {
  const url = await postgres.database(`${items}
    CREATE FUNCTION touched() RETURNS int LANGUAGE sql AS 'DELETE FROM items RETURNING 1';`);
  const error = await refusal(
    read({ from: url, query: `SELECT touched() AS id, 'x' AS access_token` }),
  );
  expect(error.message).toMatch(/read-only here/);
});

test('a role that may only read is enough, and one that may not is told so', async () => {
  const url = await postgres.database(`${items}
    CREATE ROLE reader LOGIN PASSWORD 'reader-canary'; GRANT SELECT ON items TO reader;
    CREATE ROLE nobody LOGIN PASSWORD 'nobody-canary';`);
  const database = new URL(url).pathname.slice(1);
  const as = (name: string): string => postgres.url(database, { name, password: `${name}-canary` });
  expect((await read({ from: as('reader'), table: 'items' })).rows).toHaveLength(7);
  const error = await refusal(read({ from: as('nobody'), table: 'items' }));
  expect(error.message).toMatch(/does not allow it: permission denied for table items/);
});

test('a statement that takes too long is stopped on the server', async () => {
  const url = await postgres.database(items);
  const error = await refusal(
    read({ from: `${url}?statement_timeout=50`, where: 'pg_sleep(60) IS NOT NULL' }),
  );
  expect(error.message).toMatch(/took too long over a statement/);
});

test('a server that dies while rows stream ends the reading with a sentence', async () => {
  const url = await postgres.database(`
    CREATE TABLE items (id int PRIMARY KEY, access_token text);
    INSERT INTO items SELECT n, repeat(md5(n::text), 5) FROM generate_series(1, 50000) n;`);
  const source = await openSource({ from: url }, ioWith());
  const pages = source.pages(1_000)[Symbol.asyncIterator]();
  await pages.next();
  await pages.next();
  await postgres.crash();
  const reading = (async () => {
    for (;;) if ((await pages.next()).done === true) return;
  })();
  expect((await refusal(reading)).message).toMatch(/has gone away|cannot be reached/);
  await source.close();
  await postgres.start();
});

test('closing half way ends the transaction on the server', async () => {
  const url = await postgres.database(items);
  const source = await openSource({ from: `${url}?application_name=half-way` }, ioWith());
  await source.pages(1)[Symbol.asyncIterator]().next();
  await source.close();
  // The server ends the process of a connection shortly after it is closed.
  await expect
    .poll(() => runSql(url, `SELECT pid FROM pg_stat_activity WHERE application_name = 'half-way'`))
    .toEqual([]);
});
