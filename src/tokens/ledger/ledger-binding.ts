import type { Database } from 'better-sqlite3';
import { MigrateError } from '../../core/errors.ts';
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
}

/** Table `ledger`. */
export interface LedgerRow {
  environment: string;
  api_url: string;
  encryption: Sealing['encryption'];
  key_check: string | null;
  source: string;
  import_finished_at: string | null;
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
  };
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
  const bound = summarise(row).binding;
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
