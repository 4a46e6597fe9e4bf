import { existsSync, renameSync, rmSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { MigrateError } from '../../core/errors.ts';
import { explainLedgerError } from './ledger-error.ts';
import {
  backUpLedgerFile,
  isEmptyFile,
  openLedgerFile,
  openLedgerForReading,
} from './ledger-file.ts';
import { lockLedger } from './ledger-lock.ts';
import { readMigrations } from './migrations.ts';
import { heldByAnother, notFilled } from './sqlite-ledger.ts';
import { buryDeadRun, type RunContext } from './sqlite-run.ts';
import {
  vaultTables,
  type LedgerVault,
  type OpenVault,
  type RawRow,
  type TokenCells,
  type VaultDraft,
  type VaultHead,
  type VaultTable,
} from './vault.ts';

const PAGE_SIZE = 1_000;

/** Reads a ledger as of one moment; a run may go on meanwhile. */
export async function lookIntoSqlite<T>(
  path: string,
  work: (vault: LedgerVault) => Promise<T>,
): Promise<T> {
  let db: Database.Database | undefined;
  try {
    if (isEmptyFile(path)) throw notFilled(path);
    db = openLedgerForReading(path, readMigrations());
    db.exec('BEGIN');
    return await work({ ...readerOf(db, path), shown: path, head: headOf(db, path) });
  } catch (error) {
    throw explainLedgerError(error, path);
  } finally {
    db?.close();
  }
}

/** Takes a ledger for a change of the whole. What is not committed is undone. */
export async function takeSqlite<T>(
  path: string,
  context: RunContext,
  work: (vault: OpenVault) => Promise<T>,
): Promise<T> {
  let lock: ReturnType<typeof lockLedger>;
  let db: Database.Database | undefined;
  try {
    if (!existsSync(path)) openLedgerForReading(path, readMigrations());
    if (isEmptyFile(path)) throw notFilled(path);
    lock = lockLedger(path);
    if (lock === undefined) throw heldByAnother(path);
    db = openLedgerFile(path, readMigrations(), context.now());
    const head = headOf(db, path);
    // What is overwritten or deleted from here on leaves nothing behind in the file.
    db.pragma('secure_delete = ON');
    db.exec('BEGIN IMMEDIATE');
    buryDeadRun(db, context.now());
    return await work(openVault(db, path, head, context));
  } catch (error) {
    throw explainLedgerError(error, path);
  } finally {
    // Closing undoes an open transaction.
    db?.close();
    lock?.release();
  }
}

/** Copies a ledger into a new file of mode 0600, as it stands. */
export function backUpSqlite(path: string, target: string): void {
  const db = openLedgerForReading(path, readMigrations(), 'older too');
  try {
    backUpLedgerFile(db, target);
  } finally {
    db.close();
  }
}

/** Begins a new ledger beside its place. */
export async function draftSqlite(path: string, context: RunContext): Promise<VaultDraft> {
  if (existsSync(path) && !isEmptyFile(path)) {
    throw new MigrateError(`There is something at ${path} already.`, {
      hint: 'Give a path where there is nothing yet.',
    });
  }
  const draft = `${path}.moving`;
  const clear = (): void => {
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${draft}${end}`, { force: true });
  };
  try {
    clear();
    const db = openLedgerFile(draft, readMigrations(), context.now());
    return {
      ...readerOf(db, draft),
      async add(table, rows) {
        const columns = columnsOf(table);
        const insert = db.prepare(
          `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
        );
        db.transaction(() => {
          for (const row of rows) {
            insert.run(vaultTables[table].map((column) => row[column] ?? null));
          }
        }).immediate();
      },
      async finish(head) {
        insertHead(db, head);
        db.close();
        renameSync(draft, path);
      },
      async discard() {
        db.close();
        clear();
      },
    };
  } catch (error) {
    throw explainLedgerError(error, path);
  }
}

function openVault(
  db: Database.Database,
  path: string,
  head: VaultHead,
  context: RunContext,
): OpenVault {
  let isPurged = false;
  return {
    ...readerOf(db, path),
    shown: path,
    head,
    async reseal(cells) {
      const update = db.prepare(
        'UPDATE tokens SET fingerprint = ?, legacy_access_token = ?, access_token = ? WHERE id = ?',
      );
      for (const { id, fingerprint, legacy, current } of cells) {
        update.run(fingerprint, legacy, current, id);
      }
    },
    async changeHead({ encryption, key_check, moved_to }) {
      if (encryption !== undefined) {
        db.prepare('UPDATE ledger SET encryption = ?, key_check = ?').run(encryption, key_check);
      }
      if (moved_to !== undefined) {
        db.prepare('UPDATE ledger SET moved_to = ?, moved_at = ?').run(moved_to, context.now());
      }
    },
    async purge() {
      db.exec(
        `UPDATE tokens SET legacy_access_token = NULL,
           access_token = CASE WHEN access_token IS NULL THEN NULL ELSE 'purged' END`,
      );
      db.prepare('UPDATE ledger SET purged_at = ?').run(context.now());
      isPurged = true;
    },
    async commit() {
      db.exec('COMMIT');
      db.pragma('wal_checkpoint(TRUNCATE)');
      if (!isPurged) return;
      db.exec('VACUUM');
      db.pragma('wal_checkpoint(TRUNCATE)');
    },
  };
}

/** The columns of a table as SQLite calls them. */
function columnsOf(table: VaultTable): readonly string[] {
  return vaultTables[table].map((column) => (column === 'position' ? 'rowid' : column));
}

function readerOf(
  db: Database.Database,
  path: string,
): Pick<LedgerVault, 'pages' | 'cells' | 'integrity' | 'count'> {
  return {
    async *pages(table) {
      const columns = columnsOf(table);
      const [key = 'id'] = columns;
      const page = db.prepare<[number, number], RawRow>(
        `SELECT ${vaultTables[table].map((name, at) => `${columns[at] ?? name} AS ${name}`).join(', ')}
         FROM ${table} WHERE ${key} > ? ORDER BY ${key} LIMIT ?`,
      );
      yield* inPages((after) => page.all(after, PAGE_SIZE), vaultTables[table][0]);
    },
    async *cells() {
      const page = db.prepare<[number, number], TokenCells>(
        `SELECT id, fingerprint, state, legacy_access_token AS legacy, access_token AS current, NULL AS late
         FROM tokens WHERE id > ? ORDER BY id LIMIT ?`,
      );
      yield* inPages((after) => page.all(after, PAGE_SIZE), 'id');
    },
    async integrity() {
      const problems = db.prepare<[], string>('PRAGMA integrity_check').pluck().all();
      const orphans = db.prepare('PRAGMA foreign_key_check').all().length;
      return [
        ...problems.filter((problem) => problem !== 'ok').map((problem) => `SQLite: ${problem}`),
        ...(orphans === 0 ? [] : [`${String(orphans)} rows refer to others that are not there`]),
      ];
    },
    async count(sql) {
      const value = db.prepare<[], number>(sql).pluck().get();
      if (value === undefined) throw new Error(`No count in ${path}.`);
      return value;
    },
  };
}

function* inPages<Row extends object>(
  read: (after: number) => Row[],
  key: string,
): Generator<readonly Row[]> {
  let after = 0;
  for (;;) {
    const rows = read(after);
    const last: unknown = Object.entries(rows.at(-1) ?? {}).find(([name]) => name === key)?.[1];
    if (typeof last !== 'number') return;
    after = last;
    yield rows;
  }
}

function headOf(db: Database.Database, path: string): VaultHead {
  const head = db.prepare<[], VaultHead>('SELECT * FROM ledger').get();
  if (head === undefined) throw notFilled(path);
  return head;
}

function insertHead(db: Database.Database, head: VaultHead): void {
  db.prepare(
    `INSERT INTO ledger (id, created_at, created_by, environment, api_url, encryption, key_check, source, import_finished_at)
     VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    head.created_at,
    head.created_by,
    head.environment,
    head.api_url,
    head.encryption,
    head.key_check,
    head.source,
    head.import_finished_at,
  );
}
