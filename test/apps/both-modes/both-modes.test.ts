import { join } from 'node:path';
import { describe } from 'vitest';
import { route } from '../../browser/app-server.ts';
import { json } from '../../browser/http-messages.ts';
import type { LegacyApp } from '../../browser/legacy-app.ts';
import { describeLegacyApp } from '../../browser/legacy-scenarios.ts';

const app: LegacyApp = {
  folder: join(import.meta.dirname, 'app'),
  routes: (record) => [
    route('POST', '/plaid/public_token', () => json({ public_token: record.issuePublicToken() })),
  ],
  exchange: { path: '/plaid/exchange', field: 'token' },
  button: '#add',
  exitShows: 'That did not work.',
};

describe('both-modes', () => {
  describe('adding a bank', () => {
    describeLegacyApp(app);
  });

  describe('repairing one', () => {
    describeLegacyApp({ ...app, button: '.repair', exchangesNothing: true });
  });
});
