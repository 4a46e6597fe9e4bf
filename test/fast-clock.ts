import { systemClock, type Clock } from '../src/core/clock.ts';

/**
 * A real clock that runs `speed` times as fast: pauses keep their order and their proportions, and
 * a minute of backing off takes a second.
 */
export function fastClock(speed: number): Clock {
  const start = Date.now();
  return {
    now: () => Math.round(start + (Date.now() - start) * speed),
    monotonic: () => systemClock.monotonic() * speed,
    sleep: (ms, signal) => systemClock.sleep(ms / speed, signal),
    timer: (ms, callback) => systemClock.timer(ms / speed, callback),
  };
}
