import { randomUUID } from 'node:crypto';
import { unreachable } from '../../core/errors.ts';
import type { ClaimedToken, LedgerRun, RunStart, Settlement } from './ledger.ts';
import { type PostgresSession } from './postgres-session.ts';
import type { Sealing } from './sealing.ts';
import { storable } from './storable-text.ts';
import type { RunContext } from './sqlite-run.ts';

/**
 * How long a silent runner keeps its rows. A call takes 130 seconds at the very most (connect, wait
 * for the answer, read it), and none leaves in the last three quarters of a lease: so whoever is
 * alive has recorded its answers before anybody else takes its rows.
 */
const LEASE_MS = 180_000;
/** A part of the rate is given to others after three seconds of silence, so it is used for two. */
const SHARE_MS = 2_000;
const BEAT_MS = 1_000;
/** Several machines are not as even as one. What is kept free costs a tenth of the rate. */
const JITTER_MS = 100;
/** While the rate changes hands. */
const SOON_MS = 250;

const EXCHANGE = `SELECT * FROM exchange($1, $2, $3,
  (SELECT coalesce(array_agg(s), '{}') FROM json_populate_recordset(NULL::settlement, $4) AS s), $5, $6, $7)`;

interface Answered {
  readonly holds: boolean;
  readonly rest: 'more' | 'held' | 'none';
  readonly token_id: number | null;
  readonly cell: string | null;
  readonly lost: number | null;
}

interface ClaimedCell {
  readonly id: number;
  readonly cell: string;
  readonly lostAnswers: number;
}

/** Joins a shared ledger. What other runners left behind when they died is free by then. */
export async function startPostgresRun(
  session: PostgresSession,
  sealing: Sealing,
  context: RunContext,
  { retryFailed, rate }: RunStart,
): Promise<LedgerRun> {
  const { clock, leaseMs = LEASE_MS } = context;
  const lease = `${String(leaseMs)} milliseconds`;
  const name = randomUUID();
  const [joined] = await session.query<{ me: number }>(
    'SELECT join_run($1, $2, $3, $4, $5, $6, $7) AS me',
    [name, storable(context.host), context.pid, context.toolVersion, retryFailed, lease, rate],
  );
  if (joined === undefined) throw new Error('The ledger gave the run no number.');
  const me = joined.me;
  let exchanges = 0;
  let cursor = 0;
  let isHeld = true;
  /** When the last sign of life left that arrived: the lease cannot have begun earlier. */
  let alive = instant();
  /** When the last beat left that was answered. */
  let beaten: ReturnType<typeof instant> | undefined;

  /** Both clocks: one stands still while the machine sleeps, the other can be set. */
  function instant(): { readonly monotonic: number; readonly wall: number } {
    return { monotonic: clock.monotonic(), wall: clock.now() };
  }
  function since(then: { readonly monotonic: number; readonly wall: number }): number {
    return Math.max(clock.monotonic() - then.monotonic, clock.now() - then.wall);
  }

  /** A cell that does not open leaves no token in flight that was never sent. */
  async function open(cells: readonly ClaimedCell[]): Promise<ClaimedToken[]> {
    try {
      return cells.map(({ id, cell, lostAnswers }) => ({
        id,
        legacyAccessToken: sealing.open(cell, 'legacy_access_token', id),
        lostAnswers,
      }));
    } catch (error) {
      await session.query(
        `UPDATE tokens SET held_by = NULL,
           state = CASE WHEN lost_answers > 0 THEN 'unknown' ELSE 'pending' END
         WHERE id = ANY ($1) AND held_by = $2 AND state = 'in_flight'`,
        [cells.map(({ id }) => id), me],
      );
      throw error;
    }
  }

  /** An exchange of which nobody knows whether it was committed. Again, it changes nothing. */
  let inDoubt:
    | { readonly settlements: readonly Settlement[]; readonly values: unknown[] }
    | undefined;

  async function ask(
    settlements: readonly Settlement[],
    resend: readonly number[],
    claim: number,
  ): Promise<Answered[]> {
    if (inDoubt !== undefined) await session.query(EXCHANGE, inDoubt.values);
    const known = inDoubt?.settlements ?? [];
    exchanges += 1;
    const answers = settlements
      .filter((settlement) => !known.includes(settlement))
      .map((settlement) => toComposite(settlement, sealing));
    const values = [me, exchanges, lease, JSON.stringify(answers), resend, claim, cursor];
    inDoubt = { settlements, values };
    const rows = await session.query<Answered>(EXCHANGE, values);
    inDoubt = undefined;
    return rows;
  }

  return {
    id: me,
    jitterMs: JITTER_MS,
    async exchange(settlements, resend, claim) {
      const start = instant();
      const rows = await ask(settlements, resend, claim);
      const verdict = rows.find(({ token_id }) => token_id === null);
      isHeld = verdict?.holds ?? false;
      if (isHeld) alive = start;
      const claimed = rows.flatMap(({ token_id: id, cell, lost }) =>
        id === null || cell === null ? [] : [{ id, cell, lostAnswers: lost ?? 0 }],
      );
      claimed.sort((one, other) => one.id - other.id);
      // At the end, once more from the beginning: rows of runners that died lie before.
      cursor = claimed.length < claim ? 0 : (claimed.at(-1)?.id ?? cursor);
      return {
        claimed: await open(claimed),
        rest: verdict?.rest ?? 'none',
        holds: isHeld,
      };
    },
    async beat({ rate: inUse, works, holdMs }) {
      const start = instant();
      const [answer] = await session.query<{ holds: boolean; part: number; hold_ms: number }>(
        'SELECT * FROM beat($1, $2, $3, $4, $5)',
        [me, lease, inUse, works, holdMs],
      );
      if (answer === undefined) throw new Error('The ledger did not answer a beat.');
      isHeld = answer.holds;
      alive = start;
      beaten = start;
      const isSettled = answer.part === inUse && answer.part > 0;
      return {
        rate: answer.part,
        holdMs: answer.hold_ms,
        holds: answer.holds,
        nextBeatMs: Math.min(leaseMs / 12, isSettled || !works ? BEAT_MS : SOON_MS),
      };
    },
    maySend: () =>
      isHeld && since(alive) < leaseMs / 4 && beaten !== undefined && since(beaten) < SHARE_MS,
    async end(outcome, reason) {
      const [left] = await session.query<{ others: boolean }>(
        'SELECT leave_run($1, $2, $3) AS others',
        [me, outcome, reason === null ? null : storable(reason)],
      );
      return left?.others ?? false;
    },
  };
}

/** A settlement as type `settlement` of the database. */
function toComposite(settlement: Settlement, sealing: Sealing): object {
  const { tokenId, attempt } = settlement;
  return {
    token_id: tokenId,
    state: settlement.state,
    sent_at: new Date(attempt.sentAt).toISOString(),
    latency_ms: Math.round(attempt.latencyMs),
    outcome: attempt.outcome,
    http_status: attempt.httpStatus,
    error_type: orNull(attempt.errorType),
    error_code: orNull(attempt.errorCode),
    request_id: orNull(attempt.requestId),
    ...outcomeOf(settlement, sealing),
  };
}

function outcomeOf(settlement: Settlement, sealing: Sealing): object {
  switch (settlement.state) {
    case 'migrated':
      return {
        cell: sealing.seal(settlement.accessToken, 'access_token', settlement.tokenId),
        item_id: orNull(settlement.itemId),
      };
    case 'failed':
    case 'unknown':
      return { refused: storable(settlement.errorCode) };
    case 'open':
      return { lost: settlement.lost ? 1 : 0, given_up: settlement.givenUp ?? false };
    default:
      return unreachable(settlement);
  }
}

function orNull(text: string | null): string | null {
  return text === null ? null : storable(text);
}
