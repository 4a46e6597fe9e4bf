import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { MigrateError } from '../../src/core/errors.ts';
import {
  isDatabaseAddress,
  partsOf,
  readDatabaseAddress,
  statementTimeout,
} from '../../src/databases/database-address.ts';

test.each([
  [
    'postgres://ann:s3cret-c%40nary@db.example:5433/app?sslmode=require',
    'postgres://ann@db.example:5433/app?sslmode=require',
  ],
  ['postgresql://ann:s3cret-c%40nary@db.example/app', 'postgresql://ann@db.example/app'],
  ['mysql://ann:s3cret-c%40nary@db.example/app', 'mysql://ann@db.example/app'],
  [
    'mariadb://db.example/app?user=ann&password=s3cret-c%40nary',
    'mariadb://db.example/app?user=ann',
  ],
  [
    'postgres://ann:s3cret-c%40nary@/app?host=/run/postgresql',
    'postgres://ann@localhost/app?host=%2Frun%2Fpostgresql',
  ],
])('the password is set apart: %s', (given, url) => {
  const address = readDatabaseAddress(given, '--from', {});
  expect(address).toMatchObject({ url, passwordInArgument: true });
  expect(address.password?.reveal()).toBe('s3cret-c@nary');
  expect(inspect(address) + JSON.stringify(address)).not.toMatch(/s3cret/);
});

test('a URL may stand in a variable, unseen by other users', () => {
  const env = { DATABASE_URL: 'postgres://ann:pw-canary@db/app' };
  const address = readDatabaseAddress('env:DATABASE_URL', '--from', env);
  expect(address).toMatchObject({ url: 'postgres://ann@db/app', passwordInArgument: false });
  expect(address.password?.reveal()).toBe('pw-canary');
  expect(() => readDatabaseAddress('env:NOT_SET', '--from', env)).toThrow(
    '--from env:NOT_SET names a variable that is not set.',
  );
});

test.each([
  'postgres://ann:pw-canary#1@db/app:x:y',
  'postgres://ann:pw-canary%zz@db/app',
  'postgres://ann:123#canary@db/app',
  'postgres://ann:123/canary@db/app',
  'postgres://ann:123?canary@db/app',
  'postgres://ann:pw-canary@db:port/app',
  'postgres://ann:pw-canary@one,two:5432:1/app',
])('a URL that cannot be read is refused without being shown: %s', (given) => {
  const error: unknown = (() => {
    try {
      return readDatabaseAddress(given, '--from', {});
    } catch (thrown) {
      return thrown;
    }
  })();
  expect(error).toBeInstanceOf(MigrateError);
  expect(inspect(error)).not.toMatch(/canary/);
});

test('milliseconds that are none are refused: a statement is never without its limit', () => {
  const of = (text: string): unknown =>
    statementTimeout(readDatabaseAddress(`postgres://db/app${text}`, '--to', {}), 500);
  expect(of('')).toBe(500);
  expect(of('?statement_timeout=60000')).toBe(60_000);
  for (const text of ['5min', '', '-1', '1.5']) {
    expect(() => of(`?statement_timeout=${text}`)).toThrow(/statement_timeout/);
  }
});

test('parts are decoded, and parameters come before what the URL says', () => {
  const of = (url: string): unknown => partsOf(readDatabaseAddress(url, '--to', {}));
  expect(of('postgres://a%40b@[::1]:5433/my%20app')).toMatchObject({
    host: '::1',
    port: 5433,
    user: 'a@b',
    database: 'my app',
  });
  expect(of('postgres:///app?host=%2Frun%2Fpg&user=ann')).toMatchObject({
    host: '/run/pg',
    port: undefined,
    user: 'ann',
    database: 'app',
  });
});

test('files are no database addresses', () => {
  for (const file of ['tokens.csv', '-', 'C:\\tokens.csv', './env', 'https://db/x', 'mysql.csv']) {
    expect(isDatabaseAddress(file), file).toBe(false);
  }
  for (const address of ['POSTGRES://db/app', 'mariadb://db/app', 'env:DATABASE_URL']) {
    expect(isDatabaseAddress(address), address).toBe(true);
  }
});
