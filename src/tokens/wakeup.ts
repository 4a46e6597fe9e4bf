import type { Clock } from '../core/clock.ts';

/** Lets one loop sleep until something happens or a time has come. */
export interface Wakeup {
  wake(): void;
  /**
   * Sleeps at most `ms` milliseconds. Once woken it goes on gathering for a moment, so that answers
   * that arrive close together share one commit.
   */
  sleep(ms: number): Promise<void>;
}

/** A tenth of a fast answer: long enough for a few to come together, too short to be noticed. */
const GATHER_MS = 2;

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
      if (awake) await clock.sleep(GATHER_MS);
      awake = false;
    },
  };
}
