import type { Clock } from '../core/clock.ts';
import { MigrateError } from '../core/errors.ts';
import type { PlaidConnection } from '../plaid/connection.ts';
import type { PlaidEnvironment } from '../plaid/environments.ts';
import { createGetItem } from '../plaid/sdk-client.ts';
import { createUpdateClient } from '../plaid/update-client.ts';
import { defaultBackoff } from './backoff.ts';
import { defaultProbePauses } from './breaker.ts';
import type { Probe } from './fault-points.ts';
import { importTokens } from './import.ts';
import { throwawaySealing } from './ledger/choose-sealing.ts';
import type { Ledger, LedgerRun } from './ledger/ledger.ts';
import { explainLedgerError } from './ledger/ledger-error.ts';
import { inspectLedger, openLedger, readLedger } from './ledger/open-ledger.ts';
import { refuseOtherBinding, type LedgerSummary } from './ledger/ledger-binding.ts';
import type { Sealing } from './ledger/sealing.ts';
import { openDryRunLedger } from './ledger/sqlite-ledger.ts';
import type { RunContext } from './ledger/sqlite-run.ts';
import { planRun, type PlanHandlers, type TokensPlan } from './plan.ts';
import { runTokens, type RunEnd, type RunOptions, type RunTally } from './run.ts';
import { openSource, reopenSource, type SourceIo } from './sources/open-source.ts';
import type { SourceRequest } from './sources/open-source.ts';
import type { TokenSource } from './sources/source.ts';
import { needsPerson, readStatus, type LedgerName, type TokensStatus } from './status.ts';
import { verifyTokens } from './verify.ts';

/** What the user asked `tokens` to do. */
export interface MigrateRequest {
  readonly ledger: LedgerName;
  /** The ledger that is at that path already. */
  readonly existing: LedgerSummary | undefined;
  /** Undefined: go on with what the ledger holds. */
  readonly source: SourceRequest | undefined;
  /** Undefined in a dry run: no token is kept. */
  readonly sealing: Sealing | undefined;
  readonly host: { readonly environment: PlaidEnvironment; readonly apiUrl: string };
  /** Undefined in a dry run: nothing is sent. */
  readonly connection: PlaidConnection | undefined;
  readonly concurrency: number;
  /** Calls a second, `Infinity` for no ceiling. */
  readonly rate: number;
  readonly limit: number;
  readonly retryFailed: boolean;
  /** Rows the closing status lists. */
  readonly listRows: number;
  /** What takes webhooks in the code of `--code`; undefined where nobody asked. */
  readonly handlers?: PlanHandlers | undefined;
}

/** The outside as the migration sees it. */
export interface MigratePorts {
  readonly clock: Clock;
  readonly random: () => number;
  readonly io: SourceIo;
  readonly context: RunContext;
  readonly probe: Probe;
  readonly interrupt: AbortSignal;
  readonly onImport: (rows: number) => void;
  /** Another runner imports, and this one waits for it. */
  readonly onWait: () => void;
  /** Whether to go on with this plan. */
  readonly confirm: (plan: TokensPlan) => Promise<'yes' | 'no' | 'interrupted'>;
  readonly onProgress: (tally: RunTally, plan: TokensPlan) => void;
  readonly onSetback: RunOptions['onSetback'];
}

/** How it ended. */
export type MigrateResult =
  | { kind: 'planned'; plan: TokensPlan }
  | { kind: 'declined'; plan: TokensPlan }
  /** Stopped before anything was sent. */
  | { kind: 'interrupted' }
  | {
      kind: 'ran';
      plan: TokensPlan;
      end: RunEnd;
      tally: RunTally;
      status: TokensStatus;
      needsPerson: boolean;
    };

/** The whole road of `tokens`: source, ledger, plan, run, status. */
export async function migrateTokens(
  asked: MigrateRequest,
  ports: MigratePorts,
): Promise<MigrateResult> {
  const request = { ...asked, existing: await onceImported(asked, ports) };
  if (ports.interrupt.aborted) return { kind: 'interrupted' };
  const source = await openRequestedSource(request, ports.io);
  try {
    const ledger = await openRequestedLedger(request, source, ports.context);
    try {
      if (source !== undefined) {
        const { clock, interrupt, onImport, onWait } = ports;
        await importTokens(source, ledger, clock, interrupt, onImport, onWait);
      }
      if (ports.interrupt.aborted) return { kind: 'interrupted' };
      return await planAndRun(request, ledger, ports);
    } finally {
      await ledger.close();
    }
  } finally {
    await source?.close();
  }
}

async function planAndRun(
  request: MigrateRequest,
  ledger: Ledger,
  ports: MigratePorts,
): Promise<MigrateResult> {
  const plan = planRun(ledger.binding, await ledger.counts(), {
    ...request,
    ledger: request.ledger.path,
  });
  const { connection } = request;
  if (connection === undefined) return { kind: 'planned', plan };
  const answer = plan.tokens.toMigrate > 0 ? await ports.confirm(plan) : 'yes';
  if (answer === 'interrupted') return { kind: 'interrupted' };
  if (answer === 'no') return { kind: 'declined', plan };

  const { retryFailed, rate } = request;
  const run = await ledger.startRun({ retryFailed, rate });
  const { end, tally } = await callPlaid(request, connection, run, plan, ports);
  const othersRun = await run.end(
    end.kind === 'unreachable' ? 'stopped' : end.kind,
    end.kind === 'stopped' || end.kind === 'unreachable' ? end.reason : null,
  );
  // The last one turns off the light.
  if (end.kind === 'finished' && !othersRun) await fillInItemIds(connection, ledger, ports);
  return {
    kind: 'ran',
    plan,
    end,
    tally,
    status: await readStatus(ledger, request.ledger, request.listRows),
    needsPerson: tally.leftOpen > 0 || needsPerson(await ledger.counts()),
  };
}

async function callPlaid(
  request: MigrateRequest,
  connection: PlaidConnection,
  run: LedgerRun,
  plan: TokensPlan,
  ports: MigratePorts,
): Promise<{ end: RunEnd; tally: RunTally }> {
  const client = createUpdateClient(connection, ports.clock.now);
  try {
    return await runTokens({
      ledger: run,
      update: client.update,
      clock: ports.clock,
      random: ports.random,
      concurrency: request.concurrency,
      limit: request.limit,
      backoff: defaultBackoff,
      probePauses: defaultProbePauses,
      interrupt: ports.interrupt,
      probe: ports.probe,
      onProgress: (tally) => ports.onProgress(tally, plan),
      onSetback: ports.onSetback,
    });
  } catch (error) {
    throw explainLedgerError(error, request.ledger.path);
  } finally {
    await client.close();
  }
}

/** An upgrade answer may come without `item_id`; `/item/get` tells it. */
async function fillInItemIds(
  connection: PlaidConnection,
  ledger: Ledger,
  ports: MigratePorts,
): Promise<void> {
  const { migratedWithoutItemId } = await ledger.counts();
  if (migratedWithoutItemId === 0) return;
  const client = await createGetItem(connection, ITEM_CONCURRENCY);
  try {
    await verifyTokens({
      ledger,
      getItem: client.getItem,
      clock: ports.clock,
      rate: ITEM_RATE,
      concurrency: ITEM_CONCURRENCY,
      limit: Infinity,
      which: 'without-item-id',
      interrupt: ports.interrupt,
      onProgress: () => undefined,
    });
  } finally {
    client.close();
  }
}

/** `/item/get` is limited to 5,000 calls a minute and client (plaid.com/docs/errors/rate-limit-exceeded). */
export const ITEM_RATE = 50;
export const ITEM_CONCURRENCY = 16;

/**
 * What a runner without a table finds: it waits for the one that imports, whose table may be out of
 * its reach. One that has a table waits when it is its turn to import.
 */
async function onceImported(
  request: MigrateRequest,
  ports: MigratePorts,
): Promise<LedgerSummary | undefined> {
  let { existing } = request;
  const isOurs = request.source !== undefined || request.connection === undefined;
  if (isOurs || existing?.importer === undefined) return existing;
  ports.onWait();
  while (existing?.importer !== undefined && !ports.interrupt.aborted) {
    await ports.clock.sleep(ASK_AGAIN_MS, ports.interrupt);
    existing = await inspectLedger(request.ledger.place, ports);
  }
  return existing;
}

const ASK_AGAIN_MS = 500;

/** A ledger that is filled needs its source only when the user gives it again. */
async function openRequestedSource(
  request: MigrateRequest,
  io: SourceIo,
): Promise<TokenSource | undefined> {
  const { existing } = request;
  const isDryRun = request.connection === undefined;
  const isFilled = existing?.importFinished === true;
  const ledgerPath = request.ledger.path;
  // A dry run is refused for what the run itself would be.
  if (request.source === undefined) {
    if (existing === undefined) throw nothingToGoOnWith(ledgerPath);
    const { binding } = existing;
    if (isDryRun) refuseOtherBinding(binding, { ...binding, ...request.host }, ledgerPath);
    return isFilled ? undefined : reopenSource(binding.source, io);
  }
  const source = await openSource(request.source, io);
  if (!isDryRun || existing === undefined) return source;
  try {
    const asked = { ...request.host, source: source.spec };
    refuseOtherBinding(existing.binding, asked, ledgerPath);
    if (!isFilled) return source;
  } catch (error) {
    await source.close();
    throw error;
  }
  await source.close();
  return undefined;
}

/** Neither a table to begin with nor a ledger to go on with. */
export function nothingToGoOnWith(ledgerPath: string): MigrateError {
  return new MigrateError(`There is no ledger at ${ledgerPath}, and no --from.`, {
    hint: 'Start one with: plaid-migrate tokens --from SOURCE. To see it all on a made-up table: plaid-migrate demo',
  });
}

async function openRequestedLedger(
  request: MigrateRequest,
  source: TokenSource | undefined,
  context: RunContext,
): Promise<Ledger> {
  const spec = source?.spec ?? request.existing?.binding.source;
  if (spec === undefined) throw new Error('Neither a source nor a ledger.');
  const binding = { ...request.host, source: spec };
  const { sealing } = request;
  const { place } = request.ledger;
  if (sealing !== undefined) return openLedger(place, binding, { sealing, context });
  return source === undefined
    ? readLedger(place, { sealing: undefined, context })
    : openDryRunLedger(binding, { sealing: throwawaySealing(), context });
}
