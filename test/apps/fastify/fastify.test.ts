import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { publicKey } from '../../browser/legacy-app.ts';
import { describeServerApp } from '../../servers/describe-server-app.ts';
import type { ServerApp } from '../../servers/server-app.ts';

const app: ServerApp = {
  folder: join(import.meta.dirname, 'app'),
  start: { script: 'server.js', env: { PLAID_PUBLIC_KEY: publicKey } },
  pages: [
    {
      path: '/',
      button: '#link',
      request: {
        client_name: 'Tipjar',
        products: ['auth'],
        user: { client_user_id: 'performer-3' },
      },
    },
  ],
  linked: { path: '/bank/accounts', shows: 'Plaid Checking' },
};

describe('fastify', () => {
  describeServerApp(app, (run) => {
    test('gives strangers no link token', async () => {
      await using running = await run();
      const url = `${running.server.origin}/bank/create-link-token`;
      expect((await fetch(url, { method: 'POST' })).status).toBe(401);
      expect(running.simulator.linkTokens()).toEqual([]);
    });
  });
});
