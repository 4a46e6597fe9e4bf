import { join } from 'node:path';
import { describe } from 'vitest';
import type { LegacyApp } from '../../browser/legacy-app.ts';
import { describeApp } from '../../browser/describe-app.ts';

const app: LegacyApp = {
  folder: join(import.meta.dirname, 'app'),
  exchange: { path: '/plaid/exchange', field: 'publicToken' },
  linkTokens: { path: '/plaid/create_link_token' },
  clickFirst: 'creates',
  button: '.connect',
  exitShows: 'No purchases to round up',
};

describe('chained-open', () => {
  describeApp(app);
});
