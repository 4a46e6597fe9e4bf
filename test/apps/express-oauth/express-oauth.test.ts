import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { patience } from '../../browser/app-page.ts';
import { publicKey } from '../../browser/legacy-app.ts';
import { describeServerApp, faultsOf } from '../../servers/describe-server-app.ts';
import type { RunningServerApp } from '../../servers/run-server-app.ts';
import type { LinkPage, ServerApp } from '../../servers/server-app.ts';

const page: LinkPage = {
  path: '/',
  button: '#link-button',
  request: {
    client_name: 'Open accounts',
    products: ['transactions', 'identity'],
    country_codes: ['GB', 'IE'],
    redirect_uri: 'https://accounts.example/oauth-response',
  },
};

const app: ServerApp = {
  folder: join(import.meta.dirname, 'app'),
  start: {
    script: 'index.js',
    env: {
      PLAID_PUBLIC_KEY: publicKey,
      PLAID_PRODUCTS: 'transactions,identity',
      PLAID_OAUTH_REDIRECT_URI: 'https://accounts.example/oauth-response',
    },
  },
  decisions: [
    {
      says: 'this app has one user',
      file: 'index.js',
      from: "client_user_id: ''",
      to: "client_user_id: 'only-one'",
    },
  ],
  pages: [page],
  linked: { path: '/accounts', shows: 'Plaid Checking' },
};

/** The user goes to the bank, which sends them back. */
async function comeBack(running: RunningServerApp): Promise<void> {
  await running.visit(page.path);
  await running.settled();
  await running.page.click(page.button);
  await running.opened(1);
  await running.visit('/oauth-response?oauth_state_id=7d3f');
  await running.opened(2);
}

async function linked(running: RunningServerApp): Promise<void> {
  await running.finishLink();
  const text = (): Promise<string> => running.page.innerText('#message');
  await expect.poll(text, patience).toBe('Your accounts are open.');
  expect(await running.ask('/accounts')).toContain('Plaid Checking');
}

describe('express-oauth', () => {
  describeServerApp(
    app,
    (run) => {
      it('goes on with the same link token when the bank sends the user back', async () => {
        await using running = await run();
        await comeBack(running);
        const minted = running.simulator.linkTokens().map(({ token }) => token);
        expect(minted).toEqual([running.record.openedWith]);
        const created = running.record.events.findLast(({ kind }) => kind === 'create');
        expect(created).toMatchObject({
          token: minted[0],
          receivedRedirectUri: `${running.server.origin}/oauth-response?oauth_state_id=7d3f`,
        });
        await linked(running);
        expect(faultsOf(running)).toEqual([]);
      });
    },
    (run) => {
      it('goes on when the bank sends the user back', async () => {
        await using running = await run();
        await comeBack(running);
        await linked(running);
        expect(faultsOf(running)).toEqual([]);
      });
    },
  );
});
