import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { patience, type LinkGeneration } from '../browser/app-page.ts';
import { describeInChromium, type Tab } from '../browser/in-chromium.ts';
import { copyApp } from '../browser/legacy-app.ts';
import { migrateApp } from '../browser/migrate-app.ts';
import { linkPackages } from './link-packages.ts';
import { runServerApp, type RunningServerApp } from './run-server-app.ts';
import { decide, type LinkPage, type ServerApp } from './server-app.ts';

/** Next.js takes its time on a busy machine, in milliseconds. */
const longestBuild = 240_000;

/** Tests of one app, which start it with `run`. */
export type FurtherServerTests = (run: () => Promise<RunningServerApp>) => void;

/**
 * An app with its own server, as its authors left it and migrated by one command: started against the
 * simulator, a user links a bank, and the server holds an access token that works. What only this app can do
 * is tested in `further`, and in `before` as its authors left it.
 */
export function describeServerApp(
  app: ServerApp,
  further: FurtherServerTests = () => {},
  before: FurtherServerTests = () => {},
): void {
  describeInChromium((tab) => {
    describe('before it is migrated', () => {
      const run = prepared(app, tab, 'legacy');
      tryEachPage(app, 'legacy', run);
      before(run);
    });
    describe('migrated', () => {
      const run = prepared(app, tab, 'current');
      tryEachPage(app, 'current', run);
      further(run);
    });
  });
}

function prepared(
  app: ServerApp,
  tab: () => Tab,
  generation: LinkGeneration,
): () => Promise<RunningServerApp> {
  const copy = copyApp(app);
  beforeAll(async () => {
    if (generation === 'current') {
      await migrateApp(copy.folder);
      decide(copy.folder, app.decisions ?? []);
    }
    linkPackages(copy.folder);
    await app.build?.(copy.folder);
  }, longestBuild);
  afterAll(() => copy[Symbol.dispose]());
  return () => runServerApp(app, { tab: tab(), folder: copy.folder, generation });
}

function tryEachPage(
  app: ServerApp,
  generation: LinkGeneration,
  run: () => Promise<RunningServerApp>,
): void {
  it.for(app.pages)('links a bank on $path with $button', async (page) => {
    await using running = await run();
    await linkBank(running, page);
    if (generation === 'current') {
      const minted = running.simulator.linkTokens();
      const opened = minted.find(({ token }) => token === running.record.openedWith);
      expect(opened?.request).toMatchObject(page.request);
    }
    expect(await running.ask(app.linked.path)).toContain(app.linked.shows);
    expect(faultsOf(running)).toEqual([]);
  });
}

/** The whole way: a click, a bank, an exchange that Plaid has answered. */
export async function linkBank(
  running: RunningServerApp,
  { path, button }: LinkPage,
): Promise<void> {
  const { simulator } = running;
  await running.visit(path);
  await running.settled();
  await running.page.click(button);
  await running.opened(1);
  await running.finishLink();
  const linked = (): string | null => simulator.itemState(simulator.itemCount() - 1).access_token;
  await expect.poll(linked, { ...patience, message: running.server.output() }).not.toBeNull();
  await running.settled();
}

/** What went wrong beside the scenario itself: Link's, the page's, and what Plaid refused. */
export function faultsOf({ record, pageErrors, simulator, server }: RunningServerApp): string[] {
  const { ok: _, ...refused } = simulator.calls().by_outcome;
  const reasons = Object.keys(refused).length === 0 ? [] : [server.output()];
  return [...record.faults, ...pageErrors, ...Object.keys(refused), ...reasons];
}
