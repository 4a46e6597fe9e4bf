import { join } from 'node:path';
import { describe } from 'vitest';
import type { LegacyApp } from '../../browser/legacy-app.ts';
import { describeApp } from '../../browser/describe-app.ts';

const app: LegacyApp = {
  folder: join(import.meta.dirname, 'app'),
  static: 'public',
  bundles: { '/js/app.js': 'src/main.js' },
  exchange: { path: '/plaid/access_token', field: 'public_token' },
  linkTokens: { path: '/plaid/create_link_token' },
  button: '.btn',
  exitShows: 'No bank was linked.',
};

describe('vue-2', () => {
  describeApp(app);
});
