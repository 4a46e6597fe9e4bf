import { MigrateError } from '../../core/errors.ts';
import type { Sealing } from './sealing.ts';
import {
  digestOf,
  vaultTableNames,
  type LedgerVault,
  type VaultDraft,
  type VaultTable,
} from './vault.ts';

/** What was copied, in rows of each table. */
export type CopiedRows = Readonly<Record<VaultTable, number>>;

/**
 * Copies a ledger, then reads both again: every row has to be the same in both, and every cell has to
 * open in the copy.
 */
export async function copyVault(
  source: LedgerVault,
  draft: VaultDraft,
  sealing: Sealing,
): Promise<CopiedRows> {
  const copied: Record<VaultTable, number> = { runs: 0, tokens: 0, source_rows: 0, attempts: 0 };
  for (const table of vaultTableNames) {
    for await (const page of source.pages(table)) await draft.add(table, page);
    const before = await digestOf(source, table);
    const after = await digestOf(draft, table);
    if (before.digest !== after.digest) {
      throw new MigrateError(
        `The copy differs in table ${table}: ${String(before.rows)} rows there, ${String(after.rows)} here.`,
        {
          hint: 'Nothing was changed. Try again; should it happen twice, keep both and report it.',
        },
      );
    }
    copied[table] = after.rows;
  }
  for await (const page of draft.cells()) {
    for (const { id, legacy, current } of page) {
      if (legacy !== null) sealing.open(legacy, 'legacy_access_token', id);
      if (current !== null) sealing.open(current, 'access_token', id);
    }
  }
  return copied;
}
