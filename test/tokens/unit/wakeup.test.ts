import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { systemClock, type Clock } from '../../../src/core/clock.ts';
import { createWakeup, type Wakeup } from '../../../src/tokens/wakeup.ts';

/** Wakes once a turn of the event loop, and tells how often it did before the sleeper went on. */
async function wakesGathered(wakeup: Wakeup, times: number): Promise<number> {
  let wakes = 0;
  let isAwake = false;
  const slept = wakeup.sleep(60_000).finally(() => {
    isAwake = true;
  });
  while (wakes < times && !isAwake) {
    wakeup.wake();
    wakes += 1;
    await nextTurn();
  }
  await slept;
  return wakes;
}

const standingClock: Clock = { ...systemClock, monotonic: () => 0 };

test('what happens turn after turn is gathered', async () => {
  expect(await wakesGathered(createWakeup(standingClock), 5)).toBe(5);
});

test('but not for ever', async () => {
  let now = 0;
  const clock: Clock = { ...systemClock, monotonic: () => (now += 1) };
  expect(await wakesGathered(createWakeup(clock), 1_000)).toBeLessThan(10);
});

test('what happened before the sleep ends it at once', async () => {
  const wakeup = createWakeup(standingClock);
  wakeup.wake();
  await wakeup.sleep(60_000);
  // And is forgotten by it.
  let isAwake = false;
  const slept = wakeup.sleep(60_000).finally(() => {
    isAwake = true;
  });
  await nextTurn();
  expect(isAwake).toBe(false);
  wakeup.wake();
  await slept;
});
