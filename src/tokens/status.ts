import { adviceFor } from '../plaid/error-classes.ts';
import type { Ledger, LedgerCounts, OpenRow, RunRecord, TokenState } from './ledger/ledger.ts';
import { rejectedNeedingPerson } from './plan.ts';
import { describeSource } from './sources/source.ts';

/** Where every token stands. The document of `tokens status --format json`. */
export interface TokensStatus {
  readonly schemaVersion: 1;
  readonly ledger: string;
  readonly environment: string;
  readonly host: string;
  readonly source: string;
  readonly importFinished: boolean;
  readonly tokens: Readonly<Record<TokenState | 'total', number>>;
  /** Of `unknown`: refused after an answer was lost, waiting for a person. */
  readonly waitingForPerson: number;
  readonly verified: number;
  readonly rows: {
    readonly total: number;
    readonly duplicates: number;
    readonly rejected: Readonly<Record<string, number>>;
  };
  readonly refusals: readonly { errorCode: string; tokens: number; advice: string }[];
  /** Rows to look at; `openRowsLeftOut` counts those the limit cut off. */
  readonly openRows: readonly OpenRow[];
  readonly openRowsLeftOut: number;
  readonly runs: readonly RunRecord[];
  /** What to do next, as sentences with the command in them. */
  readonly next: readonly string[];
}

const RECENT_RUNS = 5;

/** Reads where everything stands. `rowLimit` bounds the rows that are listed. */
export async function readStatus(
  ledger: Ledger,
  path: string,
  rowLimit: number,
): Promise<TokensStatus> {
  const counts = await ledger.counts();
  const { environment, apiUrl, source } = ledger.binding;
  const openRows = await ledger.openRows(rowLimit);
  const total = Object.values(counts.states).reduce((sum, count) => sum + count, 0);
  const rejected = Object.values(counts.rejectedRows).reduce((sum, count) => sum + count, 0);
  const runs = await ledger.recentRuns(RECENT_RUNS);
  return {
    schemaVersion: 1,
    ledger: path,
    environment,
    host: apiUrl,
    source: describeSource(source),
    importFinished: ledger.importFinished,
    tokens: { total, ...counts.states },
    waitingForPerson: counts.unknownRefused,
    verified: counts.verified,
    rows: {
      total: counts.sourceRows,
      duplicates: counts.duplicateRows,
      rejected: counts.rejectedRows,
    },
    refusals: Object.entries(counts.failedByCode).map(([errorCode, tokens]) => ({
      errorCode,
      tokens,
      advice: adviceFor(errorCode),
    })),
    openRows,
    openRowsLeftOut: counts.states.failed + counts.states.unknown + rejected - openRows.length,
    runs,
    next: nextSteps(counts, ledger.importFinished, runs[0]?.outcome === 'running'),
  };
}

/** Whether a person is needed before this migration is done. */
export function needsPerson(counts: LedgerCounts): boolean {
  return (
    counts.states.failed > 0 ||
    counts.states.unknown > 0 ||
    rejectedNeedingPerson(counts.rejectedRows) > 0
  );
}

/** What to do next, most urgent first. */
export function nextSteps(
  counts: LedgerCounts,
  importFinished: boolean,
  running: boolean,
): string[] {
  const { states } = counts;
  const steps: string[] = [];
  const open = states.pending + states.in_flight + states.unknown - counts.unknownRefused;
  if (!importFinished) steps.push('The import was cut short. Finish it: plaid-migrate tokens');
  if (running && open > 0) {
    steps.push('A run is under way, or died. If it died, go on: plaid-migrate tokens');
  } else if (open > 0 && importFinished) {
    steps.push('Go on with the tokens that are left: plaid-migrate tokens');
  }
  if (counts.unknownRefused > 0) {
    steps.push(
      'Refused after a lost answer: give Plaid support the request ids of table attempts, or let those users link again. To ask Plaid once more: plaid-migrate tokens --retry-failed',
    );
  }
  if (states.failed > 0) {
    steps.push(
      states.migrated === 0 && states.failed > 1
        ? 'Every token was refused: is the environment right? Then: plaid-migrate tokens --retry-failed'
        : 'Look at the refused tokens. To ask Plaid once more: plaid-migrate tokens --retry-failed',
    );
  }
  if (rejectedNeedingPerson(counts.rejectedRows) > 0) {
    steps.push('Look at the rows that were not taken; they hold no legacy access token.');
  }
  if (open === 0 && states.migrated > counts.verified) {
    steps.push('Prove that the new tokens work: plaid-migrate tokens verify');
  }
  if (open === 0 && states.migrated > 0) {
    steps.push('Take the new tokens home: plaid-migrate tokens export --output tokens-new.csv');
  }
  return steps;
}
