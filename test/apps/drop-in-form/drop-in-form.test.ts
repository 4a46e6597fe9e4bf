import { join } from 'node:path';
import { describe } from 'vitest';
import type { LegacyApp } from '../../browser/legacy-app.ts';
import { describeApp } from '../../browser/describe-app.ts';

const app: LegacyApp = {
  folder: join(import.meta.dirname, 'app'),
  exchange: { path: '/authenticate', field: 'public_token' },
  linkTokens: { path: '/create_link_token' },
  button: '#plaid-link-button',
  leavesOnSuccess: true,
};

describe('drop-in-form', () => {
  describeApp(app);
});
