import { MigrateError } from '../core/errors.ts';
import { checkInUse } from './ledger/ledger-binding.ts';
import type { LedgerPlace } from './ledger/ledger-place.ts';
import { takeLedger } from './ledger/open-vault.ts';
import type { RunContext } from './ledger/sqlite-run.ts';
import type { LedgerVault } from './ledger/vault.ts';

/** What a purge takes away, for the question before it. */
export interface PurgePlan {
  readonly migrated: number;
  readonly verified: number;
  readonly failed: number;
  /** Not upgraded yet, or sent without an answer: the purge takes the only hold on them. */
  readonly open: number;
}

/**
 * Takes every token out of a ledger and keeps its history: which rows there were, what became of
 * them, every call. Returns the plan, and whether it was carried out.
 */
export async function purgeLedger(
  place: LedgerPlace,
  context: RunContext,
  options: { readonly force: boolean; readonly confirm: (plan: PurgePlan) => Promise<boolean> },
): Promise<{ readonly plan: PurgePlan; readonly isPurged: boolean }> {
  return takeLedger(place, context, async (vault) => {
    // One that was moved may be purged: the tokens are elsewhere.
    const isMoved = typeof vault.head.moved_to === 'string';
    if (!isMoved) checkInUse(vault.head, place.shown);
    const plan = await planOf(vault);
    if (plan.open > 0 && !options.force && !isMoved) {
      throw new MigrateError(
        `${String(plan.open)} tokens of the ledger ${place.shown} are not upgraded yet.`,
        {
          hint: 'Finish the migration first: plaid-migrate tokens. To give these tokens up, pass --force.',
        },
      );
    }
    if (!(await options.confirm(plan))) return { plan, isPurged: false };
    await vault.purge();
    await vault.commit();
    return { plan, isPurged: true };
  });
}

async function planOf(vault: LedgerVault): Promise<PurgePlan> {
  const tokens = (condition: string): Promise<number> =>
    vault.count(`SELECT count(*) FROM tokens WHERE ${condition}`);
  return {
    migrated: await tokens(`state = 'migrated'`),
    verified: await tokens('verified_at IS NOT NULL'),
    failed: await tokens(`state = 'failed'`),
    open: await tokens(`state IN ('pending', 'in_flight', 'unknown')`),
  };
}
