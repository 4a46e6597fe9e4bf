import { existsSync } from 'node:fs';
import type { LedgerSummary } from './ledger-binding.ts';
import type { LedgerPlace } from './ledger-place.ts';
import type { Ledger, LedgerBinding } from './ledger.ts';
import type { Sealing } from './sealing.ts';
import {
  inspectLedger as inspectSqliteLedger,
  openLedger as openSqliteLedger,
  readLedger as readSqliteLedger,
  reopenLedger as reopenSqliteLedger,
  type LedgerOptions,
} from './sqlite-ledger.ts';

// The driver of Postgres is loaded when a ledger is there.

/**
 * Opens the ledger at a place for a migration, or makes it. A new one is bound to `binding`; one
 * that is there must be bound to the same, else the error says what differs.
 */
export async function openLedger(
  place: LedgerPlace,
  binding: LedgerBinding,
  options: LedgerOptions & { sealing: Sealing },
): Promise<Ledger> {
  if (place.kind === 'sqlite') return openSqliteLedger(place.path, binding, options);
  const { openPostgresLedger } = await import('./postgres-ledger.ts');
  return openPostgresLedger(place, binding, options);
}

/** Opens an existing ledger without changing it, for `status` and `export`. */
export async function readLedger(place: LedgerPlace, options: LedgerOptions): Promise<Ledger> {
  if (place.kind === 'sqlite') return readSqliteLedger(place.path, options);
  const { readPostgresLedger } = await import('./postgres-ledger.ts');
  return readPostgresLedger(place, options);
}

/** Opens an existing ledger to write into it without importing, for `verify`. */
export async function reopenLedger(
  place: LedgerPlace,
  options: LedgerOptions & { sealing: Sealing },
): Promise<Ledger> {
  if (place.kind === 'sqlite') return reopenSqliteLedger(place.path, options);
  const { readPostgresLedger } = await import('./postgres-ledger.ts');
  return readPostgresLedger(place, options);
}

/** What the ledger at a place holds the record of, without its key. Undefined: nothing yet. */
export async function inspectLedger(
  place: LedgerPlace,
  options: Pick<LedgerOptions, 'context'>,
): Promise<LedgerSummary | undefined> {
  if (place.kind === 'sqlite') {
    return existsSync(place.path) ? inspectSqliteLedger(place.path) : undefined;
  }
  const { inspectPostgresLedger } = await import('./postgres-ledger.ts');
  return inspectPostgresLedger(place, options);
}

/** The same of a ledger that must be there. */
export async function inspectExistingLedger(
  place: LedgerPlace,
  options: Pick<LedgerOptions, 'context'>,
): Promise<LedgerSummary | undefined> {
  if (place.kind === 'sqlite') return inspectSqliteLedger(place.path);
  const { inspectPostgresLedger, noLedger } = await import('./postgres-ledger.ts');
  const summary = await inspectPostgresLedger(place, options);
  if (summary === undefined) throw noLedger(place);
  return summary;
}
