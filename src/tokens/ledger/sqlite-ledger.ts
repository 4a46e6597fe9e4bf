import type Database from 'better-sqlite3';
import { MigrateError } from '../../core/errors.ts';
import { shellWord } from '../../core/shell-word.ts';
import {
  bindLedger,
  checkBinding,
  checkInUse,
  checkKey,
  readLedgerRow,
  summarise,
  type LedgerSummary,
} from './ledger-binding.ts';
import { explaining, explainLedgerError } from './ledger-error.ts';
import {
  emptyWalAfter,
  isEmptyFile,
  openLedgerFile,
  openLedgerForReading,
  openThrowawayLedger,
} from './ledger-file.ts';
import { lockLedger } from './ledger-lock.ts';
import type { Ledger, LedgerBinding, LedgerRun } from './ledger.ts';
import { readMigrations, type Migration } from './migrations.ts';
import type { Sealing } from './sealing.ts';
import { createImporter, type SqliteImporter } from './sqlite-import.ts';
import {
  readCounts,
  readExportPages,
  readMigratedCells,
  readMigratedSpan,
  readOpenRows,
  readRowKeys,
  readRuns,
} from './sqlite-queries.ts';
import { currentHolder, startSqliteRun, type RunContext } from './sqlite-run.ts';

/** What opening a ledger needs besides its path. */
export interface LedgerOptions {
  /** Undefined where no token is read or written (status). */
  readonly sealing: Sealing | undefined;
  readonly context: RunContext;
  /** How long a read waits for another program that holds the file of SQLite; undefined: long. */
  readonly busyTimeoutMs?: number;
}

/**
 * Opens the ledger at `path` for a migration, or makes it. A new one is bound to `binding`; one
 * that is there must be bound to the same, else the error says what differs.
 */
export function openLedger(
  path: string,
  binding: LedgerBinding,
  options: LedgerOptions & { sealing: Sealing },
): Ledger {
  return explaining(path, () => {
    const lock = lockLedger(path);
    if (lock === undefined) throw heldByAnother(path);
    try {
      const db = openLedgerFile(path, readMigrations(), options.context.now());
      return closingOnError(db, () => {
        const row = readLedgerRow(db);
        if (row === undefined) bindLedger(db, binding, options.sealing, options.context);
        else {
          checkInUse(row, path);
          checkKey(row, options.sealing, path);
          checkBinding(row, binding, path);
        }
        return createLedger(db, path, options, lock.release);
      });
    } catch (error) {
      lock.release();
      throw error;
    }
  });
}

/** Opens an existing ledger without changing it, for `status` and `export`. */
export function readLedger(path: string, options: LedgerOptions): Ledger {
  return explaining(path, () => {
    if (isEmptyFile(path)) throw notFilled(path);
    const db = openLedgerForReading(path, readMigrations(), 'current', options.busyTimeoutMs);
    return closingOnError(db, () => {
      const row = readLedgerRow(db);
      if (row === undefined) throw notFilled(path);
      // Its history may be read to the end.
      if (options.sealing !== undefined) checkInUse(row, path);
      if (options.sealing !== undefined) checkKey(row, options.sealing, path);
      return createLedger(db, path, options);
    });
  });
}

/** Opens an existing ledger to write into it without importing, for `verify`. */
export function reopenLedger(path: string, options: LedgerOptions & { sealing: Sealing }): Ledger {
  return explaining(path, () => {
    if (inspectLedger(path) === undefined) throw notFilled(path);
    const db = openLedgerFile(path, readMigrations(), options.context.now());
    return closingOnError(db, () => {
      const row = readLedgerRow(db);
      if (row !== undefined) checkInUse(row, path);
      if (row !== undefined) checkKey(row, options.sealing, path);
      return createLedger(db, path, options);
    });
  });
}

/** What `--dry-run` imports into: gone when closed. */
export function openDryRunLedger(
  binding: LedgerBinding,
  options: LedgerOptions & { sealing: Sealing },
): Ledger {
  const db = openThrowawayLedger(readMigrations(), options.context.now());
  bindLedger(db, binding, options.sealing, options.context);
  return createLedger(db, 'the dry run', options);
}

/** What a ledger holds the record of, without its key, whatever version made it. Undefined: nothing yet. */
export function inspectLedger(
  path: string,
  migrations: readonly Migration[] = readMigrations(),
): LedgerSummary | undefined {
  return explaining(path, () => {
    if (isEmptyFile(path)) return undefined;
    const db = openLedgerForReading(path, migrations, 'older too');
    try {
      const row = readLedgerRow(db);
      return row === undefined ? undefined : summarise(row);
    } finally {
      db.close();
    }
  });
}

function createLedger(
  db: Database.Database,
  path: string,
  options: LedgerOptions,
  release: () => void = () => undefined,
): Ledger {
  const { context } = options;
  const row = readLedgerRow(db);
  if (row === undefined) throw notFilled(path);
  let importer: SqliteImporter | undefined;

  const sealing = (): Sealing => {
    if (options.sealing === undefined) throw new Error('This ledger was opened without a key.');
    return options.sealing;
  };
  const explained = <T>(work: () => T): T => explaining(path, work);

  return {
    binding: summarise(row).binding,
    get importFinished() {
      return explained(() => readLedgerRow(db)?.import_finished_at ?? null) !== null;
    },
    async beginImport() {
      emptyWalAfter(db, 'import');
      explained(() => db.prepare('UPDATE ledger SET import_finished_at = NULL').run());
      return 'yours';
    },
    async importRows(rows) {
      importer ??= createImporter(db, sealing(), context);
      const { add } = importer;
      explained(() => add(rows));
    },
    async finishImport() {
      explained(() => importer?.commit());
      emptyWalAfter(db, 'run');
      explained(() => db.prepare('UPDATE ledger SET import_finished_at = ?').run(context.now()));
    },
    async counts() {
      return explained(() => readCounts(db));
    },
    async migratedSpan() {
      return explained(() => readMigratedSpan(db));
    },
    async openRows(limit) {
      return explained(() => readOpenRows(db, limit));
    },
    async recentRuns(limit) {
      return explained(() => readRuns(db, limit));
    },
    async startRun(start): Promise<LedgerRun> {
      return explained(() => {
        importer?.commit();
        return startSqliteRun(db, sealing(), context, start);
      });
    },
    // There is one at most, and it is the last run.
    runners: async () => [],
    async migratedTokens(afterId, limit, which) {
      const cells = explained(() => readMigratedCells(db, afterId, limit, which));
      return cells.map(({ id, cell, itemId }) => ({
        id,
        accessToken: sealing().open(cell, 'access_token', id),
        itemId,
      }));
    },
    async rowKeysOf(tokenId) {
      return explained(() => readRowKeys(db, tokenId));
    },
    async recordVerified(verifications) {
      const update = db.prepare(
        `UPDATE tokens SET verified_at = ?, item_id = coalesce(item_id, ?) WHERE id = ?`,
      );
      const record = db.transaction(() => {
        for (const { tokenId, itemId } of verifications) update.run(context.now(), itemId, tokenId);
      });
      explained(() => {
        importer?.commit();
        record.immediate();
      });
    },
    async *exportRows(pageSize) {
      try {
        yield* readExportPages(db, sealing(), pageSize);
      } catch (error) {
        throw explainLedgerError(error, path);
      }
    },
    async close() {
      try {
        // Of an import that was stopped, too, what came stays.
        explained(() => importer?.commit());
      } finally {
        db.close();
        release();
      }
    },
  };
}

/** Turns a second one away. */
export function heldByAnother(path: string): MigrateError {
  return new MigrateError(`The ledger ${path} is held by ${describeHolder(path)}.`, {
    hint: `Wait for it, or stop it there with Ctrl-C. Watch it with: plaid-migrate tokens status --ledger ${shellWord(path)}`,
  });
}

/** The lock says that somebody holds the ledger; who, only the ledger itself can tell. */
function describeHolder(path: string): string {
  try {
    const db = openLedgerForReading(path, readMigrations());
    const holder = currentHolder(db);
    db.close();
    if (holder === undefined) return 'another run that is importing';
    return `process ${String(holder.pid)} on ${holder.host}, running since ${holder.startedAt}, last sign of life ${holder.heartbeatAt}`;
  } catch {
    return 'another run that is just starting';
  }
}

function closingOnError<T>(db: Database.Database, work: () => T): T {
  try {
    return work();
  } catch (error) {
    db.close();
    throw error;
  }
}

/** What to say of a ledger that nothing was put into. */
export function notFilled(path: string): MigrateError {
  return new MigrateError(`The ledger ${path} is empty: nothing was imported into it.`, {
    hint: 'Fill it with: plaid-migrate tokens --from SOURCE',
  });
}
