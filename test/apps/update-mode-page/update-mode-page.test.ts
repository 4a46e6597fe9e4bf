import { join } from 'node:path';
import { describe } from 'vitest';
import { route } from '../../browser/app-server.ts';
import { json } from '../../browser/http-messages.ts';
import type { LegacyApp } from '../../browser/legacy-app.ts';
import { describeApp } from '../../browser/describe-app.ts';

const app: LegacyApp = {
  folder: join(import.meta.dirname, 'app'),
  routes: (record) => [
    route('POST', '/create_public_token', () => json({ public_token: record.issuePublicToken() })),
  ],
  exchangesNothing: true,
  linkTokens: { path: '/create_public_token', field: 'public_token' },
  clickFirst: 'asks',
  button: '#reconnect',
  exitShows: 'We still cannot reach your bank.',
};

describe('update-mode-page', () => {
  describeApp(app);
});
