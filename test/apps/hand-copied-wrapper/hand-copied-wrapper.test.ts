import { join } from 'node:path';
import { describe } from 'vitest';
import { describeApp } from '../../browser/describe-app.ts';
import type { LegacyApp } from '../../browser/legacy-app.ts';

const app: LegacyApp = {
  folder: join(import.meta.dirname, 'app'),
  static: 'public',
  bundles: { '/static/js/main.js': 'src/index.js' },
  exchange: { path: '/applications/exchangeToken', field: 'publicToken' },
  linkTokens: { path: '/applications/createLinkToken' },
  button: '.plaid-button',
  exitShows: 'Please try another bank.',
};

describe('hand-copied-wrapper', () => {
  describeApp(app);
});
