import { rejectionReasons } from '../plaid/token-classes.ts';
import type { LedgerBinding, LedgerCounts } from './ledger/ledger.ts';
import { describeSource } from './sources/source.ts';

/** What a run would do, before anything is sent. */
export interface TokensPlan {
  readonly environment: string;
  readonly host: string;
  readonly ledger: string;
  readonly source: string;
  /** Calls a second, `null` for no ceiling. */
  readonly rate: number | null;
  readonly concurrency: number;
  readonly rows: {
    readonly total: number;
    readonly duplicates: number;
    readonly rejected: Readonly<Record<string, number>>;
  };
  readonly tokens: {
    /** Still to be called in this run. */
    readonly toMigrate: number;
    readonly migrated: number;
    /** Already of the current form. */
    readonly skipped: number;
    readonly failed: number;
    /** Refused after an answer was lost. */
    readonly waitingForPerson: number;
  };
  /** Seconds at the rate's ceiling; `null` without one. */
  readonly etaSeconds: number | null;
  /** What takes webhooks in the code of `--code`; absent without it. */
  readonly handlers?: PlanHandlers;
}

/** The webhook handlers in the user's code, which have to know the new format before a token is upgraded. */
export interface PlanHandlers {
  readonly total: number;
  /** Those that know the legacy format alone, as `path:line`. */
  readonly legacy: readonly string[];
}

/** Draws up a plan from what the ledger holds. */
export function planRun(
  binding: LedgerBinding,
  counts: LedgerCounts,
  run: {
    readonly ledger: string;
    readonly rate: number;
    readonly concurrency: number;
    readonly limit: number;
    readonly retryFailed: boolean;
    readonly handlers?: PlanHandlers | undefined;
  },
): TokensPlan {
  const { states } = counts;
  const open = states.pending + states.in_flight + states.unknown - counts.unknownRefused;
  const retried = run.retryFailed ? states.failed + counts.unknownRefused : 0;
  const toMigrate = Math.min(open + retried, run.limit);
  const hasCeiling = Number.isFinite(run.rate);
  return {
    environment: binding.environment,
    host: binding.apiUrl,
    ledger: run.ledger,
    source: describeSource(binding.source),
    rate: hasCeiling ? run.rate : null,
    concurrency: run.concurrency,
    rows: {
      total: counts.sourceRows,
      duplicates: counts.duplicateRows,
      rejected: counts.rejectedRows,
    },
    tokens: {
      toMigrate,
      migrated: states.migrated,
      skipped: states.skipped,
      failed: states.failed,
      waitingForPerson: counts.unknownRefused,
    },
    etaSeconds: hasCeiling ? toMigrate / run.rate : null,
    ...(run.handlers === undefined ? {} : { handlers: run.handlers }),
  };
}

/** Rows not taken that a person should look at: all but the empty ones, which tables simply have. */
export function rejectedNeedingPerson(rejected: Readonly<Record<string, number>>): number {
  return Object.entries(rejected).reduce(
    (sum, [reason, count]) => (reason === rejectionReasons.empty ? sum : sum + count),
    0,
  );
}
