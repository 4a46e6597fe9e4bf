import { join } from 'node:path';
import { describe } from 'vitest';
import { describeApp } from '../../browser/describe-app.ts';
import { route } from '../../browser/app-server.ts';
import { json } from '../../browser/http-messages.ts';
import type { LegacyApp } from '../../browser/legacy-app.ts';

const app: LegacyApp = {
  folder: join(import.meta.dirname, 'app'),
  routes: (record) => [
    route('POST', '/create_payment_token', () =>
      json({ payment_token: record.issuePublicToken() }),
    ),
  ],
  exchangesNothing: true,
  linkTokens: { path: '/create_payment_token', field: 'payment_token' },
  clickFirst: 'asks',
  button: '#pay',
  exitShows: 'Your bank did not pay.',
};

describe('payment-page', () => {
  describeApp(app);
});
