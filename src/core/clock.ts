import { setTimeout as delay } from 'node:timers/promises';

/** Time as the pure parts see it, so that tests can hold it still. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds on a clock that never jumps, with a fraction. */
  monotonic(): number;
  /** Resolves after `ms` milliseconds, or at once when `signal` aborts. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Calls back once after `ms` milliseconds, unless the returned function is called first. */
  timer(ms: number, callback: () => void): () => void;
}

/** What Node's timers can wait for; beyond it they would fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  async sleep(ms, signal) {
    try {
      await delay(Math.min(ms, LONGEST_MS), undefined, signal === undefined ? {} : { signal });
    } catch {
      // Woken early by the signal: the caller looks at it itself.
    }
  },
  timer(ms, callback) {
    const handle = setTimeout(callback, Math.min(ms, LONGEST_MS));
    return () => clearTimeout(handle);
  },
};
