import { MigrateError } from '../core/errors.ts';
import { ExitCode } from '../core/exit-codes.ts';
import type { Host } from '../core/host.ts';
import { parseChoice, parseCount, parseRate } from '../core/option-values.ts';
import { readConnection } from '../plaid/connection.ts';
import { createGetItem } from '../plaid/sdk-client.ts';
import { inspectExistingLedger, reopenLedger } from '../tokens/ledger/open-ledger.ts';
import { ITEM_CONCURRENCY, ITEM_RATE } from '../tokens/migrate.ts';
import { verifyTokens, type VerifyResult } from '../tokens/verify.ts';
import { formatCount } from '../ui/numbers.ts';
import { createProgress } from '../ui/progress.ts';
import { createSpeed } from '../ui/speed.ts';
import { escapeControls } from '../ui/table.ts';
import { ledgerName, readText, runContext, sealingOf } from './ledger-options.ts';
import { interruptedBy } from './stop-signals.ts';
import { warnOfPassword } from './warn-of-password.ts';

/** What `tokens verify` was given. */
export interface TokensVerifyOptions {
  readonly ledger: string;
  readonly env?: string;
  readonly apiUrl?: string;
  readonly rate?: string;
  readonly concurrency?: string;
  readonly limit?: string;
  readonly again?: boolean;
  readonly format?: string;
  readonly quiet?: boolean;
}

/** Asks Plaid that each new token works and names the recorded Item. */
export async function tokensVerify(options: TokensVerifyOptions, host: Host): Promise<ExitCode> {
  const format = parseChoice('--format', options.format ?? 'text', ['text', 'json']);
  await warnOfPassword(host, '--ledger', options.ledger);
  const { place, path, flag } = ledgerName(host, options.ledger);
  const rate = parseRate('--rate', options.rate ?? String(ITEM_RATE));
  const concurrency = parseCount('--concurrency', options.concurrency, {
    min: 1,
    max: 1_000,
    default: ITEM_CONCURRENCY,
  });
  const limit = parseCount('--limit', options.limit, { min: 1, max: Infinity, default: Infinity });
  const context = runContext(host);
  const existing = await inspectExistingLedger(place, { context });
  const connection = readConnection(
    { env: options.env, apiUrl: options.apiUrl, bound: existing?.binding },
    host.env,
    readText,
  );
  if (existing !== undefined && existing.binding.environment !== connection.environment) {
    throw new MigrateError(
      `The ledger ${path} holds tokens of ${existing.binding.environment}, not of ${connection.environment}.`,
      { hint: 'Leave --env and PLAID_ENV out, or give the right ledger with --ledger.' },
    );
  }
  const ledger = await reopenLedger(place, { sealing: sealingOf(host, existing), context });
  const progress = await createProgress(host, { quiet: options.quiet });
  const stop = interruptedBy(host, progress);
  const client = await createGetItem(connection, concurrency);
  const speed = createSpeed();
  try {
    const { states, verified } = await ledger.counts();
    const total = Math.min(limit, states.migrated - (options.again === true ? 0 : verified));
    const result = await verifyTokens({
      ledger,
      getItem: client.getItem,
      clock: host.clock,
      rate,
      concurrency,
      limit,
      which: options.again === true ? 'all' : 'not-verified',
      interrupt: stop.signal,
      onProgress: (done, failed) => {
        const perSecond = speed(host.clock.monotonic(), done);
        const etaSeconds = perSecond > 0 ? (total - done) / perSecond : undefined;
        progress.update({ done, total, perSecond, failed, etaSeconds });
      },
    });
    progress.stop();
    await host.stdout.write(
      format === 'json'
        ? `${JSON.stringify({ schemaVersion: 1, command: 'tokens verify', ...result }, undefined, 2)}\n`
        : total === 0
          ? nothingToVerify(states.migrated, flag)
          : describe(result, total),
    );
    const reason = stop.exitCode() === undefined ? result.stopped : 'as you asked';
    if (reason === undefined && format === 'text' && total > 0 && options.quiet !== true) {
      await host.stderr.write(`\nWhat is next: plaid-migrate tokens status${flag}\n`);
    }
    if (reason !== undefined) {
      await host.stderr.write(
        `\nStopped: ${reason}. Go on with: ${resumeCommand(options, flag)}\n`,
      );
    }
    if (stop.exitCode() !== undefined) return stop.exitCode() ?? ExitCode.interrupted;
    if (result.stopped !== undefined) return ExitCode.stopped;
    return result.problems.length > 0 ? ExitCode.needsPerson : ExitCode.done;
  } finally {
    client.close();
    progress.stop();
    stop.forget();
    await ledger.close();
  }
}

function nothingToVerify(migrated: number, ledgerFlag: string): string {
  return migrated === 0
    ? `No token has been upgraded yet. Upgrade them with: plaid-migrate tokens${ledgerFlag}\n`
    : `${migrated === 1 ? 'The one new token' : `Each of the ${formatCount(migrated)} new tokens`} was verified before. To ask once more: plaid-migrate tokens verify${ledgerFlag} --again\n`;
}

/** What was verified is on record, so the same command goes on, but for `--again` and `--limit`. */
function resumeCommand({ rate }: TokensVerifyOptions, ledgerFlag: string): string {
  return `plaid-migrate tokens verify${ledgerFlag}${rate === undefined ? '' : ` --rate ${rate}`}`;
}

function describe(result: VerifyResult, total: number): string {
  const { asked, verified, problems } = result;
  const what = total === 1 ? 'new token works and names' : 'new tokens work and name';
  return [
    `${formatCount(verified)} of ${formatCount(total)} ${what} the recorded Item.\n`,
    ...problems.map(
      ({ rowKeys, problem }) =>
        `  ${escapeControls(rowKeys.join(', '))}: ${escapeControls(problem)}\n`,
    ),
    asked < total ? `${formatCount(total - asked)} were not asked about.\n` : '',
  ].join('');
}
