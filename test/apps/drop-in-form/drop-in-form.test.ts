import { join } from 'node:path';
import { describe } from 'vitest';
import type { LegacyApp } from '../../browser/legacy-app.ts';
import { describeLegacyApp } from '../../browser/describe-legacy-app.ts';
import { describeMigratedApp } from '../../browser/describe-migrated-app.ts';

const app: LegacyApp = {
  folder: join(import.meta.dirname, 'app'),
  exchange: { path: '/authenticate', field: 'public_token' },
  linkTokens: { path: '/create_link_token' },
  button: '#plaid-link-button',
  leavesOnSuccess: true,
};

describe('drop-in-form', () => {
  describeLegacyApp(app);
  describeMigratedApp(app);
});
