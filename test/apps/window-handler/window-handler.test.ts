import { join } from 'node:path';
import { describe } from 'vitest';
import type { LegacyApp } from '../../browser/legacy-app.ts';
import { describeApp } from '../../browser/describe-app.ts';

const app: LegacyApp = {
  folder: join(import.meta.dirname, 'app'),
  exchange: { path: '/api/tips/authenticate', field: 'public_token' },
  linkTokens: { path: '/api/tips/create_link_token' },
  button: '#big-button',
  exitShows: 'Not connected',
};

describe('window-handler', () => {
  describe('opened by an attribute', () => {
    describeApp(app);
  });

  describe('opened by another file', () => {
    describeApp({ ...app, button: '#menu-link' });
  });
});
