import { existsSync } from 'node:fs';
import { MigrateError } from '../core/errors.ts';
import { copyVault } from './ledger/copy-vault.ts';
import { checkInUse, checkKey } from './ledger/ledger-binding.ts';
import type { LedgerPlace } from './ledger/ledger-place.ts';
import { backUpSqlite, draftLedger, lookInto, takeLedger } from './ledger/open-vault.ts';
import { keyMatches, type Sealing } from './ledger/sealing.ts';
import type { RunContext } from './ledger/sqlite-run.ts';
import type { TokenCells } from './ledger/vault.ts';

export type RekeyResult =
  | { readonly kind: 'rekeyed'; readonly tokens: number; readonly backup: string }
  /** It was sealed with the new key before. */
  | { readonly kind: 'already' };

/** Seals every token anew, in one transaction, after a copy was made that the old key opens. */
export async function rekeyLedger(
  place: LedgerPlace,
  keys: { readonly old: Sealing; readonly new: Sealing },
  backup: string,
  context: RunContext,
): Promise<RekeyResult> {
  const isDone = await lookInto(place, context, async ({ head }) => {
    checkInUse(head, place.shown);
    if (head.key_check !== null && keyMatches(keys.new, head.key_check)) return true;
    checkKey(head, keys.old, place.shown);
    return false;
  });
  if (isDone) return { kind: 'already' };
  if (existsSync(backup)) {
    throw new MigrateError(
      `The ledger is copied before it is changed, and ${backup} is there already.`,
      { hint: 'Move that file away, then run the same command again.' },
    );
  }
  return takeLedger(place, context, async (vault) => {
    checkKey(vault.head, keys.old, place.shown);
    if (place.kind === 'sqlite') backUpSqlite(place.path, backup);
    else {
      const draft = await draftLedger({ kind: 'sqlite', path: backup, shown: backup }, context);
      await copyVault(vault, draft, keys.old).catch(async (error: unknown) => {
        await draft.discard();
        throw error;
      });
      await draft.finish(vault.head);
    }
    let tokens = 0;
    for await (const page of vault.cells()) {
      await vault.reseal(page.map((cells) => resealed(cells, keys)));
      tokens += page.length;
    }
    await vault.changeHead({ encryption: keys.new.encryption, key_check: keys.new.keyCheck });
    await vault.commit();
    return { kind: 'rekeyed', tokens, backup };
  });
}

function resealed(
  { id, state, fingerprint, legacy, current, late }: TokenCells,
  keys: { readonly old: Sealing; readonly new: Sealing },
): TokenCells {
  const legacyToken = legacy === null ? null : keys.old.open(legacy, 'legacy_access_token', id);
  const token = current === null ? null : keys.old.open(current, 'access_token', id);
  const lateToken = late === null ? null : keys.old.open(late, 'access_token', id);
  // The one that stood in the user's table.
  const listed = legacyToken ?? token;
  if (listed === null || !keys.old.fingerprint(listed).equals(fingerprint)) {
    throw new MigrateError(`Token ${String(id)} of the ledger is not the one it was imported as.`, {
      hint: 'See what else is wrong: plaid-migrate ledger check',
    });
  }
  return {
    id,
    state,
    fingerprint: keys.new.fingerprint(listed),
    legacy: legacyToken === null ? null : keys.new.seal(legacyToken, 'legacy_access_token', id),
    current: token === null ? null : keys.new.seal(token, 'access_token', id),
    late: lateToken === null ? null : keys.new.seal(lateToken, 'access_token', id),
  };
}
