import { join } from 'node:path';
import { describe } from 'vitest';
import type { LegacyApp } from '../../browser/legacy-app.ts';
import { describeLegacyApp } from '../../browser/legacy-scenarios.ts';

const app: LegacyApp = {
  folder: join(import.meta.dirname, 'app'),
  exchange: { path: '/api/tips/authenticate', field: 'public_token' },
  button: '#big-button',
  exitShows: 'Not connected',
};

describe('window-handler', () => {
  describe('opened by an attribute', () => {
    describeLegacyApp(app);
  });

  describe('opened by another file', () => {
    describeLegacyApp({ ...app, button: '#menu-link' });
  });
});
