import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../core/clock.ts';

/** Lets one loop sleep until something happens or a time has come. */
export interface Wakeup {
  wake(): void;
  /**
   * Sleeps at most `ms` milliseconds, then to the end of the event loop's turn, so that all answers
   * that arrived together are found together.
   */
  sleep(ms: number): Promise<void>;
}

export function createWakeup(clock: Clock): Wakeup {
  let awake = false;
  let rouse: (() => void) | undefined;
  return {
    wake() {
      awake = true;
      rouse?.();
    },
    async sleep(ms) {
      if (!awake) {
        await new Promise<void>((resolve) => {
          const cancel = clock.timer(ms, resolve);
          rouse = () => {
            cancel();
            resolve();
          };
        });
        rouse = undefined;
      }
      await nextTurn();
      awake = false;
    },
  };
}
