import { join } from 'node:path';
import { describe } from 'vitest';
import type { LegacyApp } from '../../browser/legacy-app.ts';
import { describeApp } from '../../browser/describe-app.ts';

const app: LegacyApp = {
  folder: join(import.meta.dirname, 'app'),
  static: 'src',
  bundles: { '/main.js': 'src/main.ts' },
  // Angular asks for the template by its bare name when it compiles in the browser.
  views: { '/app.component.html': { file: 'src/app/app.component.html' } },
  exchange: { path: '/api/plaid/exchange', field: 'public_token' },
  sentByWrapper: ['apiVersion', 'product', 'clientName', 'selectAccount'],
  linkTokens: { path: '/api/plaid/create_link_token' },
  button: '.pay',
  waitsUntilReady: true,
  triesOnce: true,
  exitShows: 'Your bank was not added',
};

describe('angular', () => {
  describeApp(app);
});
