import { chmodSync, closeSync, existsSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { errorCode, MigrateError } from '../../core/errors.ts';
import { openSqliteFile } from '../../databases/open-sqlite-file.ts';
import { applyMigrations, checkMigrations, type Migration } from './migrations.ts';

/** `PRAGMA application_id` of every ledger: "plmg" in ASCII. */
const APPLICATION_ID = 0x706c6d67;
const BUSY_TIMEOUT_MS = 30_000;
const OWNER_ONLY = 0o600;

/**
 * Creates the file with mode 0600 before SQLite sees it, since SQLite gives its side files
 * (`-wal`, `-shm`) the mode of the file they belong to. Returns false when it is already there.
 */
export function createOwnerOnly(path: string): boolean {
  try {
    closeSync(openSync(path, 'wx', OWNER_ONLY));
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** An empty file is no ledger yet, whoever made it: what `mktemp` leaves, say. */
export function isEmptyFile(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isFile() === true && stat.size === 0;
}

/** Opens or creates a ledger file for writing, with its schema up to date. The caller holds its lock. */
export function openLedgerFile(
  path: string,
  migrations: readonly Migration[],
  now: string,
): Database.Database {
  if (!existsSync(path) || isEmptyFile(path)) createWhole(path, migrations, now);
  else closeToOthers(path);
  const db = openSqliteFile(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    checkIsLedger(db, path);
    setDurability(db);
    applyMigrations(db, migrations, now, (fromVersion) => {
      backUpLedgerFile(db, `${path}.schema-${String(fromVersion)}.backup`);
    });
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Makes a ledger beside its place and moves it there: a process that dies on the way leaves no
 * half of one that nobody can go on with.
 */
function createWhole(path: string, migrations: readonly Migration[], now: string): void {
  const draft = `${path}.draft`;
  rmSync(draft, { force: true });
  rmSync(`${draft}-journal`, { force: true });
  createOwnerOnly(draft);
  const db = openSqliteFile(draft);
  try {
    db.pragma(`application_id = ${String(APPLICATION_ID)}`);
    applyMigrations(db, migrations, now, () => undefined);
  } finally {
    db.close();
  }
  renameSync(draft, path);
}

/**
 * Opens an existing ledger for reading. Writers may go on meanwhile. One of an older schema is
 * refused unless `older too`: what every version has can be read before the upgrade.
 */
export function openLedgerForReading(
  path: string,
  migrations: readonly Migration[],
  versions: 'current' | 'older too' = 'current',
  busyTimeoutMs: number = BUSY_TIMEOUT_MS,
): Database.Database {
  if (!existsSync(path)) {
    throw new MigrateError(`There is no ledger at ${path}.`, {
      hint: 'Give its path with --ledger, or make one: plaid-migrate tokens --from SOURCE',
    });
  }
  if (statSync(path).isDirectory()) {
    throw new MigrateError(`The ledger ${path} is a folder.`, {
      hint: 'Give the path of a file with --ledger.',
    });
  }
  const db = openSqliteFile(path, { readonly: true, timeout: busyTimeoutMs });
  try {
    checkIsLedger(db, path);
    checkMigrations(db, migrations, versions);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** A ledger that vanishes when closed: what `--dry-run` imports into. SQLite unlinks the file at once. */
export function openThrowawayLedger(
  migrations: readonly Migration[],
  now: string,
): Database.Database {
  const db = openSqliteFile('');
  applyMigrations(db, migrations, now, () => undefined);
  return db;
}

/** WAL with FULL: a commit that returned survives a crash of the process and of the machine. */
function setDurability(db: Database.Database): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  emptyWalAfter(db, 'run');
  // Fingerprints are random, so that an import touches their whole index again and again: 16 MB of it
  // stay at hand, where SQLite's own 2 MB are outgrown at 80,000 tokens.
  db.pragma('cache_size = -16000');
  db.pragma('foreign_keys = ON');
  db.pragma('trusted_schema = OFF');
}

/**
 * After how many pages of 4 KB the WAL is written into the file; SQLite's own 1,000 would be at every
 * other moment. An import changes the same pages of its indexes in each transaction: they wait for 128 MB.
 * In a run the calls wait meanwhile, and the pacer takes their answers for late ones: 4 to 6 ms for 8 MB,
 * where 32 MB take 11 to 13, and either takes longer on a busy disk.
 */
export function emptyWalAfter(db: Database.Database, work: 'import' | 'run'): void {
  db.pragma(`wal_autocheckpoint = ${work === 'import' ? '32000' : '2000'}`);
}

/** With the side files: what a dead process or a copy left there is used again as it is. */
function closeToOthers(path: string): void {
  for (const file of [path, `${path}-wal`, `${path}-shm`]) {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat?.isFile() === true && (stat.mode & 0o077) !== 0) chmodSync(file, OWNER_ONLY);
  }
}

function checkIsLedger(db: Database.Database, path: string): void {
  if (db.pragma('application_id', { simple: true }) === APPLICATION_ID) return;
  throw new MigrateError(`${path} is a SQLite database, but not a ledger of plaid-migrate.`, {
    hint: 'Give another path with --ledger. To read tokens from this file, give it with --from.',
  });
}

/** Copies a ledger into a new file that only its owner can read. */
export function backUpLedgerFile(db: Database.Database, target: string): void {
  if (!createOwnerOnly(target)) {
    throw new MigrateError(
      `The ledger is copied before it is changed, and its backup ${target} already exists.`,
      {
        hint: 'Move that file away, then run the same command again.',
      },
    );
  }
  db.prepare('VACUUM INTO ?').run(target);
}
