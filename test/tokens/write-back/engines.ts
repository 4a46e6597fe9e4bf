import { join } from 'node:path';
import Database from 'better-sqlite3';
import { hasMariadb, runMysql, startMariadb } from '../../databases/mariadb.ts';
import { runSql, startPostgres } from '../../databases/postgres.ts';
import { temporaryFolder } from '../sources/source-fixtures.ts';

/** A kind of database that write-back is tested on. */
export interface Engine {
  readonly name: 'sqlite' | 'postgres' | 'mariadb';
  /** A name as SQL. */
  quote(name: string): string;
  /** Makes a database with `sql` and returns what `--to` takes. */
  database(sql: string): Promise<string>;
  /** Runs statements and returns the rows of the last one. */
  run(address: string, sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Lets the server die, and starts it again. */
  readonly server?: { crash(): Promise<void>; start(): Promise<void> };
}

/** SQLite, Postgres, and MariaDB where there is one: real servers all of them. */
export async function startEngines(): Promise<readonly Engine[]> {
  const postgres = await startPostgres();
  const doubleQuoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
  const engines: Engine[] = [
    {
      name: 'sqlite',
      quote: doubleQuoted,
      database(sql) {
        const path = join(temporaryFolder(), 'app.db');
        runSqlite(path, sql);
        return Promise.resolve(path);
      },
      run: (path, sql) => Promise.resolve(runSqlite(path, sql)),
    },
    {
      name: 'postgres',
      quote: doubleQuoted,
      database: (sql) => postgres.database(sql),
      run: (url, sql) => runSql(url, sql),
      server: postgres,
    },
  ];
  if (!hasMariadb()) return engines;
  const mariadb = await startMariadb();
  return [
    ...engines,
    {
      name: 'mariadb',
      quote: (name) => `\`${name.replaceAll('`', '``')}\``,
      database: (sql) => mariadb.database(sql),
      run: (url, sql) => runMysql(url, sql),
    },
  ];
}

function runSqlite(path: string, sql: string): readonly Readonly<Record<string, unknown>>[] {
  const database = new Database(path);
  try {
    if (!/^\s*SELECT/i.test(sql)) {
      database.exec(sql);
      return [];
    }
    return database.prepare<[], Record<string, unknown>>(sql).all();
  } finally {
    database.close();
  }
}
