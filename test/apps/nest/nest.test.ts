import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileApp } from '../../servers/compile-app.ts';
import { describeServerApp } from '../../servers/describe-server-app.ts';
import type { ServerApp } from '../../servers/server-app.ts';

const app: ServerApp = {
  folder: join(import.meta.dirname, 'app'),
  build: compileApp,
  start: { script: 'dist/main.js' },
  signIn: async (page, origin) => void (await page.goto(`${origin}/login`)),
  pages: [
    {
      path: '/',
      button: '#connect',
      request: {
        client_name: 'Invoices',
        products: ['auth'],
        user: { client_user_id: 'company-42' },
      },
    },
  ],
  linked: { path: '/bank/accounts', shows: 'Plaid Checking' },
};

describe('nest', () => {
  describeServerApp(app, (run) => {
    test('gives strangers no link token', async () => {
      await using running = await run();
      const url = `${running.server.origin}/bank/createLinkToken`;
      expect((await fetch(url, { method: 'POST' })).status).toBe(403);
      expect(running.simulator.linkTokens()).toEqual([]);
    });
  });
});
