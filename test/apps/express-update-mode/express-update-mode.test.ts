import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { patience } from '../../browser/app-page.ts';
import { publicKey } from '../../browser/legacy-app.ts';
import { describeServerApp, faultsOf, linkBank } from '../../servers/describe-server-app.ts';
import type { RunningServerApp } from '../../servers/run-server-app.ts';
import type { LinkPage, ServerApp } from '../../servers/server-app.ts';

const page: LinkPage = {
  path: '/',
  button: '#add',
  request: {
    client_name: 'Household budget',
    products: ['transactions'],
    user: { client_user_id: '17' },
  },
};

const app: ServerApp = {
  folder: join(import.meta.dirname, 'app'),
  start: { script: 'server.js', env: { PLAID_PUBLIC_KEY: publicKey } },
  signIn: async (tab, origin) => {
    await tab.request.post(`${origin}/api/session`, { data: { name: 'Ada' } });
  },
  pages: [page],
  linked: { path: '/api/banks', shows: 'First Platypus Bank' },
};

/** The bank wants the user's new password, and gets it in Link. */
async function repair(running: RunningServerApp): Promise<void> {
  await linkBank(running, page);
  await running.page.click('.repair');
  await running.opened(2);
  await running.finishLink();
  const text = (): Promise<string> => running.page.innerText('#message');
  await expect.poll(text, patience).toBe('Thank you, your bank answers again.');
  await running.settled();
}

describe('express-update-mode', () => {
  describeServerApp(
    app,
    (run) => {
      it('repairs a bank with a link token of its Item, and exchanges nothing', async () => {
        await using running = await run();
        await repair(running);
        const { simulator } = running;
        const { item_id, access_token } = simulator.itemState(0);
        const request = simulator.linkTokens().at(-1)?.request;
        expect(request).toMatchObject({ access_token, user: { client_user_id: '17' } });
        expect(request).not.toHaveProperty('products');
        expect(simulator.calls().by_route).toMatchObject({ '/item/public_token/exchange': 1 });
        expect(simulator.itemCount()).toBe(1);
        expect(await running.ask(`/api/banks/${item_id}/accounts`)).toContain('Plaid Checking');
        expect(faultsOf(running)).toEqual([]);
      });

      it('adds another bank after one was repaired', async () => {
        await using running = await run();
        await repair(running);
        await running.page.click('#add');
        await running.opened(3);
        await running.finishLink();
        await expect
          .poll(() => running.simulator.itemState(1).access_token, patience)
          .not.toBeNull();
        expect(faultsOf(running)).toEqual([]);
      });
    },
    (run) => {
      it('repairs a bank', async () => {
        await using running = await run();
        await repair(running);
        expect(faultsOf(running)).toEqual([]);
      });
    },
  );
});
