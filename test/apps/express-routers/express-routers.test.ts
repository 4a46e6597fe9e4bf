import { join } from 'node:path';
import { describe } from 'vitest';
import { describeServerApp } from '../../servers/describe-server-app.ts';
import type { ServerApp } from '../../servers/server-app.ts';

const app: ServerApp = {
  folder: join(import.meta.dirname, 'app'),
  start: { script: 'server/index.js' },
  async signIn(page, origin) {
    await page.goto(`${origin}/login.html`);
    await page.fill('input[name=email]', 'ada@example.com');
    await page.click('button');
    await page.waitForURL(`${origin}/`);
  },
  pages: [
    {
      path: '/',
      button: '#add-bank',
      request: {
        client_name: 'Envelope Budget',
        products: ['transactions'],
        user: { client_user_id: '1' },
      },
    },
  ],
  linked: { path: '/api/plaid/spending', shows: '"seen":24,"of":24' },
};

describe('express-routers', () => {
  describeServerApp(app);
});
