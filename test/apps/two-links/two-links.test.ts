import { join } from 'node:path';
import { describe } from 'vitest';
import { describeApp } from '../../browser/describe-app.ts';
import type { LegacyApp } from '../../browser/legacy-app.ts';

const app: LegacyApp = {
  folder: join(import.meta.dirname, 'app'),
  exchange: { path: '/api/exchange', field: 'publicToken' },
  linkTokens: { path: '/api/create_link_token' },
  button: '#bank',
  exitShows: 'Nothing was added',
};

describe('two-links', () => {
  describe('a bank', () => {
    describeApp(app);
  });

  describe('a broker', () => {
    describeApp({ ...app, button: '#broker' });
  });
});
