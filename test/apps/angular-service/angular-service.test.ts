import { join } from 'node:path';
import { describe } from 'vitest';
import { describeApp } from '../../browser/describe-app.ts';
import type { LegacyApp } from '../../browser/legacy-app.ts';

const app: LegacyApp = {
  folder: join(import.meta.dirname, 'app'),
  static: 'src',
  bundles: { '/main.js': 'src/main.ts' },
  exchange: { path: '/api/accounts/link', field: 'token' },
  linkTokens: { path: '/api/accounts/create_link_token' },
  button: '.save',
  exitShows: 'The piggy bank stays empty',
};

describe('angular-service', () => {
  describeApp(app);
});
