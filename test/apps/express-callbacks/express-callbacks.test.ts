import { join } from 'node:path';
import { describe } from 'vitest';
import { describeServerApp } from '../../servers/describe-server-app.ts';
import type { ServerApp } from '../../servers/server-app.ts';

const app: ServerApp = {
  folder: join(import.meta.dirname, 'app'),
  start: { script: 'index.js' },
  decisions: [
    {
      says: 'the demo has one user',
      file: 'index.js',
      from: "client_user_id: ''",
      to: "client_user_id: 'demo-user'",
    },
  ],
  pages: [
    {
      path: '/',
      button: '#link-btn',
      request: { client_name: 'Penny Jar', products: ['transactions', 'auth'] },
    },
  ],
  linked: { path: '/accounts', shows: 'Plaid Checking' },
};

describe('express-callbacks', () => {
  describeServerApp(app);
});
