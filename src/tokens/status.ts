import { shellWord } from '../core/shell-word.ts';
import { adviceFor } from '../plaid/error-classes.ts';
import type { LedgerSummary } from './ledger/ledger-binding.ts';
import type { LedgerPlace } from './ledger/ledger-place.ts';
import type {
  Ledger,
  LedgerCounts,
  OpenRow,
  Runner,
  RunRecord,
  TokenState,
} from './ledger/ledger.ts';
import { rejectedNeedingPerson } from './plan.ts';
import { describeSource, type SourceSpec } from './sources/source.ts';
import { takeHome } from './take-home.ts';

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
  /** The runs under way on a ledger that several share. */
  readonly runners: readonly Runner[];
  /** Where the ledger lives now; null: here. */
  readonly movedTo: string | null;
  /** When its tokens were taken out; null: they are there. */
  readonly purgedAt: string | null;
  /** What to do next, as sentences with the command in them. */
  readonly next: readonly string[];
}

const RECENT_RUNS = 5;

/** How to name a ledger: where it is, its absolute path or URL, and the flag for commands typed here. */
export interface LedgerName {
  readonly place: LedgerPlace;
  readonly path: string;
  /** ` --ledger x`; empty for the default ledger. */
  readonly flag: string;
}

const IN_USE = { movedTo: null, purgedAt: null };

/**
 * Reads where everything stands. `rowLimit` bounds the rows that are listed; the last argument says
 * what became of a ledger that is no longer in use.
 */
export async function readStatus(
  ledger: Ledger,
  { path, flag }: Pick<LedgerName, 'path' | 'flag'>,
  rowLimit: number,
  { movedTo, purgedAt }: Pick<LedgerSummary, 'movedTo' | 'purgedAt'> = IN_USE,
): Promise<TokensStatus> {
  const counts = await ledger.counts();
  const { environment, apiUrl, source } = ledger.binding;
  const openRows = await ledger.openRows(rowLimit);
  const total = Object.values(counts.states).reduce((sum, count) => sum + count, 0);
  const rejected = Object.values(counts.rejectedRows).reduce((sum, count) => sum + count, 0);
  const runs = await ledger.recentRuns(RECENT_RUNS);
  const runners = await ledger.runners();
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
    runners,
    movedTo,
    purgedAt,
    next:
      movedTo === null && purgedAt === null
        ? nextSteps(counts, flag, ledger.importFinished, isRunning(runs, runners), source)
        : afterItsEnd(movedTo),
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

/** Of a run on a file, only its lock knows whether it lives. */
function isRunning(
  runs: readonly RunRecord[],
  runners: readonly Runner[],
): 'no' | 'perhaps' | 'together' {
  if (runners.some(({ isAlive }) => isAlive)) return 'together';
  return runners.length === 0 && runs[0]?.outcome === 'running' ? 'perhaps' : 'no';
}

/** Every command but those that look refuses such a ledger. */
function afterItsEnd(movedTo: string | null): string[] {
  return movedTo === null
    ? []
    : [`Go on where it is now: plaid-migrate tokens status --ledger ${shellWord(movedTo)}`];
}

/** What to do next, most urgent first. */
function nextSteps(
  counts: LedgerCounts,
  ledgerFlag: string,
  importFinished: boolean,
  running: 'no' | 'perhaps' | 'together',
  source: SourceSpec,
): string[] {
  const { states } = counts;
  const open = states.pending + states.in_flight + states.unknown - counts.unknownRefused;
  const goOn = `plaid-migrate tokens${ledgerFlag}`;
  const retry = `To ask Plaid once more: ${goOn} --retry-failed`;
  const allRefused = states.failed > 1 && states.migrated === 0;
  const steps: [boolean, string][] = [
    [!importFinished, `The import was cut short. Finish it: ${goOn}`],
    [
      importFinished && running === 'perhaps' && open > 0,
      `A run is under way, or died. If it died, go on: ${goOn}`,
    ],
    [
      importFinished && running === 'together' && open > 0,
      `Runners are at work. Any number may join them, on any machine: ${goOn}`,
    ],
    [
      importFinished &&
        running === 'no' &&
        open > 0 &&
        states.migrated > 0 &&
        counts.verified === 0,
      `Before the rest, prove that the first new tokens work: plaid-migrate tokens verify${ledgerFlag}`,
    ],
    [
      importFinished && running === 'no' && open > 0,
      `Go on with the tokens that are left: ${goOn}`,
    ],
    [
      counts.unknownRefused > 0,
      `Refused after a lost answer: give Plaid support the request ids of table attempts, or let those users link again. ${retry}`,
    ],
    [allRefused, `Every token was refused: is the environment right? ${retry}`],
    [states.failed > 0 && !allRefused, `Look at the refused tokens. ${retry}`],
    [
      rejectedNeedingPerson(counts.rejectedRows) > 0,
      'Look at the rows that were not taken; they hold no legacy access token.',
    ],
    [
      open === 0 && states.migrated > counts.verified,
      `Prove that the new tokens work: plaid-migrate tokens verify${ledgerFlag}`,
    ],
    [open === 0 && states.migrated > 0, takeHome(source, ledgerFlag)],
  ];
  return steps.flatMap(([applies, step]) => (applies ? [step] : []));
}
