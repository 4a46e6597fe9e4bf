import { MigrateError } from '../core/errors.ts';
import { ExitCode } from '../core/exit-codes.ts';
import type { Host } from '../core/host.ts';
import { inspectExistingLedger } from '../tokens/ledger/open-ledger.ts';
import { moveLedger } from '../tokens/move-ledger.ts';
import { describeMove } from '../ui/describe-ledger.ts';
import { ledgerName, runContext, sealingOf } from './ledger-options.ts';
import { warnOfPassword } from './warn-of-password.ts';

/** What `ledger move` was given. */
export interface LedgerMoveOptions {
  readonly ledger: string;
  readonly to?: string;
}

/** Moves a ledger between SQLite and Postgres, or from one file or database to another. */
export async function ledgerMove(options: LedgerMoveOptions, host: Host): Promise<ExitCode> {
  if (options.to === undefined) {
    throw new MigrateError('--to is missing: it says where the ledger goes.', {
      hint: 'Give the path of a new file, or postgres://user@host/database.',
    });
  }
  await warnOfPassword(host, '--ledger', options.ledger);
  await warnOfPassword(host, '--to', options.to);
  const from = ledgerName(host, options.ledger);
  const to = ledgerName(host, options.to, '--to');
  const context = runContext(host);
  const existing = await inspectExistingLedger(from.place, { context });
  const copied = await moveLedger(from.place, to.place, sealingOf(host, existing), context);
  await host.stdout.write(describeMove(copied, from, to));
  return ExitCode.done;
}
