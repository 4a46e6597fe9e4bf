import { join } from 'node:path';
import { describe } from 'vitest';
import type { LegacyApp } from '../../browser/legacy-app.ts';
import { describeApp } from '../../browser/describe-app.ts';

const app: LegacyApp = {
  folder: join(import.meta.dirname, 'app'),
  exchange: { path: '/get_access_token', field: 'public_token' },
  linkTokens: { path: '/create_link_token' },
  button: '#link',
  exitShows: 'Your bank was not connected.',
};

describe('jquery-page', () => {
  describeApp(app);
});
