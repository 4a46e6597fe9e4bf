import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Route } from './app-server.ts';
import { describeInChromium } from './in-chromium.ts';
import { patience } from './app-page.ts';
import { copyApp, publicKey, routesOf, type LegacyApp } from './legacy-app.ts';
import type { LinkRecord } from './link-record.ts';
import type { EndpointMood } from './link-token-endpoint.ts';
import { runApp, type RunningApp } from './running-app.ts';

/** Rewrites an app's files in place; returns the path its pages now ask for link tokens. */
export type Migration = (folder: string) => Promise<string>;

/** Migrates an app and uses it as people do: too early, twice, without success, while its server is down. */
export function describeMigratedApp(app: LegacyApp, migrate: Migration): void {
  describe('migrated', () => {
    describeInChromium((browser) => {
      const copy = copyApp(app);
      let routes: (record: LinkRecord) => readonly Route[];
      let linkTokenPath: string;
      beforeAll(async () => {
        linkTokenPath = await migrate(copy.folder);
        routes = await routesOf(app, copy.folder, 'migrated');
      });
      afterAll(() => copy[Symbol.dispose]());
      const run = () =>
        runApp(app, { browser: browser(), generation: 'current', routes, linkTokenPath });

      it('opens Link once with a minted token, and exchanges what it gives', async () => {
        await using running = await run();
        await running.visit();
        await running.settled();
        await running.click();
        await running.opened(1);
        expect(running.record.openedWith).toBe(running.record.minted.at(-1));
        const token = await running.finishLink();
        const exchanged = app.exchangesNothing === true ? [] : [token];
        await expect.poll(() => running.record.exchanged, patience).toEqual(exchanged);
        expectNoFault(running);
      });

      it('opens once when clicked before the token is there', async (context) => {
        context.skip(app.disabledUntilReady === true);
        await using running = await run();
        running.endpoint.hold();
        await running.visit();
        await running.click();
        await running.click();
        await expect.poll(() => running.endpoint.requests.length, patience).toBeGreaterThan(0);
        expect(running.record.countOf('open')).toBe(0);
        running.endpoint.release();
        await running.opened(1);
        expectNoFault(running);
      });

      it('cannot be clicked before the token is there', async (context) => {
        context.skip(app.disabledUntilReady !== true);
        await using running = await run();
        running.endpoint.hold();
        await running.visit();
        await expect.poll(() => running.endpoint.requests.length, patience).toBeGreaterThan(0);
        expect(await running.page.isEnabled(app.button)).toBe(false);
        running.endpoint.release();
        await running.click();
        await running.opened(1);
        expectNoFault(running);
      });

      it('shows when Link was left, and opens again', async () => {
        await using running = await run();
        await running.visit();
        await running.click();
        await running.opened(1);
        await running.exitLink({ error_code: 'INVALID_CREDENTIALS' });
        if (app.exitShows !== undefined) {
          await expect
            .poll(() => running.page.innerText('body'), patience)
            .toContain(app.exitShows);
        }
        await running.click();
        await running.opened(2);
        expectNoFault(running);
      });

      it('opens with a fresh token after a success', async (context) => {
        context.skip(app.leavesOnSuccess === true);
        await using running = await run();
        await running.visit();
        await running.click();
        await running.opened(1);
        const first = running.record.openedWith;
        await running.finishLink();
        await running.settled();
        await running.click();
        await running.opened(2);
        expect(running.record.openedWith).not.toBe(first);
        expectNoFault(running);
      });

      it.for<[string, EndpointMood]>([
        ['fails', 'fail'],
        ['answers with a page', 'page'],
      ])('says so when the server %s, and tries again', async ([, mood]) => {
        await using running = await run();
        running.endpoint.mood = mood;
        running.endpoint.hold();
        await running.visit();
        if (app.disabledUntilReady !== true) await running.click();
        await expect.poll(() => running.endpoint.requests.length, patience).toBeGreaterThan(0);
        running.endpoint.release();
        await expect.poll(() => hasSaidSo(app, running), patience).toBe(true);
        await running.settled();
        expect(running.record.countOf('open')).toBe(0);
        expect(running.pageErrors).toEqual([]);
        if (app.disabledUntilReady === true) return;

        running.endpoint.mood = 'mint';
        await running.click();
        await running.opened(1);
        expect(running.record.faults).toEqual([]);
      });
    });
  });
}

function expectNoFault(running: RunningApp): void {
  expect(running.record.faults).toEqual([]);
  expect(running.server.unanswered).toEqual([]);
  expect(running.server.served.some((text) => text.includes(publicKey))).toBe(false);
  expect(running.pageErrors).toEqual([]);
  expect(running.consoleErrors).toEqual([]);
}

/** On the console, or where the app shows that Link was left. */
async function hasSaidSo(app: LegacyApp, running: RunningApp): Promise<boolean> {
  if (running.consoleErrors.length > 0) return true;
  if (app.exitShows === undefined) return false;
  return (await running.page.innerText('body'))?.includes(app.exitShows) === true;
}
