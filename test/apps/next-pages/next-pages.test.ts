import { join } from 'node:path';
import { describe } from 'vitest';
import { publicKey } from '../../browser/legacy-app.ts';
import { buildNext, startNext } from '../../servers/build-next.ts';
import { describeServerApp } from '../../servers/describe-server-app.ts';
import type { ServerApp } from '../../servers/server-app.ts';

const app: ServerApp = {
  folder: join(import.meta.dirname, 'app'),
  build: buildNext,
  start: { ...startNext, env: { ...startNext.env, PLAID_PUBLIC_KEY: publicKey } },
  signIn: async (page, origin) => void (await page.goto(`${origin}/api/login`)),
  pages: [
    {
      path: '/',
      button: 'main button',
      request: {
        client_name: 'Rentbook',
        products: ['auth', 'transactions'],
        user: { client_user_id: 'landlord-17' },
      },
    },
  ],
  linked: { path: '/api/plaid/accounts', shows: 'Plaid Checking' },
};

describe('next-pages', () => {
  describeServerApp(app);
});
