import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../core/clock.ts';

/** Lets one loop sleep until something happens or a time has come. */
export interface Wakeup {
  wake(): void;
  /**
   * Sleeps at most `ms` milliseconds. Once woken it goes on gathering while more happens, so that
   * answers that arrive close together share one commit.
   */
  sleep(ms: number): Promise<void>;
}

/** A tenth of a fast answer: long enough for many to come together, too short to be noticed. */
const GATHER_MS = 2;

export function createWakeup(clock: Clock): Wakeup {
  let woken = 0;
  let rouse: (() => void) | undefined;
  return {
    wake() {
      woken += 1;
      rouse?.();
    },
    async sleep(ms) {
      if (woken === 0) {
        await new Promise<void>((resolve) => {
          const cancel = clock.timer(ms, resolve);
          rouse = () => {
            cancel();
            resolve();
          };
        });
        rouse = undefined;
      }
      const until = clock.monotonic() + GATHER_MS;
      // As long as every turn of the event loop brings something.
      for (let seen = 0; woken > seen && clock.monotonic() < until;) {
        seen = woken;
        await nextTurn();
      }
      woken = 0;
    },
  };
}
