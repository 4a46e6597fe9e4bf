import { join } from 'node:path';
import { describe } from 'vitest';
import { publicKey, type LegacyApp } from '../../browser/legacy-app.ts';
import { describeApp } from '../../browser/describe-app.ts';

const app: LegacyApp = {
  folder: join(import.meta.dirname, 'app'),
  static: 'public',
  views: {
    '/': {
      file: 'views/index.ejs',
      values: { PLAID_ENV: 'sandbox', PLAID_PRODUCTS: 'auth,transactions' },
      legacyValues: { PLAID_PUBLIC_KEY: publicKey },
    },
  },
  exchange: { path: '/get_access_token', field: 'public_token' },
  linkTokens: { path: '/create_link_token' },
  button: '#link-btn',
  exitShows: 'Something went wrong with your bank.',
};

describe('ejs-express', () => {
  describeApp(app);
});
