import { existsSync } from 'node:fs';
import { expect } from 'vitest';
import type { Simulator } from '../../src/simulator/simulator.ts';
import { lookAt, lostOrChanged, type Remains } from './look.ts';
import type { ChildEnd, Scenario } from './scenario.ts';

/** What a series of crashes and the resumption after them left to compare. */
export interface Aftermath {
  /** How many of the children were killed; the others had nothing left to do where they should die. */
  readonly kills: number;
  readonly lastEnd: ChildEnd;
  /** Legacy tokens whose work was done and whose answer died with a process. */
  readonly lostAnswers: ReadonlySet<string>;
}

/**
 * Lets children die one after the other, each by its own `death`, then lets one finish. After every
 * death the ledger must be sound and hold everything it held before, to the byte.
 */
export async function crashAndResume(
  scenario: Scenario,
  deaths: readonly ((scenario: Scenario) => Promise<ChildEnd>)[],
): Promise<Aftermath> {
  const { ledgerPath, simulator } = scenario;
  const lostAnswers = new Set<string>();
  let kills = 0;
  let before: Remains | undefined;
  const check = (): Remains => {
    const after = lookAt(ledgerPath);
    expect(after.integrity).toBe('ok');
    if (before !== undefined) expect(lostOrChanged(before, after)).toEqual([]);
    before = after;
    return after;
  };

  for (const death of deaths) {
    const end = await death(scenario);
    if (end.signal === 'SIGKILL') kills += 1;
    else expect(end, end.stderr).toMatchObject({ code: expect.toBeOneOf([0, 1]) });
    if (!existsSync(ledgerPath)) continue;
    await everythingArrived(simulator);
    for (const token of check().inFlight) {
      const index = simulator.items.indexOfLegacyAccessToken(token) ?? -1;
      if (simulator.itemState(index).access_token !== null) lostAnswers.add(token);
    }
  }
  const lastEnd = await scenario.run();
  check();
  return { kills, lastEnd, lostAnswers };
}

/**
 * What a process sent before it died may still wait in the simulator's sockets. They are served in
 * order, so an answer to a later question means that they were read.
 */
async function everythingArrived(simulator: Simulator): Promise<void> {
  for (let round = 0; round < 2; round += 1) {
    await (await fetch(`${simulator.url}/simulator/calls`)).text();
  }
}
