import { join } from 'node:path';
import { describe } from 'vitest';
import type { LegacyApp } from '../../browser/legacy-app.ts';
import { describeApp } from '../../browser/describe-app.ts';

const app: LegacyApp = {
  folder: join(import.meta.dirname, 'app'),
  static: 'public',
  bundles: { '/static/js/main.js': 'src/index.js' },
  exchange: { path: '/api/plaid/exchange', field: 'publicToken' },
  linkTokens: { path: '/api/plaid/create_link_token' },
  button: '.link-button',
  exitShows: 'We could not reach your bank.',
};

describe('react-16-class', () => {
  describeApp(app);
});
