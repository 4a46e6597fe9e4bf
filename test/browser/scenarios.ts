import { expect } from 'vitest';
import { patience } from './app-page.ts';
import type { LegacyApp } from './legacy-app.ts';
import type { EndpointMood } from './link-token-endpoint.ts';
import type { RunningApp } from './running-app.ts';

/** Something a user does with an app, and what has to come of it. */
export interface Scenario {
  readonly name: string;
  appliesTo(app: LegacyApp): boolean;
  play(running: RunningApp, app: LegacyApp): Promise<void>;
}

/** The whole way: a click, a bank, an exchange. */
export const finishes: Scenario = {
  name: 'opens Link once, and exchanges what it gives',
  appliesTo: () => true,
  async play(running, app) {
    await running.visit();
    await running.settled();
    await running.click();
    await running.opened(1);
    const token = await running.finishLink();
    const exchanged = app.exchangesNothing === true ? [] : [token];
    await expect.poll(() => running.record.exchanged, patience).toEqual(exchanged);
    await running.settled();
    expect(running.record.exchanged).toEqual(exchanged);
  },
};

/** The bank refuses; the app says so, and the user tries again. */
export const opensAgain: Scenario = {
  name: 'shows when Link was left, and opens again',
  appliesTo: () => true,
  async play(running, { exitShows }) {
    await running.visit();
    await running.click();
    await running.opened(1);
    await running.exitLink({ error_code: 'INVALID_CREDENTIALS' });
    if (exitShows !== undefined) {
      const text = () => running.page.innerText('body');
      await expect.poll(text, patience).toContain(exitShows);
    }
    await running.click();
    await running.opened(2);
  },
};

const waitsForTheToken: Scenario = {
  name: 'opens once when clicked before the token is there',
  appliesTo: ({ disabledUntilReady }) => disabledUntilReady !== true,
  async play(running, { button, clickFirst = 'opens' }) {
    running.endpoint.hold();
    await running.visit();
    await running.click();
    const canBeClicked = await running.page.isEnabled(button);
    if (clickFirst === 'opens' && canBeClicked) await running.click();
    await expect.poll(() => running.endpoint.requests.length, patience).toBeGreaterThan(0);
    expect(running.record.countOf('open')).toBe(0);
    running.endpoint.release();
    await running.opened(1);
  },
};

const cannotBeEarly: Scenario = {
  name: 'cannot be clicked before the token is there',
  appliesTo: ({ disabledUntilReady }) => disabledUntilReady === true,
  async play(running, app) {
    running.endpoint.hold();
    await running.visit();
    await expect.poll(() => running.endpoint.requests.length, patience).toBeGreaterThan(0);
    expect(await running.page.isEnabled(app.button)).toBe(false);
    running.endpoint.release();
    await running.click();
    await running.opened(1);
  },
};

const takesAFreshToken: Scenario = {
  name: 'opens with a fresh token after a success',
  appliesTo: ({ leavesOnSuccess }) => leavesOnSuccess !== true,
  async play(running) {
    await running.visit();
    await running.click();
    await running.opened(1);
    const first = running.record.openedWith;
    await running.finishLink();
    await running.settled();
    await running.click();
    await running.opened(2);
    expect(running.record.openedWith).not.toBe(first);
  },
};

/** What a migrated app does. */
export const migratedScenarios: readonly Scenario[] = [
  finishes,
  waitsForTheToken,
  cannotBeEarly,
  opensAgain,
  takesAFreshToken,
];

/** What a migrated app does while it gets no token. */
export const endpointFailures: readonly Scenario[] = [
  failure('says so when the server fails, and tries again', 'fail'),
  failure('says so when the server has no such route, and tries again', 'page'),
];

function failure(name: string, mood: EndpointMood): Scenario {
  return {
    name,
    // A request that the app made before is its own, and so is what it does when it fails.
    appliesTo: ({ clickFirst }) => clickFirst !== 'asks',
    async play(running, app) {
      running.endpoint.mood = mood;
      running.endpoint.hold();
      await running.visit();
      if (app.disabledUntilReady !== true) await running.click();
      await expect.poll(() => running.endpoint.requests.length, patience).toBeGreaterThan(0);
      running.endpoint.release();
      await expect.poll(() => hasSaidSo(app, running), patience).toBe(true);
      await running.settled();
      expect(running.record.countOf('open')).toBe(0);
      if (app.disabledUntilReady === true) return;

      running.endpoint.mood = 'mint';
      await running.click();
      await running.opened(1);
    },
  };
}

/** On the console, or where the app shows that Link was left. */
async function hasSaidSo(app: LegacyApp, running: RunningApp): Promise<boolean> {
  if (running.consoleErrors.length > 0) return true;
  if (app.exitShows === undefined) return false;
  return (await running.page.innerText('body')).includes(app.exitShows);
}
