import { ExitCode } from '../core/exit-codes.ts';
import type { Host } from '../core/host.ts';
import { parseChoice } from '../core/option-values.ts';
import { checkLedger } from '../tokens/check-ledger.ts';
import { inspectExistingLedger } from '../tokens/ledger/open-ledger.ts';
import { describeCheck } from '../ui/describe-ledger.ts';
import { ledgerName, runContext, sealingOf } from './ledger-options.ts';
import { warnOfPassword } from './warn-of-password.ts';

/** What `ledger check` was given. */
export interface LedgerCheckOptions {
  readonly ledger: string;
  readonly format?: string;
}

/** Looks at everything a ledger holds. Changes nothing. */
export async function ledgerCheck(options: LedgerCheckOptions, host: Host): Promise<ExitCode> {
  const format = parseChoice('--format', options.format ?? 'text', ['text', 'json']);
  await warnOfPassword(host, '--ledger', options.ledger);
  const { place } = ledgerName(host, options.ledger);
  const context = runContext(host);
  const existing = await inspectExistingLedger(place, { context });
  const found = await checkLedger(place, sealingOf(host, existing), context);
  await host.stdout.write(
    format === 'json' ? `${JSON.stringify(found, undefined, 2)}\n` : describeCheck(found),
  );
  return found.problems.length === 0 ? ExitCode.done : ExitCode.needsPerson;
}
