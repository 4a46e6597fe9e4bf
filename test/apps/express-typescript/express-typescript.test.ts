import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileApp } from '../../servers/compile-app.ts';
import { describeServerApp } from '../../servers/describe-server-app.ts';
import type { ServerApp } from '../../servers/server-app.ts';

const app: ServerApp = {
  folder: join(import.meta.dirname, 'app'),
  build: compileApp,
  start: { script: 'dist/server.js', env: { DEV_TENANT: 'tenant-7' } },
  decisions: [
    {
      says: 'tenants are our users',
      file: 'src/routes/banks.ts',
      from: "createLinkToken('')",
      to: 'createLinkToken(req.tenantId)',
    },
  ],
  pages: [
    {
      path: '/',
      button: '#connect',
      request: {
        client_name: 'Rent Check',
        products: ['transactions'],
        country_codes: ['US', 'CA'],
        account_filters: { depository: { account_subtypes: ['checking'] } },
        user: { client_user_id: 'tenant-7' },
      },
    },
  ],
  linked: { path: '/api/bank/summary', shows: 'First Platypus Bank' },
};

describe('express-typescript', () => {
  describeServerApp(app, (run) => {
    it('hears of errors in the file that calls the service', async () => {
      await using running = await run();
      const answer = await fetch(`${running.server.origin}/api/bank/link`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ public_token: 'public-sandbox-unknown' }),
      });
      expect(answer.status).toBe(502);
      expect(await answer.json()).toEqual({ error: 'INVALID_PUBLIC_TOKEN' });
    });
  });
});
