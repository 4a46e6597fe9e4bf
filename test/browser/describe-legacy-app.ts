import { beforeAll, describe, expect, it } from 'vitest';
import { patience, type LinkGeneration } from './app-page.ts';
import type { Route } from './app-server.ts';
import type { Tab } from './in-chromium.ts';
import { routesOf, type LegacyApp } from './legacy-app.ts';
import type { LinkRecord } from './link-record.ts';
import { runApp } from './running-app.ts';
import { finishes, opensAgain, type Scenario } from './scenarios.ts';

/**
 * Shows that an app is what it is meant to be: whole while Link took public keys, and turned away by
 * Link as it is.
 */
export function describeLegacyApp(app: LegacyApp, tab: () => Tab): void {
  describe('before it is migrated', () => {
    let routes: (record: LinkRecord) => readonly Route[];
    beforeAll(async () => {
      routes = await routesOf(app, app.folder, 'legacy');
    });
    const run = (generation: LinkGeneration) => runApp(app, { tab: tab(), generation, routes });

    const whole: readonly Scenario[] = [finishes, opensAgain];
    it.for(whole)('$name', async ({ play }) => {
      await using running = await run('legacy');
      await play(running, app);
      expect(running.record.faults).toEqual([]);
      expect(running.pageErrors).toEqual([]);
    });

    it('is turned away by Link as it is', async () => {
      await using running = await run('current');
      await running.visit();
      const { faults } = running.record;
      // Some pages fail at load and never make their button, or never enable it.
      await expect
        .poll(async () => faults.length > 0 || running.canBeClicked(), patience)
        .toBe(true);
      if (faults.length === 0) await running.click();
      await expect.poll(() => faults, patience).not.toEqual([]);
      expect(running.record.countOf('open')).toBe(0);
    });
  });
}
