import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { patience } from '../../browser/app-page.ts';
import type { LegacyApp } from '../../browser/legacy-app.ts';
import { describeApp } from '../../browser/describe-app.ts';

const app: LegacyApp = {
  folder: join(import.meta.dirname, 'app'),
  exchange: { path: '/set_access_token', field: 'public_token' },
  linkTokens: { path: '/create_link_token' },
  button: '#link-button',
  exitShows: 'Your bank turned you away.',
};

describe('oauth-return', () => {
  describeApp(app, (run) => {
    it('opens Link again with the same token when the bank sends the user back', async () => {
      await using running = await run();
      const { page, record } = running;
      await running.visit();
      await running.click();
      await running.opened(1);
      const token = record.openedWith;
      const { length } = record.minted;

      await running.visit('/oauth-response.html?oauth_state_id=state-1');
      await running.opened(2);
      expect(record.openedWith).toBe(token);
      expect(record.minted).toHaveLength(length);
      expect(record.events).toContainEqual({
        kind: 'create',
        token,
        receivedRedirectUri: page.url(),
      });
      const publicToken = await running.finishLink();
      await expect.poll(() => record.exchanged, patience).toEqual([publicToken]);
      expect(record.faults).toEqual([]);
      expect(running.pageErrors).toEqual([]);
    });
  });
});
