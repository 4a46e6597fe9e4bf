import type { Clock } from '../core/clock.ts';
import type { UpdateAnswer } from '../plaid/answers.ts';
import type { UpdateAccessToken } from '../plaid/update-client.ts';
import { toAttempt } from './attempt.ts';
import type { BackoffSettings } from './backoff.ts';
import { createClaims } from './claims.ts';
import { decide } from './decide.ts';
import type { Probe } from './fault-points.ts';
import type { Attempt, Exchanged, LedgerRun, Settlement } from './ledger/ledger.ts';
import { createPacer } from './pacer.ts';
import { createSettling, type Row, type Settling } from './settling.ts';
import { createStopping, type RunEnd } from './stopping.ts';
import { createWaitingLine } from './waiting-line.ts';
import { createWakeup } from './wakeup.ts';

export type { RunEnd } from './stopping.ts';

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
export type RunTally = Settling['count'] & {
  /** All calls, retries included. */
  readonly calls: number;
  /** Calls a second in force, `Infinity` for no ceiling. */
  readonly rate: number;
  /** Calls in flight. */
  readonly inFlight: number;
};

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
  const stopping = createStopping(concurrency, options.probePauses);
  const claims = createClaims(concurrency, options.limit);
  const waiting = createWaitingLine<Row>();
  const settling = createSettling(waiting, options.backoff, options.random, probe);
  const wakeup = createWakeup(clock);

  let settled: Settlement[] = [];
  let inFlight = 0;
  let calls = 0;
  let nextBeat = clock.monotonic();

  const onInterrupt = (): void => {
    stopping.stop({ kind: 'interrupted' });
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
  return { end: stopping.end() ?? { kind: 'finished' }, tally: tally() };

  function isOver(): boolean {
    return inFlight === 0 && settled.length === 0 && !works();
  }

  /** Whether there is, or may be, anything to send. */
  function works(): boolean {
    return stopping.end() === undefined && (!claims.isExhausted() || waiting.size() > 0);
  }

  async function turn(): Promise<void> {
    if (clock.monotonic() >= nextBeat || !ledger.maySend()) await beat();
    const now = clock.monotonic();
    const may = callsAllowed(now);
    const due = waiting.takeDue(now, may);
    const claim = claims.wanted(now, may - due.length, waiting.size());
    if (settled.length === 0 && due.length === 0 && claim === 0) {
      await wakeup.sleep(idleMs(now));
      return;
    }
    const isNews = settled.length > 0;
    const exchanged = await exchange(due, claim);
    claims.took(now, claim, exchanged);
    if (!exchanged.holds) {
      loseHold();
      return;
    }
    send([...due, ...exchanged.claimed.map((token) => ({ token, tries: 0, faults: 0 }))], now);
    if (isNews) options.onProgress(tally());
  }

  /** Commits the answers that came in, together with what is to be sent next. */
  async function exchange(due: readonly Row[], claim: number): Promise<Exchanged> {
    const batch = settled;
    settled = [];
    try {
      const resend = due.map(({ token }) => token.id);
      return await ledger.exchange(batch, resend, claim);
    } catch (error) {
      settled = [...batch, ...settled];
      throw error;
    }
  }

  function send(rows: readonly Row[], now: number): void {
    if (ledger.maySend()) {
      for (const row of rows) void call(row);
      // Noted when they have left: earlier, the ceiling would end too soon for the last of them.
      pacer.sent(clock.monotonic(), rows.length);
    } else {
      // The ledger took too long over it: first a sign of life, which tells what may be sent.
      for (const row of rows) waiting.add(row, now);
    }
  }

  /** This process was silent for so long that others took its tokens. Answers under way are kept. */
  function loseHold(): void {
    stopping.stop({
      kind: 'stopped',
      reason: 'this runner was silent for so long that its tokens were given to others',
      advice: 'Was the machine asleep, or the database out of reach?',
    });
  }

  /** Calls that may leave now, by free slots, by Plaid's faults and by the pacer. */
  function callsAllowed(now: number): number {
    const free = stopping.slots() - inFlight;
    const isClosed = stopping.end() !== undefined || stopping.opensAt(now) > now;
    return isClosed || free <= 0 ? 0 : pacer.allowance(now, free);
  }

  /** How long nothing will be due, unless an answer arrives. */
  function idleMs(now: number): number {
    const nextRow = Math.min(claims.nextAt(now, waiting.size()), waiting.nextDue());
    const nextCall =
      stopping.end() === undefined && inFlight < stopping.slots()
        ? Math.max(nextRow, stopping.opensAt(now), pacer.nextAt(now))
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
    calls += 1;
    row.tries += 1;
    const sentAt = clock.now();
    const start = clock.monotonic();
    probe('before-send');
    const pending = options.update(row.token.legacyAccessToken);
    probe('after-send');
    const answer = await pending;
    probe('after-answer');
    inFlight -= 1;
    take(row, answer, sentAt, start);
    wakeup.wake();
  }

  function take(row: Row, answer: UpdateAnswer, sentAt: number, start: number): void {
    const now = clock.monotonic();
    const attempt = toAttempt(answer, sentAt, now - start);
    const decision = decide(answer);
    const isRetry = decision.do === 'retry';
    const isLimited = isRetry && decision.cause === 'rate-limit';
    pacer.answered(now, attempt.latencyMs, isLimited, isRetry ? decision.waitMs : 0);
    stopping.answered(decision, answer, now);
    settled.push(settling.settle(row, decision, attempt, now));
    if (attempt.outcome !== 'upgraded') options.onSetback(row.token.id, attempt);
  }

  function tally(): RunTally {
    return { ...settling.count, calls, rate: pacer.rate(), inFlight };
  }

  /**
   * The ledger cannot be written. Answers still on their way are awaited, and what came in is kept
   * in memory while somebody may make room; after that the tokens are found `in_flight` next time.
   */
  async function saveLastAnswers(): Promise<void> {
    stopping.stop({ kind: 'stopped', reason: 'the ledger cannot be written', advice: '' });
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
