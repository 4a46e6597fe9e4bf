import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';
import { publicKey } from '../../browser/legacy-app.ts';
import { describeServerApp } from '../../servers/describe-server-app.ts';
import type { ServerApp } from '../../servers/server-app.ts';

const emulator = join(import.meta.dirname, '../../servers/functions-emulator.mts');

const app: ServerApp = {
  folder: join(import.meta.dirname, 'app'),
  build: (folder) => copyFileSync(emulator, join(folder, 'emulator.mts')),
  start: {
    script: 'emulator.mts',
    env: { PLAID_PUBLIC_KEY: publicKey, GCLOUD_PROJECT: 'demo', FIREBASE_CONFIG: '{}' },
  },
  decisions: [
    {
      says: 'the demo has one user',
      file: 'functions/index.js',
      from: "createLinkToken('')",
      to: "createLinkToken('demo-user')",
    },
  ],
  pages: [
    {
      path: '/',
      button: '#add',
      request: { client_name: 'Nest egg', products: ['transactions'] },
    },
  ],
  linked: { path: '/accounts', shows: 'Plaid Checking' },
};

describe('firebase-callable', () => {
  describeServerApp(app);
});
