import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeApp } from '../../browser/describe-app.ts';
import { publicKey, type LegacyApp } from '../../browser/legacy-app.ts';

const app: LegacyApp = {
  folder: join(import.meta.dirname, 'app'),
  static: 'public',
  views: {
    '/': {
      file: 'views/index.ejs',
      values: {
        PLAID_ENV: 'sandbox',
        PLAID_PRODUCTS: 'auth,transactions',
        PLAID_COUNTRY_CODES: 'GB,FR',
        PLAID_OAUTH_REDIRECT_URI: 'https://starter.example.com/',
        PLAID_OAUTH_NONCE: '0123456789abcdef',
      },
      legacyValues: { PLAID_PUBLIC_KEY: publicKey },
    },
  },
  exchange: { path: '/api/set_access_token', field: 'public_token' },
  linkTokens: { path: '/api/create_link_token' },
  button: '#link-btn',
  exitShows: 'Could not link',
};

describe('shared-options', () => {
  describeApp(app, (run) => {
    it('opens Link by itself, with the same token, when the bank sends the user back', async () => {
      await using running = await run();
      const { record } = running;
      await running.visit();
      await running.click();
      await running.opened(1);
      const token = record.openedWith;
      const { length } = record.minted;

      await running.visit('/?oauth_state_id=state-1');
      await running.opened(2);
      expect(record.openedWith).toBe(token);
      expect(record.minted).toHaveLength(length);
      expect(record.faults).toEqual([]);
      expect(running.pageErrors).toEqual([]);
    });

    it('links another bank after the one that sent the user back', async () => {
      await using running = await run();
      const { record } = running;
      await running.visit();
      await running.click();
      await running.opened(1);
      await running.visit('/?oauth_state_id=state-1');
      await running.opened(2);
      const token = record.openedWith;
      await running.finishLink();
      await running.click();
      await running.opened(3);
      expect(record.openedWith).not.toBe(token);
      expect(record.faults).toEqual([]);
    });

    it('comes back to the Link that was open, though another tab has looked at the page', async () => {
      await using running = await run();
      const { record } = running;
      await running.visit();
      await running.click();
      await running.opened(1);
      const token = record.openedWith;
      await running.visit();
      await running.settled();

      await running.visit('/?oauth_state_id=state-1');
      await running.opened(2);
      expect(record.openedWith).toBe(token);
    });
  });
});
