/**
 * Keeps a run below a ceiling of calls a second, and below what Plaid takes. Pure: time comes in as
 * milliseconds of a monotonic clock.
 */
export interface Pacer {
  /** How many calls may leave right now, up to `most`. */
  allowance(now: number, most: number): number;
  /** Notes that `count` calls leave now. */
  sent(now: number, count: number): void;
  /** When the next call may leave; `now` or earlier when one may already. */
  nextAt(now: number): number;
  /** Notes an answer: how long it took, whether Plaid said "too fast", and for how long it asked to wait. */
  answered(now: number, latencyMs: number, rateLimited: boolean, waitMs: number): void;
  /** The rate in force, in calls a second. */
  rate(): number;
  /** Another ceiling from now on: what a run may use of a rate that it shares. */
  limit(ceiling: number): void;
  /** Nothing leaves before `until`: others were told to wait. */
  hold(until: number): void;
  /** How long Plaid wants no calls at all. */
  heldMs(now: number): number;
}

/** A loop that comes by late may make up for this much time; the window below bounds the burst. */
const TOLERANCE_MS = 100;
/** How much later than another a call may arrive for it to keep the ceiling all the same. */
const JITTER_MS = 25;
/** Up to this much where answers show that calls arrive later: with more, the rate would suffer. */
const MOST_JITTER_MS = 100;
/** Longer than a window: what arrived late counts for as long as it may share one with the next call. */
const REMEMBER_LATE_MS = 2_000;
const LEARN_EVERY_MS = 1_000;
/** Fewer answers than this do not tell a trend from chance. */
const LEARN_FROM_ANSWERS = 20;
/** Up to this share of "too fast" the rate is held, above it lowered below what Plaid took. */
const HELD_SHARE = 0.15;
const BACK_OFF = 0.9;
/** After a second without "too fast" the rate grows by this factor. */
const CREEP_UP = 1.1;
const SLOWEST = 0.2;

/**
 * `atFirst` is the ceiling in calls a second, `Infinity` for none. It is kept over a second and
 * `jitterMs`, or more where the answers are uneven, so that what happens on the way cannot break it.
 */
export function createPacer(atFirst: number, start: number, jitterMs = JITTER_MS): Pacer {
  let ceiling = atFirst;
  let rate = ceiling;
  let dueAt = start;
  let heldUntil = start;
  /** By what Plaid asked this run to wait, apart from what others heard. */
  let toldUntil = start;
  const lateness = createLateness(jitterMs);
  const window = createWindow(
    () => ceiling,
    (now) => 1_000 + lateness.ms(now),
  );
  let learning = { since: start, accepted: 0, limited: 0 };

  function learn(now: number): void {
    const elapsed = now - learning.since;
    const { accepted, limited } = learning;
    const answers = accepted + limited;
    if (elapsed < LEARN_EVERY_MS) return;
    if (limited === 0) {
      rate = Math.min(ceiling, rate * CREEP_UP);
    } else {
      if (answers < LEARN_FROM_ANSWERS) return;
      if (limited > answers * HELD_SHARE) {
        const taken = (accepted / elapsed) * 1000;
        rate = Math.max(Math.min(SLOWEST, ceiling), Math.min(rate, taken) * BACK_OFF);
      }
    }
    learning = { since: now, accepted: 0, limited: 0 };
  }

  return {
    allowance(now, most) {
      if (now < heldUntil) return 0;
      if (rate === Infinity) return most;
      if (now < dueAt) return 0;
      const lateMs = Math.min(now - dueAt, TOLERANCE_MS);
      const earned = Math.floor((lateMs * rate) / 1000) + 1;
      return window.room(now, Math.min(most, earned));
    },
    sent(now, count) {
      // Also without a ceiling: there may be one in the next moment.
      window.add(now, count);
      if (rate === Infinity || count === 0) return;
      dueAt = Math.max(dueAt, now - TOLERANCE_MS) + (count * 1000) / rate;
    },
    nextAt(now) {
      if (rate === Infinity) return heldUntil;
      return Math.max(heldUntil, dueAt, window.freeAt(now));
    },
    answered(now, latencyMs, rateLimited, waitMs) {
      lateness.note(now, latencyMs);
      if (rateLimited) learning.limited += 1;
      else learning.accepted += 1;
      const answers = learning.accepted + learning.limited;
      const isGeneral = learning.limited > answers * HELD_SHARE;
      // A stray "too fast" holds its own row; only when it is general does everything wait.
      if (rateLimited && isGeneral) toldUntil = Math.max(toldUntil, now + waitMs);
      heldUntil = Math.max(heldUntil, toldUntil);
      learn(now);
    },
    rate: () => rate,
    limit(next) {
      if (next === ceiling) return;
      // What was learned of Plaid stays true: a rate below the ceiling stays below.
      rate = rate < ceiling ? Math.min(rate, next) : next;
      ceiling = next;
    },
    hold(until) {
      heldUntil = Math.max(heldUntil, until);
    },
    heldMs: (now) => Math.max(0, toldUntil - now),
  };
}

/**
 * How much later than others calls arrive, by how much later their answers came: a process that gets
 * no processor for a while, here or there, sends or takes two bunches in one second.
 */
function createLateness(least: number) {
  let fastest = Infinity;
  let slowest = { ms: 0, until: 0 };
  return {
    note(now: number, latencyMs: number): void {
      // Follows slowly where all answers take longer.
      fastest = Math.min(latencyMs, fastest * 1.001);
      if (latencyMs < slowest.ms && now < slowest.until) return;
      slowest = { ms: latencyMs, until: now + REMEMBER_LATE_MS };
    },
    ms: (now: number): number =>
      now < slowest.until ? Math.max(least, Math.min(slowest.ms - fastest, MOST_JITTER_MS)) : least,
  };
}

/** The times of the calls that may still lie in one window with the next. */
function createWindow(ceiling: () => number, windowMs: (now: number) => number) {
  let times: number[] = [];
  /** The first of `times` that may still count; those before it are dropped now and then. */
  let oldest = 0;
  const size = (): number => Math.max(1, Math.floor(ceiling()));
  const perCall = (): number => (ceiling() < 1 ? 1 / ceiling() : 1);
  const span = (now: number): number => windowMs(now) * perCall();

  function firstWithin(ms: number, now: number): number {
    let first = oldest;
    while (first < times.length && (times[first] ?? 0) + ms <= now) first += 1;
    return first;
  }

  function forget(now: number): void {
    // The window may grow again, so not yet what just left it.
    oldest = firstWithin(span(now) + MOST_JITTER_MS * perCall(), now);
    if (oldest > 1_000 && oldest > times.length / 2) {
      times = times.slice(oldest);
      oldest = 0;
    }
  }

  return {
    /** How many calls fit in now, up to `most`. */
    room(now: number, most: number): number {
      if (ceiling() === Infinity) return most;
      if (ceiling() === 0) return 0;
      const within = times.length - firstWithin(span(now), now);
      return Math.max(0, Math.min(most, size() - within));
    },
    add(now: number, count: number): void {
      forget(now);
      for (let n = 0; n < count; n += 1) times.push(now);
    },
    freeAt(now: number): number {
      if (ceiling() === Infinity) return now;
      if (ceiling() === 0) return Infinity;
      const last = times[times.length - size()];
      return last === undefined ? now : Math.max(now, last + span(now));
    },
  };
}
