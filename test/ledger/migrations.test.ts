import { copyFileSync, existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openLedgerFile, openLedgerForReading } from '../../src/tokens/ledger/ledger-file.ts';
import { readMigrations } from '../../src/tokens/ledger/migrations.ts';
import { inspectLedger } from '../../src/tokens/ledger/sqlite-ledger.ts';
import { temporaryFolder } from './open-ledger-for-test.ts';

const NOW = '2026-01-02T03:04:05.000Z';
const first = join(import.meta.dirname, '../../migrations/0001_ledger.sql');

/** A folder with today's first migration, and a second one of the given SQL. */
function withSecondMigration(sql?: string): string {
  const folder = temporaryFolder();
  copyFileSync(first, join(folder, '0001_ledger.sql'));
  if (sql !== undefined) writeFileSync(join(folder, '0002_more.sql'), sql);
  return folder;
}

function versions(path: string): unknown[] {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare('SELECT version, name, applied_at FROM schema_migrations').raw().all();
  } finally {
    db.close();
  }
}

describe('an upgrade of the schema', () => {
  test('happens once, after a backup that only its owner can read', () => {
    const path = join(temporaryFolder(), 'ledger.db');
    const old = openLedgerFile(path, readMigrations(withSecondMigration()), 'before');
    old
      .prepare(`INSERT INTO tokens (fingerprint, state, updated_at) VALUES (x'00', 'pending', '')`)
      .run();
    old.close();

    const newer = readMigrations(withSecondMigration('ALTER TABLE tokens ADD COLUMN note TEXT;'));
    const umask = process.umask(0);
    try {
      openLedgerFile(path, newer, NOW).close();
    } finally {
      process.umask(umask);
    }
    expect(versions(path)).toEqual([
      [1, 'ledger', 'before'],
      [2, 'more', NOW],
    ]);
    const backup = `${path}.schema-1.backup`;
    expect(statSync(backup).mode & 0o777).toBe(0o600);
    expect(versions(backup)).toEqual([[1, 'ledger', 'before']]);
    const copy = new Database(backup, { readonly: true });
    expect(copy.prepare('SELECT count(*) FROM tokens').pluck().get()).toBe(1);
    copy.close();

    openLedgerFile(path, newer, 'later').close();
    expect(versions(path)).toHaveLength(2);
  });

  test('that fails changes nothing, and its backup is never written over', () => {
    const path = join(temporaryFolder(), 'ledger.db');
    openLedgerFile(path, readMigrations(withSecondMigration()), 'before').close();
    const broken = readMigrations(withSecondMigration('CREATE TABLE a (x); SELECT nonsense;'));
    expect(() => openLedgerFile(path, broken, NOW)).toThrow('nonsense');
    expect(versions(path)).toEqual([[1, 'ledger', 'before']]);
    const db = new Database(path, { readonly: true });
    expect(db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'a'`).get()).toBeUndefined();
    db.close();

    expect(() => openLedgerFile(path, broken, NOW)).toThrow(
      `its backup ${path}.schema-1.backup already exists`,
    );
  });

  test('is not done by a command that only reads', () => {
    const path = join(temporaryFolder(), 'ledger.db');
    openLedgerFile(path, readMigrations(withSecondMigration()), 'before').close();
    const newer = readMigrations(withSecondMigration('ALTER TABLE tokens ADD COLUMN note TEXT;'));
    expect(() => openLedgerForReading(path, newer)).toThrow('an older version of plaid-migrate');
    // `tokens` looks before it upgrades.
    expect(() => inspectLedger(path, newer)).not.toThrow();
    expect(existsSync(`${path}.schema-1.backup`)).toBe(false);
  });
});

test.each([
  ['a newer schema', `INSERT INTO schema_migrations VALUES (99, 'x', 'y', 'z')`, 'has schema 99'],
  ['another first step', `UPDATE schema_migrations SET checksum = 'x'`, 'schema step 1 (ledger)'],
])('a ledger with %s is refused, to read and to write', (_, sql, message) => {
  const path = join(temporaryFolder(), 'ledger.db');
  const db = openLedgerFile(path, readMigrations(), NOW);
  db.exec(sql);
  db.close();
  expect(() => openLedgerFile(path, readMigrations(), NOW)).toThrow(message);
  expect(() => openLedgerForReading(path, readMigrations())).toThrow(message);
});

test('migrations out of sequence are a mistake of ours, found at once', () => {
  const folder = withSecondMigration();
  writeFileSync(join(folder, '0003_gap.sql'), '');
  expect(() => readMigrations(folder)).toThrow('out of sequence');
});

test('a ledger is durable, strict and does not trust its schema', () => {
  const path = join(temporaryFolder(), 'ledger.db');
  const db = openLedgerFile(path, readMigrations(), NOW);
  const pragma = (name: string): unknown => db.pragma(name, { simple: true });
  expect(pragma('journal_mode')).toBe('wal');
  expect(pragma('synchronous')).toBe(2);
  expect(pragma('foreign_keys')).toBe(1);
  expect(pragma('trusted_schema')).toBe(0);
  const loose = db
    .prepare<[], string>(
      `SELECT name FROM pragma_table_list
       WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
    )
    .pluck()
    .all();
  expect(loose).toEqual([]);
  db.close();
});
