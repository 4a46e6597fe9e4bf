import type { PlaidEnvironment } from '../../plaid/environments.ts';
import type { SourceRow, SourceSpec, UnreadableRow } from '../sources/source.ts';

/** Where a token stands. The order is the one tables show. */
export const tokenStates = [
  'migrated',
  'pending',
  'in_flight',
  'failed',
  'unknown',
  'skipped',
] as const;
export type TokenState = (typeof tokenStates)[number];

/** How a call ended, as `attempts` keeps it. */
export type AttemptOutcome =
  | 'upgraded'
  | 'error'
  | 'gateway'
  | 'not_plaid'
  | 'no_answer'
  | 'not_sent'
  /** The process died between sending and recording. */
  | 'died';

/** What a ledger is bound to when it is made, and stays bound to. */
export interface LedgerBinding {
  readonly environment: PlaidEnvironment;
  readonly apiUrl: string;
  readonly source: SourceSpec;
}

/** A token that was committed as `in_flight` and may now be sent. */
export interface ClaimedToken {
  readonly id: number;
  readonly legacyAccessToken: string;
  /** Earlier sends whose answer never arrived. */
  readonly lostAnswers: number;
}

/** One call as it goes into `attempts`. Never a token. */
export interface Attempt {
  readonly outcome: Exclude<AttemptOutcome, 'died'>;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  readonly latencyMs: number;
  readonly httpStatus: number | null;
  readonly errorType: string | null;
  readonly errorCode: string | null;
  readonly requestId: string | null;
}

/** What becomes of a token after one call. */
export type Settlement = { readonly tokenId: number; readonly attempt: Attempt } & (
  | {
      readonly state: 'migrated';
      readonly accessToken: string;
      readonly itemId: string | null;
    }
  /** Refused by Plaid. */
  | { readonly state: 'failed'; readonly errorCode: string }
  /** Refused after an answer was lost: a person must look. */
  | { readonly state: 'unknown'; readonly errorCode: string }
  /**
   * To be tried again; `lost` when this call may have been carried out, `givenUp` when this run has
   * tried it often enough.
   */
  | { readonly state: 'open'; readonly lost: boolean; readonly givenUp?: boolean }
);

export type RunOutcome = 'finished' | 'stopped' | 'interrupted';

/** Who holds a ledger, for the sentence that refuses a second runner. */
export interface RunHolder {
  readonly host: string;
  readonly pid: number;
  readonly startedAt: string;
  readonly heartbeatAt: string;
}

/** What one exchange with the ledger brought. */
export interface Exchanged {
  readonly claimed: readonly ClaimedToken[];
  /** What is left to claim; `held` by other runners, and may come free when one of them dies. */
  readonly rest: 'more' | 'held' | 'none';
  /** False: this run was silent for so long that its tokens were given to others. */
  readonly holds: boolean;
}

/** What a run tells with a sign of life. */
export interface Beat {
  /** The calls a second it keeps to. */
  readonly rate: number;
  /** Whether it has anything to send. */
  readonly works: boolean;
  /** For how many more milliseconds Plaid wants no calls at all; 0 for none. */
  readonly holdMs: number;
}

/** What a run may do until its next sign of life. */
export interface Allowance {
  /** Its part of the rate, in calls a second. */
  readonly rate: number;
  readonly holdMs: number;
  readonly holds: boolean;
  /** When to beat again, in milliseconds. */
  readonly nextBeatMs: number;
}

/** One run's hold on a ledger. */
export interface LedgerRun {
  readonly id: number;
  /** How much later than another a call of the runners may arrive; the rate is kept all the same. */
  readonly jitterMs?: number;
  /**
   * One durable transaction: records what came back, marks the tokens to send again, and claims up
   * to `claim` further ones. When it returns, everything in it survives a crash.
   */
  exchange(
    settlements: readonly Settlement[],
    resend: readonly number[],
    claim: number,
  ): Promise<Exchanged>;
  /** Tells others that the run is alive, and learns what they leave it. */
  beat(beat: Beat): Promise<Allowance>;
  /**
   * Asked right before calls leave: whether what was claimed and allowed is this run's beyond doubt. A
   * process that was paused, or a ledger that was slow, may have lost it meanwhile. Then beat.
   */
  maySend(): boolean;
  /** Returns whether other runs are under way. */
  end(outcome: RunOutcome, reason: string | null): Promise<boolean>;
}

/** A run under way, for `tokens status`. */
export interface Runner extends RunHolder {
  readonly rowsHeld: number;
  /** False: silent for so long that others may take its rows. */
  readonly isAlive: boolean;
}

/** How many tokens or rows of each kind there are. */
export interface LedgerCounts {
  readonly states: Readonly<Record<TokenState, number>>;
  /** Of `unknown`: those a person must look at, since Plaid refused them after an answer was lost. */
  readonly unknownRefused: number;
  readonly sourceRows: number;
  /** Rows that share their token with another row. */
  readonly duplicateRows: number;
  readonly rejectedRows: Readonly<Record<string, number>>;
  readonly failedByCode: Readonly<Record<string, number>>;
  readonly migratedWithoutItemId: number;
  readonly verified: number;
}

/** From when to when tokens were upgraded; ISO 8601, UTC. */
export interface MigratedSpan {
  readonly since: string;
  readonly until: string;
}

/** A row a person may have to look at. */
export interface OpenRow {
  readonly rowKeys: readonly string[];
  readonly state: 'failed' | 'unknown' | 'rejected';
  readonly reason: string;
}

/** A run as `runs` keeps it. */
export interface RunRecord extends RunHolder {
  readonly id: number;
  readonly endedAt: string | null;
  readonly outcome: RunOutcome | 'running' | 'died';
  readonly reason: string | null;
}

/** A migrated token that `/item/get` is asked about. */
export interface MigratedToken {
  readonly id: number;
  readonly accessToken: string;
  readonly itemId: string | null;
}

/** What verifying found: written back so that the next pass leaves it out. */
export interface Verification {
  readonly tokenId: number;
  /** The Item's id, stored where Plaid's upgrade answer had none. */
  readonly itemId: string;
}

/** One row of `tokens export`: a row of the user's table with both tokens. */
export interface ExportRow {
  readonly rowKey: string;
  readonly legacyAccessToken: string | null;
  readonly accessToken: string | null;
  readonly itemId: string | null;
  readonly state: TokenState;
  readonly errorCode: string | null;
}

/** What a run starts with. */
export interface RunStart {
  readonly retryFailed: boolean;
  /** Calls a second over all runners, `Infinity` for no ceiling. */
  readonly rate: number;
}

/** The record of one migration, in SQLite for one runner or in Postgres for any number. */
export interface Ledger {
  readonly binding: LedgerBinding;
  /** Whether the ledger was known to hold the whole table when it was last looked at. */
  readonly importFinished: boolean;
  /**
   * Takes the import. From here until {@link finishImport} the ledger may lack rows of the table, and
   * says so. `elsewhere`: another runner imports, ask again; `done`: others run on what was imported.
   */
  beginImport(): Promise<'yours' | 'elsewhere' | 'done'>;
  /** Rows already there are left as they are. Durable with {@link finishImport}, and when the ledger is closed. */
  importRows(rows: readonly (SourceRow | UnreadableRow)[]): Promise<void>;
  finishImport(): Promise<void>;
  counts(): Promise<LedgerCounts>;
  /** When the first and the last token were upgraded; undefined while none is. */
  migratedSpan(): Promise<MigratedSpan | undefined>;
  /** Rows that are not migrated and not merely waiting, in a stable order. */
  openRows(limit: number): Promise<OpenRow[]>;
  recentRuns(limit: number): Promise<RunRecord[]>;
  /**
   * Takes the ledger for a run. Tokens a dead run left `in_flight` become `unknown`, to be tried
   * again. With `retryFailed`, failed and refused-unknown tokens are tried again too.
   */
  startRun(options: RunStart): Promise<LedgerRun>;
  /** The runs under way where there may be several, with those that died without a word. */
  runners(): Promise<Runner[]>;
  /** Migrated tokens after `afterId`, in order of id. */
  migratedTokens(afterId: number, limit: number, which: MigratedFilter): Promise<MigratedToken[]>;
  /** The user's own keys of the rows that hold a token. */
  rowKeysOf(tokenId: number): Promise<string[]>;
  recordVerified(verifications: readonly Verification[]): Promise<void>;
  /** Every row of the user's table that has a token, a page at a time. */
  exportRows(pageSize: number): AsyncIterable<readonly ExportRow[]>;
  close(): Promise<void>;
}

export type MigratedFilter = 'all' | 'not-verified' | 'without-item-id';
