import { join } from 'node:path';
import { describe } from 'vitest';
import type { LegacyApp } from '../../browser/legacy-app.ts';
import { describeLegacyApp } from '../../browser/legacy-scenarios.ts';

const app: LegacyApp = {
  folder: join(import.meta.dirname, 'app'),
  exchange: { path: '/authenticate', field: 'public_token' },
  button: '#plaid-link-button',
  leavesOnSuccess: true,
};

describe('drop-in-form', () => {
  describeLegacyApp(app);
});
