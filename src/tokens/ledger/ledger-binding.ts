import type { Database } from 'better-sqlite3';
import { MigrateError } from '../../core/errors.ts';
import { shellWord } from '../../core/shell-word.ts';
import { parseEnvironment } from '../../plaid/environments.ts';
import { describeSource } from '../sources/source.ts';
import { readStoredSource, storeSource } from '../sources/stored-source.ts';
import type { LedgerBinding } from './ledger.ts';
import { keyMatches, type Sealing } from './sealing.ts';

/** What can be known of a ledger without its key. */
export interface LedgerSummary {
  readonly binding: LedgerBinding;
  readonly encryption: Sealing['encryption'];
  readonly importFinished: boolean;
  /** Who imports right now, on a ledger that several share. */
  readonly importer: { readonly host: string; readonly pid: number } | undefined;
  /** Where it lives now, without a password; null: here. */
  readonly movedTo: string | null;
  /** When its tokens were taken out; null: they are there. */
  readonly purgedAt: string | null;
}

/** Table `ledger`. */
export interface LedgerRow {
  environment: string;
  api_url: string;
  encryption: Sealing['encryption'];
  key_check: string | null;
  source: string;
  import_finished_at: string | null;
  /** Who imports right now; only where several share a ledger. */
  importer_host?: string | null;
  importer_pid?: number | null;
  /** The end of its life. A ledger of an older version has none of these. */
  moved_to?: string | null;
  moved_at?: string | null;
  purged_at?: string | null;
}

/** Binds a new ledger, once and for all. */
export function bindLedger(
  db: Database,
  binding: LedgerBinding,
  sealing: Sealing,
  context: { readonly now: () => string; readonly toolVersion: string },
): void {
  db.prepare(
    `INSERT INTO ledger (id, created_at, created_by, environment, api_url, encryption, key_check, source)
     VALUES (1, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    context.now(),
    context.toolVersion,
    binding.environment,
    binding.apiUrl,
    sealing.encryption,
    sealing.keyCheck,
    storeSource(binding.source),
  );
}

/** The row of table `ledger`; undefined when the ledger was never bound. */
export function readLedgerRow(db: Database): LedgerRow | undefined {
  return db.prepare<[], LedgerRow>('SELECT * FROM ledger').get();
}

/** The row as what it means. */
export function summarise(row: LedgerRow): LedgerSummary {
  return {
    binding: {
      environment: parseEnvironment(row.environment),
      apiUrl: row.api_url,
      source: readStoredSource(row.source),
    },
    encryption: row.encryption,
    importFinished: row.import_finished_at !== null,
    importer:
      typeof row.importer_host === 'string' && typeof row.importer_pid === 'number'
        ? { host: row.importer_host, pid: row.importer_pid }
        : undefined,
    movedTo: row.moved_to ?? null,
    purgedAt: row.purged_at ?? null,
  };
}

/** Refuses a ledger that lives elsewhere now, or holds no tokens any more. */
export function checkInUse(row: LedgerRow, path: string): void {
  if (typeof row.moved_to === 'string') {
    throw new MigrateError(
      `The ledger ${path} was moved to ${row.moved_to} (${row.moved_at ?? ''}).`,
      {
        hint: `Go on there: --ledger ${shellWord(row.moved_to)}`,
      },
    );
  }
  if (typeof row.purged_at === 'string') {
    throw new MigrateError(`The ledger ${path} was purged of its tokens (${row.purged_at}).`, {
      hint: 'Only its history is left: plaid-migrate tokens status.',
    });
  }
}

/** Refuses a key the ledger was not made with, before anything is read with it. */
export function checkKey(row: LedgerRow, sealing: Sealing, path: string): void {
  if (row.encryption === 'none' && sealing.encryption !== 'none') {
    throw new MigrateError(`The ledger ${path} is not encrypted, and PLAID_MIGRATE_KEY is set.`, {
      hint: 'Pass --plaintext to go on with it as it is.',
    });
  }
  if (row.encryption !== 'none' && sealing.encryption === 'none') {
    throw new MigrateError(`The ledger ${path} is encrypted.`, {
      hint: 'Set PLAID_MIGRATE_KEY to the key it was made with, and leave --plaintext out.',
    });
  }
  if (row.key_check !== null && !keyMatches(sealing, row.key_check)) {
    throw new MigrateError(`PLAID_MIGRATE_KEY is not the key of the ledger ${path}.`, {
      hint: 'Set it to the key the ledger was made with. Nothing was read or sent.',
    });
  }
}

/** Refuses to go on with another environment, host or source than the ledger's; says what differs. */
export function checkBinding(row: LedgerRow, asked: LedgerBinding, path: string): void {
  refuseOtherBinding(summarise(row).binding, asked, path);
}

/** The same, of a ledger that is only looked into. */
export function refuseOtherBinding(bound: LedgerBinding, asked: LedgerBinding, path: string): void {
  const differences = [
    ['environment', bound.environment, asked.environment],
    ['host', bound.apiUrl, asked.apiUrl],
    ['source', describeSource(bound.source), describeSource(asked.source)],
  ].filter(([, ours, theirs]) => ours !== theirs);
  if (differences.length === 0) return;
  const list = differences
    .map(([what, ours, theirs]) => `${what} ${ours}, now ${theirs}`)
    .join('; ');
  throw new MigrateError(`The ledger ${path} belongs to another migration: ${list}.`, {
    hint: 'Go on with what it was made for, or start another ledger with --ledger FILE.',
  });
}
