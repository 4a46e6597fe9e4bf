import { join } from 'node:path';
import { describe } from 'vitest';
import type { LegacyApp } from '../../browser/legacy-app.ts';
import { describeLegacyApp } from '../../browser/legacy-scenarios.ts';

const app: LegacyApp = {
  folder: join(import.meta.dirname, 'app'),
  exchange: { path: '/set_access_token', field: 'public_token' },
  button: '#link-button',
  exitShows: 'Your bank turned you away.',
};

describe('oauth-return', () => {
  describeLegacyApp(app);
});
