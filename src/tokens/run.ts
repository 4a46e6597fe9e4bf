import type { Clock } from '../core/clock.ts';
import { unreachable } from '../core/errors.ts';
import type { UpdateAnswer } from '../plaid/answers.ts';
import type { UpdateAccessToken } from '../plaid/update-client.ts';
import { toAttempt } from './attempt.ts';
import { backoffMs, type BackoffSettings } from './backoff.ts';
import { createBreaker } from './breaker.ts';
import { decide, type Decision } from './decide.ts';
import type { Probe } from './fault-points.ts';
import type { Attempt, ClaimedToken, Exchanged, LedgerRun, Settlement } from './ledger/ledger.ts';
import { createPacer } from './pacer.ts';
import { createWaitingLine } from './waiting-line.ts';
import { createWakeup } from './wakeup.ts';

/** What one run is asked to do, and with what. */
export interface RunOptions {
  readonly ledger: LedgerRun;
  readonly update: UpdateAccessToken;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Calls in flight at once. */
  readonly concurrency: number;
  /** Tokens to take at most. */
  readonly limit: number;
  readonly backoff: BackoffSettings;
  /** Pauses before each probe of a Plaid that does not answer, in milliseconds. */
  readonly probePauses: readonly number[];
  /** Aborted when the user wants to stop: no new tokens, calls in flight are awaited. */
  readonly interrupt: AbortSignal;
  readonly probe: Probe;
  readonly onProgress: (tally: RunTally) => void;
  /** Every call that brought no upgraded token, for those who want to watch. */
  readonly onSetback: (tokenId: number, attempt: Attempt) => void;
}

/** What a run did, counted in tokens. */
export interface RunTally {
  readonly migrated: number;
  readonly failed: number;
  /** Refused after an answer was lost. */
  readonly unknown: number;
  /** Tried as often as one run does, and left to the next. */
  readonly leftOpen: number;
  /** All calls, retries included. */
  readonly calls: number;
  /** Calls a second in force, `Infinity` for no ceiling. */
  readonly rate: number;
  /** Calls in flight. */
  readonly inFlight: number;
}

/** How a run ended. */
export type RunEnd =
  | { kind: 'finished' }
  | { kind: 'interrupted' }
  | { kind: 'stopped'; reason: string; advice: string }
  /** Not one call got through: nothing was under way yet. */
  | { kind: 'unreachable'; reason: string };

interface Row {
  readonly token: ClaimedToken;
  tries: number;
  /** Tries that were not merely too fast. */
  faults: number;
}

/** What others hold may come free: when to look again. */
const LOOK_AGAIN_MS = 500;
const FIRST_CONTACT_TRIES = 3;
const SAME_REQUEST_FAULTS = 3;
const LEDGER_PATIENCE_TRIES = 30;
const LEDGER_PATIENCE_MS = 1_000;

/**
 * Upgrades every open token of a ledger. A token is committed as `in_flight` before its call
 * leaves, and an answer is committed before its slot takes another token: one transaction does
 * both, so each turn of the loop costs one commit however many answers came in.
 * The first call goes alone, so that refused keys or a wrong host cost one call.
 */
export async function runTokens(options: RunOptions): Promise<{ end: RunEnd; tally: RunTally }> {
  const { ledger, clock, concurrency, probe } = options;
  /** This run's part of the rate. Nothing until the ledger says so. */
  let ceiling = 0;
  const pacer = createPacer(0, clock.monotonic(), ledger.jitterMs);
  const breaker = createBreaker(Math.max(10, 2 * concurrency), options.probePauses);
  const waiting = createWaitingLine<Row>();
  const wakeup = createWakeup(clock);
  const count = { migrated: 0, failed: 0, unknown: 0, leftOpen: 0, calls: 0 };
  const requestFaults = { code: '', inARow: 0 };

  let settled: Settlement[] = [];
  let inFlight = 0;
  let claimed = 0;
  let exhausted = false;
  let answeredOnce = false;
  let failedContacts = 0;
  let end: RunEnd | undefined;
  let nextBeat = clock.monotonic();
  /** When to try to claim again, where all that is left is in the hands of others. */
  let claimAgainAt = -Infinity;

  const onInterrupt = (): void => {
    end ??= { kind: 'interrupted' };
    wakeup.wake();
  };
  if (options.interrupt.aborted) onInterrupt();
  options.interrupt.addEventListener('abort', onInterrupt, { once: true });

  try {
    while (!isOver()) await turn();
  } catch (error) {
    await saveLastAnswers();
    throw error;
  } finally {
    options.interrupt.removeEventListener('abort', onInterrupt);
  }
  return { end: end ?? { kind: 'finished' }, tally: tally() };

  function isOver(): boolean {
    const nothingUnderWay = inFlight === 0 && settled.length === 0;
    return nothingUnderWay && (end !== undefined || (exhausted && waiting.size() === 0));
  }

  async function turn(): Promise<void> {
    if (clock.monotonic() >= nextBeat || !ledger.maySend()) await beat();
    const now = clock.monotonic();
    const may = callsAllowed(now);
    const due = waiting.takeDue(now, may);
    const claim = newTokensAllowed(may - due.length);
    if (settled.length === 0 && due.length === 0 && claim === 0) {
      await wakeup.sleep(idleMs(now));
      return;
    }
    const batch = settled;
    settled = [];
    const { claimed: fresh, rest, holds } = await exchange(batch, due, claim);
    if (!holds) loseHold();
    if (claim > 0) claimAgainAt = rest === 'held' ? now + LOOK_AGAIN_MS : -Infinity;
    if (rest === 'none') exhausted = true;
    claimed += fresh.length;
    if (claimed >= options.limit) exhausted = true;
    const rows = [...due, ...fresh.map((token): Row => ({ token, tries: 0, faults: 0 }))];
    if (!holds) return;
    if (ledger.maySend()) {
      for (const row of rows) void call(row);
      // Noted when they have left: earlier, the ceiling would end too soon for the last of them.
      pacer.sent(clock.monotonic(), rows.length);
    } else {
      // The ledger took too long over it: first a sign of life, which tells what may be sent.
      for (const row of rows) waiting.add(row, now);
    }
    if (batch.length > 0) options.onProgress(tally());
  }

  /** This process was silent for so long that others took its tokens. Answers under way are kept. */
  function loseHold(): void {
    end ??= {
      kind: 'stopped',
      reason: 'this runner was silent for so long that its tokens were given to others',
      advice: 'Was the machine asleep, or the database out of reach?',
    };
  }

  async function exchange(
    batch: Settlement[],
    due: readonly Row[],
    claim: number,
  ): Promise<Exchanged> {
    try {
      const resend = due.map(({ token }) => token.id);
      return await ledger.exchange(batch, resend, claim);
    } catch (error) {
      settled = [...batch, ...settled];
      throw error;
    }
  }

  /** Calls that may be in flight at once: all slots once Plaid has answered, else one at a time. */
  function slots(): number {
    return answeredOnce && breaker.state() === 'closed' ? concurrency : 1;
  }

  /** Calls that may leave now, by free slots, by the breaker and by the pacer. */
  function callsAllowed(now: number): number {
    const free = slots() - inFlight;
    if (end !== undefined || free <= 0) return 0;
    if (breaker.state() === 'open' && now < breaker.probeAt()) return 0;
    return pacer.allowance(now, free);
  }

  function newTokensAllowed(free: number): number {
    return takesNewTokens() && clock.monotonic() >= claimAgainAt
      ? Math.min(free, options.limit - claimed)
      : 0;
  }

  /** Not while many wait to be tried again: a long fault would otherwise fill the memory. */
  function takesNewTokens(): boolean {
    return !exhausted && waiting.size() < 4 * concurrency;
  }

  /** Whether there is, or may be, anything to send. */
  function works(): boolean {
    return end === undefined && (!exhausted || waiting.size() > 0);
  }

  /** How long nothing will be due, unless an answer arrives. */
  function idleMs(now: number): number {
    const nextClaim = takesNewTokens() ? Math.max(now, claimAgainAt) : Infinity;
    const nextRow = Math.min(nextClaim, waiting.nextDue());
    const nextProbe = breaker.state() === 'open' ? breaker.probeAt() : now;
    const nextCall =
      end === undefined && inFlight < slots()
        ? Math.max(nextRow, nextProbe, pacer.nextAt(now))
        : Infinity;
    return Math.max(1, Math.min(nextBeat, nextCall) - now);
  }

  /** A sign of life, which brings this run's part of the rate. */
  async function beat(): Promise<void> {
    const { rate, holdMs, holds, nextBeatMs } = await ledger.beat({
      rate: ceiling,
      works: works(),
      holdMs: pacer.heldMs(clock.monotonic()),
    });
    const now = clock.monotonic();
    nextBeat = now + nextBeatMs;
    ceiling = rate;
    pacer.limit(rate);
    if (holdMs > 0) pacer.hold(now + holdMs);
    if (!holds) loseHold();
  }

  async function call(row: Row): Promise<void> {
    inFlight += 1;
    count.calls += 1;
    row.tries += 1;
    const sentAt = clock.now();
    const start = clock.monotonic();
    probe('before-send');
    const pending = options.update(row.token.legacyAccessToken);
    probe('after-send');
    const answer = await pending;
    probe('after-answer');
    const now = clock.monotonic();
    inFlight -= 1;
    const attempt = toAttempt(answer, sentAt, now - start);
    settled.push(settle(row, answer, attempt, now));
    if (attempt.outcome !== 'upgraded') options.onSetback(row.token.id, attempt);
    wakeup.wake();
  }

  function settle(row: Row, answer: UpdateAnswer, attempt: Attempt, now: number): Settlement {
    const decision = decide(answer);
    learn(decision, answer, attempt.latencyMs, now);
    const tokenId = row.token.id;
    switch (decision.do) {
      case 'record':
        count.migrated += 1;
        return {
          tokenId,
          attempt,
          state: 'migrated',
          accessToken: decision.accessToken,
          itemId: decision.itemId,
        };
      case 'refuse': {
        const state = row.token.lostAnswers > 0 ? 'unknown' : 'failed';
        count[state] += 1;
        return { tokenId, attempt, state, errorCode: decision.errorCode };
      }
      case 'retry':
        return {
          tokenId,
          attempt,
          state: 'open',
          lost: decision.lost,
          givenUp: !tryAgain(row, decision, now),
        };
      case 'stop':
        return { tokenId, attempt, state: 'open', lost: decision.lost };
      default:
        return unreachable(decision);
    }
  }

  /** What one answer tells about Plaid as a whole. */
  function learn(decision: Decision, answer: UpdateAnswer, latencyMs: number, now: number): void {
    const isRetry = decision.do === 'retry';
    const limited = isRetry && decision.cause === 'rate-limit';
    pacer.answered(now, latencyMs, limited, isRetry ? decision.waitMs : 0);
    if (isRetry) breaker.fault(now);
    else breaker.properAnswer();
    if (answer.kind !== 'no-answer') answeredOnce = true;

    if (decision.do === 'stop') {
      end ??= { kind: 'stopped', reason: decision.reason, advice: decision.advice };
    } else if (decision.do === 'refuse' && decision.requestFault) {
      requestFaults.inARow =
        requestFaults.code === decision.errorCode ? requestFaults.inARow + 1 : 1;
      requestFaults.code = decision.errorCode;
      if (requestFaults.inARow >= SAME_REQUEST_FAULTS) {
        end ??= {
          kind: 'stopped',
          reason: `${decision.errorCode}, ${String(SAME_REQUEST_FAULTS)} times in a row`,
          advice: 'Plaid refuses the form of the request. Check --api-url and PLAID_VERSION.',
        };
      }
    } else if (decision.do === 'record' || decision.do === 'refuse') {
      requestFaults.inARow = 0;
    } else if (!answeredOnce && answer.kind === 'no-answer') {
      failFirstContact(answer);
    }
    if (breaker.state() === 'tripped') {
      end ??= {
        kind: 'stopped',
        reason: 'Plaid did not answer properly for a while',
        advice: 'See https://status.plaid.com and run again later.',
      };
    }
  }

  /** Nobody answered yet: a host that refuses or keeps silent is given up soon. */
  function failFirstContact(answer: Extract<UpdateAnswer, { kind: 'no-answer' }>): void {
    const isSilent = answer.reason === 'UND_ERR_HEADERS_TIMEOUT';
    if (answer.sent && !isSilent) return;
    failedContacts += 1;
    if (failedContacts < FIRST_CONTACT_TRIES) return;
    end ??= answer.sent
      ? {
          kind: 'stopped',
          reason: 'the host takes calls and answers none',
          advice: 'Check --api-url, and any proxy between this machine and Plaid.',
        }
      : { kind: 'unreachable', reason: answer.reason };
  }

  /** False: it was tried as often as one run does. */
  function tryAgain(row: Row, decision: Extract<Decision, { do: 'retry' }>, now: number): boolean {
    if (decision.cause !== 'rate-limit') row.faults += 1;
    if (row.faults >= options.backoff.maxTries) {
      count.leftOpen += 1;
      return false;
    }
    const { cause, lost, waitMs } = decision;
    const delay = backoffMs(options.backoff, cause, row.tries, waitMs, options.random);
    const token = lost ? { ...row.token, lostAnswers: row.token.lostAnswers + 1 } : row.token;
    waiting.add({ ...row, token }, now + delay);
    probe('in-backoff');
    return true;
  }

  function tally(): RunTally {
    return { ...count, rate: pacer.rate(), inFlight };
  }

  /**
   * The ledger cannot be written. Answers still on their way are awaited, and what came in is kept
   * in memory while somebody may make room; after that the tokens are found `in_flight` next time.
   */
  async function saveLastAnswers(): Promise<void> {
    end ??= { kind: 'stopped', reason: 'the ledger cannot be written', advice: '' };
    while (inFlight > 0) await wakeup.sleep(LEDGER_PATIENCE_MS);
    for (let tries = 0; tries < LEDGER_PATIENCE_TRIES && settled.length > 0; tries += 1) {
      try {
        await ledger.exchange(settled, [], 0);
        settled = [];
      } catch {
        await clock.sleep(LEDGER_PATIENCE_MS);
      }
    }
  }
}
