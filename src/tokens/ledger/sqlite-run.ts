import type { Database } from 'better-sqlite3';
import { unreachable } from '../../core/errors.ts';
import type { Clock } from '../../core/clock.ts';
import type { Probe } from '../fault-points.ts';
import type { ClaimedToken, LedgerRun, RunHolder, RunStart, Settlement } from './ledger.ts';
import type { Sealing } from './sealing.ts';

/** What a run needs to know of the outside. */
export interface RunContext {
  readonly host: string;
  readonly pid: number;
  readonly toolVersion: string;
  /** ISO 8601, UTC. */
  readonly now: () => string;
  /** Called between the statements of a transaction; crash tests end the process here. */
  readonly probe: Probe;
  readonly clock: Clock;
  /** How long a silent runner of a shared ledger keeps its rows, unless told otherwise. */
  readonly leaseMs?: number;
}

const HEARTBEAT_MS = 5_000;

interface TokenCell {
  id: number;
  cell: string;
  lost: number;
}

/** The run that claims to hold the ledger, for the sentence that turns a second one away. */
export function currentHolder(db: Database): RunHolder | undefined {
  return db
    .prepare<[], RunHolder>(
      `SELECT host, pid, started_at AS startedAt, heartbeat_at AS heartbeatAt
       FROM runs WHERE outcome = 'running' ORDER BY id DESC LIMIT 1`,
    )
    .get();
}

/** Settles what dead runs left behind and opens a new run. The caller holds the ledger's lock. */
export function startSqliteRun(
  db: Database,
  sealing: Sealing,
  context: RunContext,
  { retryFailed, rate }: RunStart,
): LedgerRun {
  const runId = db.transaction(() => openRun(db, context, retryFailed)).immediate();
  // A run goes through the table in order, and every commit through the list of what is cached: SQLite's
  // own 2 MB are enough for it.
  db.pragma('cache_size = -2000');
  const statements = prepareStatements(db);
  let cursor = 0;

  const exchange = db.transaction(
    (
      settlements: readonly Settlement[],
      resend: readonly number[],
      claim: number,
    ): ClaimedToken[] => {
      const at = context.now();
      for (const settlement of settlements) {
        settle(statements, sealing, settlement, runId, at);
        context.probe('in-commit');
      }
      for (const id of resend) statements.markInFlight.run(runId, at, id);
      if (claim === 0) return [];
      const claimed = statements.nextOpen.all(cursor, claim);
      for (const token of claimed) statements.markInFlight.run(runId, at, token.id);
      // In here: a cell that does not open must leave no token in_flight that was never sent.
      return claimed.map(({ id, cell, lost }) => ({
        id,
        legacyAccessToken: sealing.open(cell, 'legacy_access_token', id),
        lostAnswers: lost,
      }));
    },
  );

  return {
    id: runId,
    async exchange(settlements, resend, claim) {
      const claimed = exchange.immediate(settlements, resend, claim);
      cursor = claimed.at(-1)?.id ?? cursor;
      return { claimed, rest: claimed.length < claim ? 'none' : 'more', holds: true };
    },
    async beat() {
      statements.beat.run(context.now(), runId);
      return { rate, holdMs: 0, holds: true, nextBeatMs: HEARTBEAT_MS };
    },
    // Nobody else has a hand in it: the lock sees to that.
    maySend: () => true,
    async end(outcome, reason) {
      statements.endRun.run(context.now(), outcome, reason, runId);
      return false;
    },
  };
}

/** What a run that died had sent is unknown, and tried again. The caller holds the ledger's lock. */
export function buryDeadRun(db: Database, at: string): void {
  db.prepare(
    `INSERT INTO attempts (token_id, run_id, outcome)
     SELECT id, run_id, 'died' FROM tokens WHERE state = 'in_flight'`,
  ).run();
  db.prepare(
    `UPDATE tokens SET state = 'unknown', error_code = NULL, lost_answers = lost_answers + 1,
     updated_at = ? WHERE state = 'in_flight'`,
  ).run(at);
  db.prepare(
    `UPDATE runs SET outcome = 'died', ended_at = heartbeat_at WHERE outcome = 'running'`,
  ).run();
}

function openRun(db: Database, context: RunContext, retryFailed: boolean): number {
  const at = context.now();
  buryDeadRun(db, at);
  if (retryFailed) {
    db.prepare(
      `UPDATE tokens SET state = 'pending', error_code = NULL, updated_at = ? WHERE state = 'failed'`,
    ).run(at);
    db.prepare(
      `UPDATE tokens SET error_code = NULL, updated_at = ?
       WHERE state = 'unknown' AND error_code IS NOT NULL`,
    ).run(at);
  }
  const result = db
    .prepare(
      `INSERT INTO runs (started_at, heartbeat_at, host, pid, tool_version, environment, api_url, outcome)
       SELECT ?, ?, ?, ?, ?, environment, api_url, 'running' FROM ledger`,
    )
    .run(at, at, context.host, context.pid, context.toolVersion);
  return Number(result.lastInsertRowid);
}

function prepareStatements(db: Database) {
  return {
    // `LIMIT ?` alone would be compiled anew for every value, which takes longer than the query.
    nextOpen: db.prepare<[number, number], TokenCell>(
      `SELECT id, legacy_access_token AS cell, lost_answers AS lost FROM tokens
       WHERE id > ? AND (state = 'pending' OR state = 'in_flight' OR state = 'unknown')
         AND (state = 'pending' OR (state = 'unknown' AND error_code IS NULL))
       ORDER BY id LIMIT ? + 0`,
    ),
    markInFlight: db.prepare<[number, string, number]>(
      `UPDATE tokens SET state = 'in_flight', run_id = ?, updated_at = ? WHERE id = ?`,
    ),
    // Whatever the row has become meanwhile, an upgraded token is kept; the first one stays.
    migrated: db.prepare(
      `UPDATE tokens SET state = 'migrated', access_token = ?, item_id = ?, request_id = ?,
       error_code = NULL, run_id = ?, updated_at = ? WHERE id = ? AND state <> 'migrated'`,
    ),
    refused: db.prepare(
      `UPDATE tokens SET state = ?, error_code = ?, request_id = ?, run_id = ?, updated_at = ?
       WHERE id = ? AND state = 'in_flight'`,
    ),
    reopen: db.prepare(
      `UPDATE tokens SET lost_answers = lost_answers + ?,
       state = CASE WHEN lost_answers + ? > 0 THEN 'unknown' ELSE 'pending' END, updated_at = ?
       WHERE id = ? AND state = 'in_flight'`,
    ),
    attempt: db.prepare(
      `INSERT INTO attempts (token_id, run_id, sent_at, latency_ms, outcome, http_status, error_type,
       error_code, request_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    beat: db.prepare('UPDATE runs SET heartbeat_at = ? WHERE id = ?'),
    endRun: db.prepare('UPDATE runs SET ended_at = ?, outcome = ?, reason = ? WHERE id = ?'),
  };
}

function settle(
  statements: ReturnType<typeof prepareStatements>,
  sealing: Sealing,
  settlement: Settlement,
  runId: number,
  at: string,
): void {
  const { tokenId, attempt } = settlement;
  statements.attempt.run(
    tokenId,
    runId,
    new Date(attempt.sentAt).toISOString(),
    Math.round(attempt.latencyMs),
    attempt.outcome,
    attempt.httpStatus,
    attempt.errorType,
    attempt.errorCode,
    attempt.requestId,
  );
  switch (settlement.state) {
    case 'migrated': {
      const cell = sealing.seal(settlement.accessToken, 'access_token', tokenId);
      statements.migrated.run(cell, settlement.itemId, attempt.requestId, runId, at, tokenId);
      return;
    }
    case 'failed':
    case 'unknown':
      statements.refused.run(
        settlement.state,
        settlement.errorCode,
        attempt.requestId,
        runId,
        at,
        tokenId,
      );
      return;
    case 'open': {
      const lost = settlement.lost ? 1 : 0;
      statements.reopen.run(lost, lost, at, tokenId);
      return;
    }
    default:
      unreachable(settlement);
  }
}
