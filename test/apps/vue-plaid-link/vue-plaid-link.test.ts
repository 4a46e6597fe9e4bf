import { join } from 'node:path';
import { describe } from 'vitest';
import { describeApp } from '../../browser/describe-app.ts';
import type { LegacyApp } from '../../browser/legacy-app.ts';

const app: LegacyApp = {
  folder: join(import.meta.dirname, 'app'),
  static: 'public',
  bundles: { '/js/app.js': 'src/main.js' },
  exchange: { path: '/members/bank', field: 'publicToken' },
  linkTokens: { path: '/members/create_link_token' },
  sentByWrapper: ['env', 'product', 'selectAccount'],
  button: '.plaid-link-button',
  waitsUntilReady: true,
  triesOnce: true,
  exitShows: 'No bank, no club',
};

describe('vue-plaid-link', () => {
  describeApp(app);
});
