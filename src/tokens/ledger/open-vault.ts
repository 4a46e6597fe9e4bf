import type { LedgerPlace } from './ledger-place.ts';
import type { RunContext } from './sqlite-run.ts';
import { backUpSqlite, draftSqlite, lookIntoSqlite, takeSqlite } from './sqlite-vault.ts';
import type { LedgerVault, OpenVault, VaultDraft } from './vault.ts';

/** Reads a ledger as of one moment; runs may go on meanwhile. */
export async function lookInto<T>(
  place: LedgerPlace,
  context: RunContext,
  work: (vault: LedgerVault) => Promise<T>,
): Promise<T> {
  if (place.kind === 'sqlite') return lookIntoSqlite(place.path, work);
  const { lookIntoPostgres } = await import('./postgres-vault.ts');
  return lookIntoPostgres(place, context, work);
}

/**
 * Takes a ledger for a change of the whole: nobody runs on it meanwhile, and what `work` does not
 * commit is undone.
 */
export async function takeLedger<T>(
  place: LedgerPlace,
  context: RunContext,
  work: (vault: OpenVault) => Promise<T>,
): Promise<T> {
  if (place.kind === 'sqlite') return takeSqlite(place.path, context, work);
  const { takePostgres } = await import('./postgres-vault.ts');
  return takePostgres(place, context, work);
}

/** Begins a new ledger where there is none. */
export async function draftLedger(place: LedgerPlace, context: RunContext): Promise<VaultDraft> {
  if (place.kind === 'sqlite') return draftSqlite(place.path, context);
  const { draftPostgres } = await import('./postgres-draft.ts');
  return draftPostgres(place, context);
}

export { backUpSqlite };
