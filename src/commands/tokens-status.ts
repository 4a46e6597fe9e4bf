import { ExitCode } from '../core/exit-codes.ts';
import type { Host } from '../core/host.ts';
import { parseChoice } from '../core/option-values.ts';
import { inspectExistingLedger, readLedger } from '../tokens/ledger/open-ledger.ts';
import { readStatus } from '../tokens/status.ts';
import { describeStatus } from '../ui/describe-status.ts';
import { ledgerName, runContext } from './ledger-options.ts';
import { warnOfPassword } from './warn-of-password.ts';

/** What `tokens status` was given. */
export interface TokensStatusOptions {
  readonly ledger: string;
  readonly all?: boolean;
  readonly format?: string;
}

const LISTED_ROWS = 10;

/** Shows where every token stands. Needs no key and changes nothing. */
export async function tokensStatus(options: TokensStatusOptions, host: Host): Promise<ExitCode> {
  const format = parseChoice('--format', options.format ?? 'text', ['text', 'json']);
  await warnOfPassword(host, '--ledger', options.ledger);
  const name = ledgerName(host, options.ledger);
  const context = runContext(host);
  const ledger = await readLedger(name.place, { sealing: undefined, context });
  try {
    const limit = options.all === true ? Number.MAX_SAFE_INTEGER : LISTED_ROWS;
    const summary = await inspectExistingLedger(name.place, { context });
    const status = await readStatus(ledger, name, limit, summary);
    await host.stdout.write(
      format === 'json'
        ? `${JSON.stringify(status, undefined, 2)}\n`
        : describeStatus(status, name.flag),
    );
    return ExitCode.done;
  } finally {
    await ledger.close();
  }
}
