import { join } from 'node:path';
import { describe } from 'vitest';
import { describeApp } from '../../browser/describe-app.ts';
import { publicKey, type LegacyApp } from '../../browser/legacy-app.ts';

const app: LegacyApp = {
  folder: join(import.meta.dirname, 'app'),
  static: 'static',
  views: {
    '/': {
      file: 'templates/index.html',
      engine: 'jinja',
      values: { owner: 'Ada', plaid_environment: 'sandbox' },
      legacyValues: { plaid_public_key: publicKey },
    },
  },
  exchange: { path: '/get_access_token', field: 'public_token' },
  linkTokens: { path: '/create_link_token' },
  button: '#linkButton',
  exitShows: 'No luck, Ada.',
};

describe('jinja-template', () => {
  describeApp(app);
});
