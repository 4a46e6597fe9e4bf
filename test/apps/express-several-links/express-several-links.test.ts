import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeServerApp } from '../../servers/describe-server-app.ts';
import type { ServerApp } from '../../servers/server-app.ts';

const page = (path: string, request: object, button = '#open') => ({
  path,
  button,
  request: { client_name: 'Two Door Bank', user: { client_user_id: 'desk-1' }, ...request },
});

const app: ServerApp = {
  folder: join(import.meta.dirname, 'app'),
  start: { script: 'app.js' },
  decisions: [
    {
      says: 'desks are our users',
      file: 'app.js',
      from: 'client_user_id: ""',
      to: 'client_user_id: req.deskId',
    },
  ],
  pages: [
    page('/', { products: ['auth'], country_codes: ['US'] }),
    page('/budget.html', { products: ['transactions'], country_codes: ['US'] }),
    page('/loans.html', {
      products: ['assets', 'transactions'],
      country_codes: ['US', 'CA'],
      webhook: 'https://twodoor.example/assets',
    }),
    page('/both.html', { products: ['auth'] }, '#pay'),
    page('/both.html', { products: ['investments'] }, '#invest'),
  ],
  linked: { path: '/plaid/accounts', shows: 'Plaid Checking' },
};

describe('express-several-links', () => {
  describeServerApp(app, (run) => {
    it('knows Links by their names alone', async () => {
      await using running = await run();
      for (const query of ['', '?link=identity', '?link=constructor', '?link=auth&link=assets']) {
        const url = `${running.server.origin}/plaid/create_link_token${query}`;
        const body = JSON.stringify({ products: ['identity'] });
        const headers = { 'content-type': 'application/json' };
        expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(400);
      }
      expect(running.simulator.linkTokens()).toEqual([]);
    });

    it('says what Plaid refuses, as it did', async () => {
      await using running = await run();
      const exchanged = await fetch(`${running.server.origin}/plaid/exchange`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token: 'public-sandbox-unknown' }),
      });
      expect(exchanged.status).toBe(400);
      expect(await exchanged.json()).toEqual({ ok: false, message: 'INVALID_PUBLIC_TOKEN' });
      expect(running.server.output()).toContain('exchange failed INVALID_PUBLIC_TOKEN');

      const accounts = await fetch(`${running.server.origin}/plaid/accounts`);
      expect(accounts.status).toBe(400);
      expect(await accounts.json()).toEqual({ code: 'MISSING_FIELDS' });
    });
  });
});
