import { join } from 'node:path';
import { describe } from 'vitest';
import { describeApp } from '../../browser/describe-app.ts';
import type { LegacyApp } from '../../browser/legacy-app.ts';

const app: LegacyApp = {
  folder: join(import.meta.dirname, 'app'),
  static: 'public',
  bundles: { '/static/js/main.js': 'src/index.js' },
  exchange: { path: '/api/plaid/accounts/add', field: 'public_token' },
  linkTokens: { path: '/api/plaid/accounts/create_link_token' },
  button: '.main-btn',
  exitShows: 'We could not add this account.',
};

describe('plaid-link-button', () => {
  describeApp(app);
});
