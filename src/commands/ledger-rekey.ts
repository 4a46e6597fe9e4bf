import { MigrateError } from '../core/errors.ts';
import { ExitCode } from '../core/exit-codes.ts';
import type { Host } from '../core/host.ts';
import { readSecret } from '../core/settings.ts';
import { inspectExistingLedger } from '../tokens/ledger/open-ledger.ts';
import { createSealing, parseLedgerKey } from '../tokens/ledger/sealing.ts';
import { rekeyLedger } from '../tokens/rekey-ledger.ts';
import { describeRekey } from '../ui/describe-ledger.ts';
import { ledgerName, pathFrom, readText, runContext, sealingOf } from './ledger-options.ts';
import { warnOfPassword } from './warn-of-password.ts';

/** What `ledger rekey` was given. */
export interface LedgerRekeyOptions {
  readonly ledger: string;
}

const NEW_KEY = 'PLAID_MIGRATE_NEW_KEY';
/** In the folder where the command is typed; beside the ledger where that is a file. */
const BACKUP = 'plaid-migrate.before-rekey.db';

/** Seals a ledger with another key. One in clear is sealed for the first time. */
export async function ledgerRekey(options: LedgerRekeyOptions, host: Host): Promise<ExitCode> {
  const secret = readSecret(host.env, NEW_KEY, readText);
  if (secret === undefined) {
    throw new MigrateError(`There is no new key: ${NEW_KEY} is not set.`, {
      hint: `Make one: plaid-migrate keygen --output new.key && export ${NEW_KEY}_FILE=$PWD/new.key`,
    });
  }
  await warnOfPassword(host, '--ledger', options.ledger);
  const { place } = ledgerName(host, options.ledger);
  const context = runContext(host);
  const existing = await inspectExistingLedger(place, { context });
  const backup =
    place.kind === 'sqlite' ? `${place.path}.before-rekey.backup` : pathFrom(host, BACKUP);
  const keys = {
    old: sealingOf(host, existing),
    new: createSealing(parseLedgerKey(secret, NEW_KEY)),
  };
  await host.stdout.write(describeRekey(await rekeyLedger(place, keys, backup, context)));
  return ExitCode.done;
}
