import { join } from 'node:path';
import { describe } from 'vitest';
import { describeApp } from '../../browser/describe-app.ts';
import type { LegacyApp } from '../../browser/legacy-app.ts';

const app: LegacyApp = {
  folder: join(import.meta.dirname, 'app'),
  exchange: { path: '/bank/public-token', field: 'token' },
  linkTokens: { path: '/bank/create-link-token' },
  button: '#start',
  exitShows: 'Left at requires_credentials',
};

describe('script-loader', () => {
  describeApp(app);
});
