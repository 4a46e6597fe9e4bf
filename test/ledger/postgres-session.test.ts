import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { Clock } from '../../src/core/clock.ts';
import { readLedgerPlace } from '../../src/tokens/ledger/ledger-place.ts';
import {
  openSession,
  type PostgresPlace,
  type PostgresSession,
} from '../../src/tokens/ledger/postgres-session.ts';
import { freePort, runSql, startPostgres } from '../databases/postgres.ts';
import { fastClock } from '../fast-clock.ts';

const postgres = await startPostgres();

async function session(clock: Clock): Promise<{ session: PostgresSession; url: string }> {
  const url = await postgres.database('CREATE TABLE notes (n int)');
  const opened = await openSession(placeOf(`${url}?schema=public`), clock);
  onTestFinished(() => opened.close());
  return { session: opened, url };
}

function placeOf(url: string): PostgresPlace {
  const place = readLedgerPlace(url, { cwd: '/', env: {} });
  if (place.kind !== 'postgres') throw new Error('No Postgres.');
  return place;
}

test('a statement waits for a database that is started again, and a transaction is whole', async () => {
  const { session: opened, url } = await session(fastClock(1));
  await postgres.stop();
  const waiting = opened.transaction(async (statements) => {
    await statements.query('INSERT INTO notes VALUES (1)');
    return statements.query('INSERT INTO notes VALUES (2) RETURNING n');
  });
  await postgres.start();
  expect(await waiting).toEqual([{ n: 2 }]);
  expect(await runSql(url, 'SELECT n FROM notes ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }]);
});

test('a connection that is cut in the middle of a transaction leaves no half of it', async () => {
  const { session: opened, url } = await session(fastClock(1));
  let tries = 0;
  await opened.transaction(async (statements) => {
    tries += 1;
    await statements.query('INSERT INTO notes VALUES (1)');
    const [me] = await statements.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    if (tries === 1) await runSql(url, 'SELECT pg_terminate_backend($1)', [me?.pid]);
    await statements.query('INSERT INTO notes VALUES (2)');
  });
  expect(tries).toBe(2);
  expect(await runSql(url, 'SELECT n FROM notes ORDER BY n')).toEqual([{ n: 1 }, { n: 2 }]);
});

test('a database that stays away is given up with exit 3, and found again later', async () => {
  const { session: opened } = await session(fastClock(2_000));
  await postgres.stop();
  await expect(opened.query('SELECT 1')).rejects.toMatchObject({
    name: 'MigrateError',
    message: expect.stringContaining('has been out of reach for too long'),
    hint: expect.stringContaining('run the same command again'),
    exitCode: 3,
  });
  await postgres.start();
  expect(await opened.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('durability, schema and isolation are the ledger’s, whatever the server’s defaults', async () => {
  const url = await postgres.database();
  const [found] = await runSql(url, 'SELECT current_database() AS name');
  await runSql(
    url,
    `ALTER DATABASE ${String(found?.['name'])} SET synchronous_commit = off;
     ALTER DATABASE ${String(found?.['name'])} SET default_transaction_isolation = 'serializable'`,
  );
  const opened = await openSession(
    placeOf(`${url}?schema=${encodeURIComponent('a "b", c')}`),
    fastClock(1),
  );
  onTestFinished(() => opened.close());
  expect(
    await opened.query(
      `SELECT current_setting('synchronous_commit') AS durable, current_setting('search_path') AS path,
         current_setting('transaction_isolation') AS isolation`,
    ),
  ).toEqual([{ durable: 'on', path: '"a ""b"", c"', isolation: 'read committed' }]);
});

test('a server that goes away while it lets us in is said to have gone away', async () => {
  const port = await freePort();
  // Lets everybody in, and hangs up at the first statement.
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x5a, 0, 0, 0, 5, 0x49]));
      socket.once('data', () => socket.destroy());
    });
  });
  await new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const place = placeOf(`postgres://anybody@127.0.0.1:${String(port)}/any?sslmode=disable`);
  await expect(openSession(place, fastClock(1))).rejects.toMatchObject({
    name: 'MigrateError',
    message: expect.stringContaining('has gone away'),
    hint: expect.any(String),
  });
});
