import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import mysql from 'mysql2/promise';
import { freePort } from './free-port.ts';

/** A MariaDB server in a temporary folder. */
export interface MariadbServer {
  readonly port: number;
  /** The address of a database, of the user with all rights unless another is given. */
  url(database: string, user?: { readonly name: string; readonly password: string }): string;
  /** Makes an empty database with a name of its own, fills it with `sql`, and returns its address. */
  database(sql?: string): Promise<string>;
  /** Dies as in a crash. */
  crash(): Promise<void>;
  /** Stops it and takes its folder away. */
  remove(): Promise<void>;
}

export const mariadbPassword = 'my-password-canary-93ab';

/** Whether this machine has MariaDB (Debian's `mariadb-server`); `npm test` says so where it has not. */
export function hasMariadb(): boolean {
  return program('mariadbd') !== undefined && program('mariadb-install-db') !== undefined;
}

/** Launches a real server on a loopback port of its own. `flags` go to it. */
export async function launchMariadb(flags: readonly string[] = []): Promise<MariadbServer> {
  const daemon = program('mariadbd');
  const install = program('mariadb-install-db');
  if (daemon === undefined || install === undefined) throw new Error('There is no MariaDB here.');
  const folder = await mkdtemp(join(tmpdir(), 'plaid-migrate-mariadb-'));
  const data = join(folder, 'data');
  const port = await freePort();
  const user = userInfo().username;
  execFileSync(install, [
    '--no-defaults',
    `--datadir=${data}`,
    `--user=${user}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
  ]);
  const init = join(folder, 'init.sql');
  await writeFile(
    init,
    `CREATE USER tester@'%' IDENTIFIED BY '${mariadbPassword}';\nGRANT ALL ON *.* TO tester@'%' WITH GRANT OPTION;\n`,
  );
  const child = spawn(
    daemon,
    [
      '--no-defaults',
      `--datadir=${data}`,
      `--user=${user}`,
      `--port=${String(port)}`,
      '--bind-address=127.0.0.1',
      `--socket=${join(folder, 'socket')}`,
      `--init-file=${init}`,
      '--innodb-flush-log-at-trx-commit=0',
      ...flags,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await ready(child);

  let databases = 0;
  const url: MariadbServer['url'] = (database, account) => {
    const { name, password } = account ?? { name: 'tester', password: mariadbPassword };
    return `mysql://${encodeURIComponent(name)}:${encodeURIComponent(password)}@127.0.0.1:${String(port)}/${encodeURIComponent(database)}`;
  };
  return {
    port,
    url,
    async database(sql = '') {
      databases += 1;
      const name = `test_${String(databases)}`;
      await runMysql(url('mysql'), `CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
      if (sql !== '') await runMysql(url(name), sql);
      return url(name);
    },
    crash: () => killed(child),
    async remove() {
      await killed(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Runs statements on a connection of their own and returns the rows of the last one. */
export async function runMysql(
  url: string,
  sql: string,
  values: readonly (string | number | Buffer | null)[] = [],
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const connection = await mysql.createConnection({ uri: url, multipleStatements: true });
  try {
    const [result] = await connection.query(sql, [...values]);
    const last: unknown =
      Array.isArray(result) && Array.isArray(result.at(-1)) ? result.at(-1) : result;
    return Array.isArray(last) ? last.filter(isRow) : [];
  } finally {
    await connection.end();
  }
}

function isRow(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Debian keeps servers in /usr/sbin, which is not on everybody's PATH. */
function program(name: string): string | undefined {
  return [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      log += text;
      if (log.includes('ready for connections')) resolve();
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`MariaDB did not start:\n${log}`)));
  });
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}
