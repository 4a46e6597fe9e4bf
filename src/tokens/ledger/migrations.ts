import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { MigrateError } from '../../core/errors.ts';
import { packageFile } from '../../core/package-file.ts';

/** One numbered SQL file of `migrations/`. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, in hex. */
  readonly checksum: string;
}

const bundledFolder = packageFile('migrations');

/** Reads the numbered SQL files of a folder, in order: `0001_name.sql`, `0002_name.sql`, … */
export function readMigrations(folder = bundledFolder): Migration[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
  return files.toSorted().map((file, index) => {
    const version = Number(file.slice(0, 4));
    if (version !== index + 1) throw new Error(`Migration ${file} is out of sequence.`);
    const sql = readFileSync(join(folder, file), 'utf8');
    const checksum = createHash('sha256').update(sql).digest('hex');
    return { version, name: file.slice(5, -'.sql'.length), sql, checksum };
  });
}

/**
 * Brings a ledger's schema up to date, one transaction a migration. `backUp` is called once before
 * the first change to a ledger that already has a schema.
 * Refuses a ledger made by a newer version, and one whose applied migrations read otherwise today.
 */
export function applyMigrations(
  db: Database,
  migrations: readonly Migration[],
  now: string,
  backUp: (fromVersion: number) => void,
): void {
  db.exec(`CREATE TABLE IF NOT EXISTS schema_migrations (
    version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL
  ) STRICT`);
  const applied = readApplied(db);
  checkApplied(applied, migrations);
  const due = migrations.slice(applied.length);
  if (due.length > 0 && applied.length > 0) backUp(applied.length);
  const record = db.prepare('INSERT INTO schema_migrations VALUES (?, ?, ?, ?)');
  for (const migration of due) {
    db.transaction(() => {
      db.exec(migration.sql);
      record.run(migration.version, migration.name, migration.checksum, now);
    }).immediate();
  }
}

/** Checks a ledger that is opened for reading alone. */
export function checkMigrations(
  db: Database,
  migrations: readonly Migration[],
  versions: 'current' | 'older too',
): void {
  const applied = readApplied(db);
  checkApplied(applied, migrations);
  if (versions === 'current' && applied.length < migrations.length) {
    throw new MigrateError('This ledger was made by an older version of plaid-migrate.', {
      hint: 'Run plaid-migrate tokens once: it upgrades the ledger after a backup.',
    });
  }
}

/** A row of `schema_migrations`. */
export interface AppliedMigration {
  version: number;
  name: string;
  checksum: string;
}

function readApplied(db: Database): AppliedMigration[] {
  return db
    .prepare<[], AppliedMigration>(
      'SELECT version, name, checksum FROM schema_migrations ORDER BY version',
    )
    .all();
}

/** Refuses a ledger of a newer version, and one whose applied migrations read otherwise today. */
export function checkApplied(
  applied: readonly AppliedMigration[],
  migrations: readonly Migration[],
): void {
  const newest = applied.at(-1)?.version ?? 0;
  if (newest > migrations.length) {
    throw new MigrateError(
      `This ledger has schema ${String(newest)}, and this version of plaid-migrate knows up to ${String(migrations.length)}.`,
      { hint: 'Use the version of plaid-migrate that made it, or a newer one.' },
    );
  }
  for (const [index, row] of applied.entries()) {
    if (row.checksum !== migrations[index]?.checksum) {
      throw new MigrateError(
        `This ledger's schema step ${String(row.version)} (${row.name}) is not the one this version knows.`,
        { hint: 'Use the version of plaid-migrate that made it.' },
      );
    }
  }
}
