import { expect } from 'vitest';
import { patience } from './app-page.ts';
import type { LegacyApp } from './legacy-app.ts';
import type { RunningApp } from './running-app.ts';

/** Something a user does with an app, and what has to come of it. */
export interface Scenario {
  readonly name: string;
  appliesTo(app: LegacyApp): boolean;
  /** The page has to write errors to the console. */
  readonly logsErrors?: boolean;
  play(running: RunningApp, app: LegacyApp): Promise<void>;
}

/** The whole way: a click, a bank, an exchange. Then another bank, which needs another token. */
export const finishes: Scenario = {
  name: 'opens Link once, exchanges what it gives, and opens again',
  appliesTo: () => true,
  async play(running, app) {
    const { record } = running;
    await running.visit();
    await running.settled();
    await running.click();
    await running.opened(1);
    const token = await running.finishLink();
    const exchanged = app.exchangesNothing === true ? [] : [token];
    await expect.poll(() => record.exchanged, patience).toEqual(exchanged);
    await running.settled();
    expect(record.exchanged).toEqual(exchanged);
    if (app.leavesOnSuccess === true) return;

    await running.click();
    await running.opened(2);
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
  appliesTo: ({ waitsUntilReady }) => waitsUntilReady !== true,
  async play(running, { clickFirst = 'opens' }) {
    running.endpoint.hold();
    await running.visit();
    await running.click();
    if (clickFirst === 'opens' && (await running.canBeClicked())) await running.click();
    await expect.poll(() => running.endpoint.requests.length, patience).toBeGreaterThan(0);
    expect(running.record.countOf('open')).toBe(0);
    running.endpoint.release();
    await running.opened(1);
  },
};

const cannotBeEarly: Scenario = {
  name: 'cannot be clicked before the token is there',
  appliesTo: ({ waitsUntilReady }) => waitsUntilReady === true,
  async play(running) {
    running.endpoint.hold();
    await running.visit();
    await expect.poll(() => running.endpoint.requests.length, patience).toBeGreaterThan(0);
    expect(await running.canBeClicked()).toBe(false);
    running.endpoint.release();
    await running.click();
    await running.opened(1);
  },
};

const expires: Scenario = {
  name: 'fetches another token when its own has expired',
  appliesTo: () => true,
  async play(running) {
    await running.visit();
    await running.click();
    await running.opened(1);
    const expired = running.record.openedWith;
    await running.exitLink({ error_code: 'INVALID_LINK_TOKEN' });
    await running.settled();
    await running.click();
    await running.opened(2);
    expect(running.record.openedWith).not.toBe(expired);
  },
};

const getsNoToken: Scenario = {
  name: 'says so when it gets no token, and tries again',
  logsErrors: true,
  // A request that the app made before is its own, and so is what it does when it fails.
  appliesTo: ({ clickFirst }) => clickFirst !== 'asks',
  async play(running, app) {
    const { endpoint, record } = running;
    endpoint.mood = 'fail';
    endpoint.hold();
    await running.visit();
    if (app.waitsUntilReady !== true) await running.click();
    await expect.poll(() => endpoint.requests.length, patience).toBeGreaterThan(0);
    endpoint.release();
    await expect.poll(() => hasSaidSo(app, running), patience).toBe(true);
    await running.settled();
    expect(record.countOf('open')).toBe(0);
    if (app.triesOnce === true) return;

    endpoint.mood = 'page';
    const saidBefore = running.consoleErrors.length;
    await running.click();
    await expect.poll(() => running.consoleErrors.length, patience).toBeGreaterThan(saidBefore);
    await running.settled();
    expect(record.countOf('open')).toBe(0);

    endpoint.mood = 'mint';
    await running.click();
    await running.opened(1);
  },
};

/** On the console, or where the app shows that Link was left. */
async function hasSaidSo(app: LegacyApp, running: RunningApp): Promise<boolean> {
  if (running.consoleErrors.length > 0) return true;
  if (app.exitShows === undefined) return false;
  return (await running.page.innerText('body')).includes(app.exitShows);
}

/** What a migrated app does. */
export const migratedScenarios: readonly Scenario[] = [
  finishes,
  waitsForTheToken,
  cannotBeEarly,
  opensAgain,
  expires,
  getsNoToken,
];
