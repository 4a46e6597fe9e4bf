import { join } from 'node:path';
import { describe } from 'vitest';
import { buildNext, startNext } from '../../servers/build-next.ts';
import { describeServerApp } from '../../servers/describe-server-app.ts';
import { linkTypescript } from '../../servers/link-typescript.ts';
import type { ServerApp } from '../../servers/server-app.ts';

const app: ServerApp = {
  folder: join(import.meta.dirname, 'app'),
  async build(folder) {
    linkTypescript(folder);
    await buildNext(folder);
  },
  start: startNext,
  signIn: async (page, origin) => void (await page.goto(`${origin}/login`)),
  pages: [
    {
      path: '/',
      button: 'main button',
      request: {
        client_name: 'Pocket ledger',
        products: ['transactions'],
        country_codes: ['US', 'CA'],
        user: { client_user_id: 'user-1906' },
      },
    },
  ],
  linked: { path: '/api/plaid/accounts', shows: 'Plaid Checking' },
};

describe('next-app', () => {
  describeServerApp(app);
});
