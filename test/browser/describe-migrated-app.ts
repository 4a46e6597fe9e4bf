import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Route } from './app-server.ts';
import type { Tab } from './in-chromium.ts';
import { copyApp, publicKey, routesOf, type LegacyApp } from './legacy-app.ts';
import type { LinkRecord } from './link-record.ts';
import { migrateApp } from './migrate-app.ts';
import { runApp, type RunningApp } from './running-app.ts';
import { migratedScenarios } from './scenarios.ts';

/** Tests of one app, which start it with `run`. */
export type FurtherTests = (run: () => Promise<RunningApp>) => void;

/** Migrates an app and uses it as people do. What only this app can do is tested in `further`. */
export function describeMigratedApp(app: LegacyApp, tab: () => Tab, further: FurtherTests): void {
  describe('migrated', () => {
    const copy = copyApp(app);
    let routes: (record: LinkRecord) => readonly Route[];
    beforeAll(async () => {
      await migrateApp(copy.folder);
      routes = await routesOf(app, copy.folder, 'migrated');
    });
    afterAll(() => copy[Symbol.dispose]());
    const run = () => runApp(app, { tab: tab(), generation: 'current', routes });

    const scenarios = migratedScenarios.filter(({ appliesTo }) => appliesTo(app));
    it.for(scenarios)('$name', async ({ play, logsErrors }) => {
      await using running = await run();
      await play(running, app);
      expect(faultsOf(running)).toEqual([]);
      if (logsErrors !== true) expect(running.consoleErrors).toEqual([]);
    });

    further(run);
  });
}

/** What went wrong beside the scenario itself. */
function faultsOf({ record, server, pageErrors }: RunningApp): string[] {
  const keys = server.served.filter((text) => text.includes(publicKey));
  return [
    ...record.faults,
    ...pageErrors,
    ...server.unanswered.map((request) => `no route for ${request}`),
    ...keys.map(() => 'the public key was served'),
  ];
}
