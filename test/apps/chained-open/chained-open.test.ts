import { join } from 'node:path';
import { describe } from 'vitest';
import type { LegacyApp } from '../../browser/legacy-app.ts';
import { describeLegacyApp } from '../../browser/legacy-scenarios.ts';

const app: LegacyApp = {
  folder: join(import.meta.dirname, 'app'),
  exchange: { path: '/plaid/exchange', field: 'publicToken' },
  button: '.connect',
  exitShows: 'No purchases to round up',
};

describe('chained-open', () => {
  describeLegacyApp(app);
});
