import { join } from 'node:path';
import { describe } from 'vitest';
import { route } from '../../browser/app-server.ts';
import { json } from '../../browser/http-messages.ts';
import type { LegacyApp } from '../../browser/legacy-app.ts';
import { describeApp } from '../../browser/describe-app.ts';

const app: LegacyApp = {
  folder: join(import.meta.dirname, 'app'),
  routes: (record) => [
    route('POST', '/plaid/public_token', () => json({ public_token: record.issuePublicToken() })),
  ],
  exchange: { path: '/plaid/exchange', field: 'token' },
  linkTokens: { path: '/plaid/create_link_token' },
  clickFirst: 'creates',
  button: '#add',
  exitShows: 'That did not work.',
};

describe('both-modes', () => {
  describe('adding a bank', () => {
    describeApp(app);
  });

  describe('repairing one', () => {
    const repair: LegacyApp = {
      ...app,
      linkTokens: { path: '/plaid/public_token', field: 'public_token' },
      exchangesNothing: true,
      clickFirst: 'asks',
      button: '.repair',
    };
    describeApp(repair);
  });
});
