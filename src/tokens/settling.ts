import { unreachable } from '../core/errors.ts';
import { backoffMs, type BackoffSettings } from './backoff.ts';
import type { Decision } from './decide.ts';
import type { Probe } from './fault-points.ts';
import type { Attempt, ClaimedToken, Settlement } from './ledger/ledger.ts';
import type { WaitingLine } from './waiting-line.ts';

/** A token of this run. */
export interface Row {
  readonly token: ClaimedToken;
  tries: number;
  /** Tries that were not merely too fast. */
  faults: number;
}

/** What became of the tokens of a run, and what each answer makes of its row. */
export interface Settling {
  readonly count: {
    readonly migrated: number;
    readonly failed: number;
    /** Refused after an answer was lost. */
    readonly unknown: number;
    /** Tried as often as one run does, and left to the next. */
    readonly leftOpen: number;
  };
  /** What the ledger is told of one answer. A row that is tried again is put in line. */
  settle(row: Row, decision: Decision, attempt: Attempt, now: number): Settlement;
}

export function createSettling(
  waiting: WaitingLine<Row>,
  backoff: BackoffSettings,
  random: () => number,
  probe: Probe,
): Settling {
  const count = { migrated: 0, failed: 0, unknown: 0, leftOpen: 0 };

  /** False: it was tried as often as one run does. */
  function tryAgain(row: Row, decision: Extract<Decision, { do: 'retry' }>, now: number): boolean {
    if (decision.cause !== 'rate-limit') row.faults += 1;
    if (row.faults >= backoff.maxTries) {
      count.leftOpen += 1;
      return false;
    }
    const { cause, lost, waitMs } = decision;
    const delay = backoffMs(backoff, cause, row.tries, waitMs, random);
    const token = lost ? { ...row.token, lostAnswers: row.token.lostAnswers + 1 } : row.token;
    waiting.add({ ...row, token }, now + delay);
    probe('in-backoff');
    return true;
  }

  return {
    count,
    settle(row, decision, attempt, now) {
      const tokenId = row.token.id;
      switch (decision.do) {
        case 'record': {
          count.migrated += 1;
          const { accessToken, itemId } = decision;
          return { tokenId, attempt, state: 'migrated', accessToken, itemId };
        }
        case 'refuse': {
          const state = row.token.lostAnswers > 0 ? 'unknown' : 'failed';
          count[state] += 1;
          return { tokenId, attempt, state, errorCode: decision.errorCode };
        }
        case 'retry': {
          const givenUp = !tryAgain(row, decision, now);
          return { tokenId, attempt, state: 'open', lost: decision.lost, givenUp };
        }
        case 'stop':
          return { tokenId, attempt, state: 'open', lost: decision.lost };
        default:
          return unreachable(decision);
      }
    },
  };
}
