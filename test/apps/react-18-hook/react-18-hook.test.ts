import { join } from 'node:path';
import { describe } from 'vitest';
import type { LegacyApp } from '../../browser/legacy-app.ts';
import { describeApp } from '../../browser/describe-app.ts';

const app: LegacyApp = {
  folder: join(import.meta.dirname, 'app'),
  static: 'public',
  bundles: { '/static/js/main.js': 'src/index.tsx' },
  exchange: { path: '/api/exchange_public_token', field: 'public_token' },
  linkTokens: { path: '/api/create_link_token' },
  button: 'main button',
  waitsUntilReady: true,
  exitShows: 'Your bank said no',
};

describe('react-18-hook', () => {
  describeApp(app);
});
