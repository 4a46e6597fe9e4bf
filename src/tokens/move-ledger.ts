import { MigrateError } from '../core/errors.ts';
import { copyVault, type CopiedRows } from './ledger/copy-vault.ts';
import { checkInUse, checkKey } from './ledger/ledger-binding.ts';
import type { LedgerPlace } from './ledger/ledger-place.ts';
import { draftLedger, takeLedger } from './ledger/open-vault.ts';
import type { Sealing } from './ledger/sealing.ts';
import type { RunContext } from './ledger/sqlite-run.ts';

/**
 * Moves a ledger to another place. The old one stays whole and is marked before the new one can be
 * opened, so there is never a moment with two to run on. Cut short between the two, the same move
 * may be made again.
 */
export async function moveLedger(
  from: LedgerPlace,
  to: LedgerPlace,
  sealing: Sealing,
  context: RunContext,
): Promise<CopiedRows> {
  if (from.shown === to.shown && schemaOf(from) === schemaOf(to)) {
    throw new MigrateError(`The ledger is at ${to.shown} already.`, {
      hint: 'Give another place with --to.',
    });
  }
  return takeLedger(from, context, async (source) => {
    if (source.head.moved_to !== nameOf(to)) checkInUse(source.head, from.shown);
    checkKey(source.head, sealing, from.shown);
    const draft = await draftLedger(to, context);
    try {
      const copied = await copyVault(source, draft, sealing);
      await source.changeHead({ moved_to: nameOf(to) });
      await source.commit();
      await draft.finish(source.head);
      return copied;
    } catch (error) {
      await draft.discard();
      throw error;
    }
  });
}

/** A place as `--ledger` takes it. */
function nameOf(place: LedgerPlace): string {
  return place.shown;
}

function schemaOf(place: LedgerPlace): string {
  return place.kind === 'postgres' ? place.schema : '';
}
