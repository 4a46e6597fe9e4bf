import { MigrateError, unreachable } from '../core/errors.ts';
import { ExitCode } from '../core/exit-codes.ts';
import type { Host } from '../core/host.ts';
import { parseChoice, parseCount, parseRate } from '../core/option-values.ts';
import { shellWord } from '../core/shell-word.ts';
import { readConnection, resolveHost } from '../plaid/connection.ts';
import { noProbe, type Probe } from '../tokens/fault-points.ts';
import { inspectLedger } from '../tokens/ledger/open-ledger.ts';
import type { RunContext } from '../tokens/ledger/sqlite-run.ts';
import {
  migrateTokens,
  nothingToGoOnWith,
  type MigrateRequest,
  type MigrateResult,
} from '../tokens/migrate.ts';
import type { PlanHandlers, TokensPlan } from '../tokens/plan.ts';
import { resultDocument } from '../tokens/result-document.ts';
import { describePlan } from '../ui/describe-plan.ts';
import { describeResult } from '../ui/describe-result.ts';
import { createTokensProgress } from '../ui/tokens-progress.ts';
import { confirm, isInteractive, type Answer } from '../ui/prompt.ts';
import { ledgerName, readText, runContext, sealingFor } from './ledger-options.ts';
import { sourceFlags } from './source-flags.ts';
import { interruptedBy } from './stop-signals.ts';
import { warnOfPassword } from './warn-of-password.ts';

/** What `tokens` was given. */
export interface TokensOptions {
  readonly from?: string;
  readonly table?: string;
  readonly tokenColumn?: string;
  readonly keyColumn?: string;
  readonly where?: string;
  readonly query?: string;
  readonly decryptCommand?: string;
  readonly ledger: string;
  readonly env?: string;
  readonly apiUrl?: string;
  readonly concurrency?: string;
  readonly rate?: string;
  readonly limit?: string;
  readonly retryFailed?: boolean;
  readonly dryRun?: boolean;
  readonly code?: readonly string[];
  readonly yes?: boolean;
  readonly plaintext?: boolean;
  readonly format?: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** Plaid publishes no limit for this route, so the start is careful. */
const DEFAULT_RATE = '5';
const MAX_CONCURRENCY = 1_000;
const DEFAULT_CONCURRENCY_CAP = 128;
const LISTED_ROWS = 10;
const LISTED_ROWS_JSON = 1_000;

/** Migrates every legacy access token of a table; see the help of `tokens`. */
export async function tokens(
  options: TokensOptions,
  host: Host,
  probe: Probe = noProbe,
  leaseMs?: number,
): Promise<ExitCode> {
  const format = parseChoice('--format', options.format ?? 'text', ['text', 'json']);
  await warnOfPassword(host, '--from', options.from);
  await warnOfPassword(host, '--ledger', options.ledger);
  const context = runContext(host, probe, leaseMs);
  const request = await readRequest(options, host, format, context);
  if (options.dryRun !== true && options.yes !== true && !isInteractive(host)) {
    throw new MigrateError('There is no terminal to confirm the plan on.', {
      hint: 'Look at the plan with --dry-run, then pass --yes.',
    });
  }
  const progress = await createTokensProgress(host, options.quiet === true);
  const stop = interruptedBy(host, progress);
  try {
    const result = await migrateTokens(request, {
      clock: host.clock,
      random: host.random,
      io: { cwd: host.cwd, stdin: host.stdin, env: host.env },
      context,
      probe,
      interrupt: stop.signal,
      onImport: progress.imported,
      onWait: () => progress.log('Another runner imports the table: waiting for it.'),
      confirm: (plan) => confirmPlan(plan, options, host, progress, stop.signal),
      onProgress: progress.upgraded,
      onSetback: options.verbose === true ? progress.setback : () => undefined,
    });
    progress.stop();
    const resume = resumeCommand(request, options, result, host.env);
    await report(result, format, { ledgerFlag: request.ledger.flag, resume }, host);
    return exitCodeOf(result, stop.exitCode());
  } finally {
    progress.stop();
    stop.forget();
  }
}

async function readRequest(
  options: TokensOptions,
  host: Host,
  format: 'text' | 'json',
  context: RunContext,
): Promise<MigrateRequest> {
  const ledger = ledgerName(host, options.ledger);
  const existing = await inspectLedger(ledger.place, { context });
  const source = readSource(options);
  if (existing === undefined && source === undefined) throw nothingToGoOnWith(ledger.path);
  const rate = parseRate('--rate', options.rate ?? DEFAULT_RATE);
  const where = { env: options.env, apiUrl: options.apiUrl, bound: existing?.binding };
  const isDryRun = options.dryRun === true;
  const handlers = await handlersIn(options.code ?? [], host);
  return {
    ledger,
    existing,
    source,
    host: resolveHost(where, host.env, readText),
    connection: isDryRun ? undefined : readConnection(where, host.env, readText),
    sealing: isDryRun
      ? undefined
      : sealingFor(host, options.plaintext === true, existing?.encryption),
    rate,
    concurrency: parseCount('--concurrency', options.concurrency, {
      min: 1,
      max: MAX_CONCURRENCY,
      default: Math.min(DEFAULT_CONCURRENCY_CAP, Math.max(1, Math.ceil(rate))),
    }),
    limit: parseCount('--limit', options.limit, { min: 1, max: Infinity, default: Infinity }),
    retryFailed: options.retryFailed === true,
    listRows: format === 'json' ? LISTED_ROWS_JSON : LISTED_ROWS,
    ...(handlers === undefined ? {} : { handlers }),
  };
}

/** Which handlers in the code are ready, said before anything is sent. The code is read when asked for. */
async function handlersIn(paths: readonly string[], host: Host): Promise<PlanHandlers | undefined> {
  if (paths.length === 0) return undefined;
  const { readHandlers } = await import('../report/read-handlers.ts');
  return readHandlers({ cwd: host.cwd, paths });
}

function readSource(options: TokensOptions): MigrateRequest['source'] {
  const { from, table, query, tokenColumn, keyColumn, where, decryptCommand } = options;
  if (from !== undefined) {
    return {
      from,
      ...(table === undefined ? {} : { table }),
      ...(query === undefined ? {} : { query }),
      ...(tokenColumn === undefined ? {} : { tokenColumn }),
      ...(keyColumn === undefined ? {} : { keyColumn }),
      ...(where === undefined ? {} : { where }),
      ...(decryptCommand === undefined ? {} : { decryptCommand }),
    };
  }
  const alone = Object.entries({
    '--table': table,
    '--query': query,
    '--token-column': tokenColumn,
    '--key-column': keyColumn,
    '--where': where,
    '--decrypt-command': decryptCommand,
  }).find(([, value]) => value !== undefined);
  if (alone === undefined) return undefined;
  throw new MigrateError(`${alone[0]} needs --from: without it, nothing is read.`, {
    hint: 'Add --from SOURCE, or leave it out to go on with the ledger.',
  });
}

async function confirmPlan(
  plan: TokensPlan,
  options: TokensOptions,
  host: Host,
  progress: { stop: () => void },
  interrupt: AbortSignal,
): Promise<Answer> {
  progress.stop();
  if (options.quiet !== true) {
    await host.stderr.write(`${describePlan(plan)}\n`);
  }
  return options.yes === true ? 'yes' : confirm(host, 'Upgrade these tokens now?', interrupt);
}

async function report(
  result: MigrateResult,
  format: 'text' | 'json',
  commands: { readonly ledgerFlag: string; readonly resume: string },
  host: Host,
): Promise<void> {
  if (format === 'json') {
    await host.stdout.write(`${JSON.stringify(resultDocument(result), undefined, 2)}\n`);
    return;
  }
  const { out, err } = describeResult(result, commands);
  await host.stdout.write(out);
  await host.stderr.write(err);
}

/**
 * The command that goes on where this one stops; the ledger remembers the rest. A pilot stays one:
 * with what is left of its limit.
 */
function resumeCommand(
  request: MigrateRequest,
  options: TokensOptions,
  result: MigrateResult,
  env: Host['env'],
): string {
  const { rate, concurrency } = options;
  const taken =
    result.kind === 'ran' ? result.tally.migrated + result.tally.failed + result.tally.unknown : 0;
  // Standard input is not there twice: what was read of it must be piped in again. And no ledger
  // keeps the command that decrypts.
  const again =
    result.kind === 'interrupted' && (options.from === '-' || options.decryptCommand !== undefined);
  return [
    'plaid-migrate tokens',
    ...(again ? [sourceFlags(options, env)] : []),
    request.ledger.flag,
    ...(options.plaintext === true ? [' --plaintext'] : []),
    ...(rate === undefined ? [] : [` --rate ${rate}`]),
    ...(concurrency === undefined ? [] : [` --concurrency ${concurrency}`]),
    ...(options.code ?? []).map((path) => ` --code ${shellWord(path)}`),
    ...(request.limit === Infinity
      ? []
      : [` --limit ${String(Math.max(1, request.limit - taken))}`]),
    ...(options.yes === true ? [' --yes'] : []),
  ].join('');
}

function exitCodeOf(result: MigrateResult, signalled: ExitCode | undefined): ExitCode {
  switch (result.kind) {
    case 'planned':
      return ExitCode.done;
    // What a script does after the migration must not follow a no.
    case 'declined':
      return ExitCode.stopped;
    case 'interrupted':
      return signalled ?? ExitCode.interrupted;
    case 'ran':
      switch (result.end.kind) {
        case 'finished':
          return result.needsPerson ? ExitCode.needsPerson : ExitCode.done;
        case 'interrupted':
          return signalled ?? ExitCode.interrupted;
        case 'stopped':
          return ExitCode.stopped;
        case 'unreachable':
          return ExitCode.usage;
        default:
          return unreachable(result.end);
      }
    default:
      return unreachable(result);
  }
}
