import { MigrateError } from '../core/errors.ts';
import { ExitCode } from '../core/exit-codes.ts';
import type { Host } from '../core/host.ts';
import { purgeLedger } from '../tokens/purge-ledger.ts';
import { describePurge, describePurgePlan } from '../ui/describe-ledger.ts';
import { confirm, isInteractive, type Answer } from '../ui/prompt.ts';
import { ledgerName, runContext } from './ledger-options.ts';
import { interruptedBy } from './stop-signals.ts';
import { warnOfPassword } from './warn-of-password.ts';

/** What `ledger purge` was given. */
export interface LedgerPurgeOptions {
  readonly ledger: string;
  readonly force?: boolean;
  readonly yes?: boolean;
}

/** Takes every token out of a ledger and keeps its history. */
export async function ledgerPurge(options: LedgerPurgeOptions, host: Host): Promise<ExitCode> {
  if (options.yes !== true && !isInteractive(host)) {
    throw new MigrateError('There is no terminal to confirm the purge on.', {
      hint: 'It cannot be undone. If you mean it, pass --yes.',
    });
  }
  await warnOfPassword(host, '--ledger', options.ledger);
  const name = ledgerName(host, options.ledger);
  const { place } = name;
  const stop = interruptedBy(host, { log: () => undefined });
  let answer: Answer = 'yes';
  try {
    const { plan, isPurged } = await purgeLedger(place, runContext(host), {
      force: options.force === true,
      async confirm(found) {
        await host.stderr.write(describePurgePlan(found, place.shown));
        if (options.yes === true) return true;
        answer = await confirm(host, 'Take every token out of it, for good?', stop.signal);
        return answer === 'yes';
      },
    });
    if (isPurged) {
      await host.stdout.write(describePurge(plan, name));
      return ExitCode.done;
    }
    await host.stderr.write('Nothing was changed.\n');
    return stop.exitCode() ?? ExitCode.stopped;
  } finally {
    stop.forget();
  }
}
