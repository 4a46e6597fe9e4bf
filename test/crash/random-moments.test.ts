import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { RepeatMode } from '../../src/simulator/item-book.ts';
import { mix32 } from '../../src/simulator/mix.ts';
import { crashAndResume } from './crash-and-resume.ts';
import { attemptDifferences, differences, finalRows } from './look.ts';
import { isFullScale } from './scale.ts';
import { withScenario, type ChildEnd, type Scenario } from './scenario.ts';

const MOMENTS = isFullScale ? 50 : 8;
const ITEMS = 150;
const REPEATS: readonly RepeatMode[] = ['same', 'new', 'refuse'];

/** New moments every time. What failed is named by its seed: PLAID_MIGRATE_TEST_SEED tries it again. */
const firstSeed = Number(process.env['PLAID_MIGRATE_TEST_SEED'] ?? Date.now() % 1_000_000);
const seeds = Array.from({ length: MOMENTS }, (_, number) => firstSeed + number);

describe('SIGKILL at random moments, then a run that finishes', () => {
  test.concurrent.for(seeds)('seed %i', async (seed, it) => {
    const random = createRandom(seed);
    const repeat = REPEATS[random(REPEATS.length)] ?? 'same';
    const faults = new Map([
      ['server-error', 0.05],
      ['drop-before', 0.05],
      // Here a lost answer is not the crash's doing, so it stays out where they are counted.
      ['drop-after', repeat === 'refuse' ? 0 : 0.05],
    ] as const);
    const scenario = await withScenario(
      { items: ITEMS, seed, repeat, faults, latencyMs: random(5), concurrency: 1 + random(32) },
      it.onTestFinished,
    );
    const deaths = Array.from({ length: 1 + random(4) }, () => randomDeath(random));
    const { lastEnd, lostAnswers } = await crashAndResume(scenario, deaths);

    expect(lastEnd, lastEnd.stderr).toMatchObject({
      code: lostAnswers.size > 0 && repeat === 'refuse' ? 1 : 0,
    });
    const rows = await finalRows(scenario.ledgerPath);
    const lost = repeat === 'refuse' ? lostAnswers : new Set<string>();
    expect(differences(rows, scenario.simulator, lost)).toEqual([]);
    expect(attemptDifferences(scenario.ledgerPath, scenario.simulator)).toEqual([]);
    expect(scenario.simulator.calls().most_concurrent_per_token).toBe(1);
  });
});

/**
 * Dies a random number of turns of our event loop (a few microseconds to milliseconds) after a
 * random call, or after the ledger's file has appeared.
 */
function randomDeath(random: (below: number) => number): (it: Scenario) => Promise<ChildEnd> {
  const calls = random(ITEMS / 2);
  const turns = random(100);
  return (scenario) => {
    const from = scenario.simulator.calls().total;
    let left = turns;
    return scenario.runUntil(() => {
      const isTime =
        calls === 0
          ? existsSync(scenario.ledgerPath)
          : scenario.simulator.calls().total >= from + calls;
      if (isTime) left -= 1;
      return left < 0;
    });
  };
}

/** Whole numbers below a bound, the same for one seed. */
function createRandom(seed: number): (below: number) => number {
  let drawn = 0;
  return (below) => {
    drawn += 1;
    return mix32(seed, drawn) % below;
  };
}
