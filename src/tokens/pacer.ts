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
  /** Notes an answer: whether Plaid said "too fast", and for how long it asked to wait. */
  answered(now: number, rateLimited: boolean, waitMs: number): void;
  /** The rate in force, in calls a second. */
  rate(): number;
}

/** A loop that comes by late may make up for this much time; the window below bounds the burst. */
const TOLERANCE_MS = 100;
/** The ceiling is kept over a little more than a second, so that jitter on the way cannot break it. */
const WINDOW_MS = 1_025;
const LEARN_EVERY_MS = 1_000;
/** Fewer answers than this do not tell a trend from chance. */
const LEARN_FROM_ANSWERS = 20;
/** Up to this share of "too fast" the rate is held, above it lowered below what Plaid took. */
const HELD_SHARE = 0.15;
const BACK_OFF = 0.9;
/** After a second without "too fast" the rate grows by this factor. */
const CREEP_UP = 1.1;
const SLOWEST = 0.2;

/** `ceiling` is calls a second, `Infinity` for none. */
export function createPacer(ceiling: number, start: number): Pacer {
  let rate = ceiling;
  let dueAt = start;
  let heldUntil = start;
  const window = createWindow(ceiling);
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
      if (rate === Infinity) return;
      dueAt = Math.max(dueAt, now - TOLERANCE_MS) + (count * 1000) / rate;
      window.add(now, count);
    },
    nextAt(now) {
      if (rate === Infinity) return heldUntil;
      return Math.max(heldUntil, dueAt, window.freeAt(now));
    },
    answered(now, rateLimited, waitMs) {
      if (rateLimited) learning.limited += 1;
      else learning.accepted += 1;
      const answers = learning.accepted + learning.limited;
      const isGeneral = learning.limited > answers * HELD_SHARE;
      // A stray "too fast" holds its own row; only when it is general does everything wait.
      if (rateLimited && isGeneral) heldUntil = Math.max(heldUntil, now + waitMs);
      learn(now);
    },
    rate: () => rate,
  };
}

/** The times of the last calls, as many as one window may hold. */
function createWindow(ceiling: number) {
  const size = ceiling === Infinity ? 0 : Math.max(1, Math.floor(ceiling));
  const span = ceiling < 1 ? WINDOW_MS / ceiling : WINDOW_MS;
  const times = new Float64Array(size).fill(-Infinity);
  let oldest = 0;
  return {
    /** How many calls fit in now, up to `most`. */
    room(now: number, most: number): number {
      if (size === 0) return most;
      let room = 0;
      while (room < Math.min(size, most) && (times[(oldest + room) % size] ?? 0) + span <= now)
        room += 1;
      return room;
    },
    add(now: number, count: number): void {
      if (size === 0) return;
      for (let n = 0; n < count; n += 1) {
        times[oldest] = now;
        oldest = (oldest + 1) % size;
      }
    },
    freeAt(now: number): number {
      const freeAt = size === 0 ? now : (times[oldest] ?? 0) + span;
      return Math.max(now, freeAt);
    },
  };
}
