import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { patience } from '../../browser/app-page.ts';
import { publicKey } from '../../browser/legacy-app.ts';
import { describeServerApp, faultsOf } from '../../servers/describe-server-app.ts';
import type { RunningServerApp } from '../../servers/run-server-app.ts';
import type { ServerApp } from '../../servers/server-app.ts';

const app: ServerApp = {
  folder: join(import.meta.dirname, 'app'),
  start: { script: 'index.js', env: { PLAID_PUBLIC_KEY: publicKey } },
  decisions: [
    {
      says: 'guests have no account with us: their table will do',
      file: 'lib/payment-routes.js',
      from: "client_user_id: ''",
      to: "client_user_id: 'table-' + bill.table",
    },
  ],
  pages: [],
  linked: { path: '/bills/4', shows: '48.5' },
};

async function pay(running: RunningServerApp): Promise<void> {
  await running.visit('/');
  await running.settled();
  await running.page.click('#pay');
  await running.opened(1);
  await running.finishLink();
  const text = (): Promise<string> => running.page.innerText('#thanks');
  await expect.poll(text, patience).toBe('Thank you for your visit!');
}

describe('express-payments', () => {
  describeServerApp(
    app,
    (run) => {
      it('pays with a link token of the payment', async () => {
        await using running = await run();
        await pay(running);
        const [payment] = running.simulator.payments();
        expect(payment?.request).toMatchObject({
          reference: 'Table 4',
          amount: { currency: 'GBP', value: 48.5 },
        });
        const minted = running.simulator.linkTokens();
        expect(minted.map(({ token }) => token)).toEqual([running.record.openedWith]);
        expect(minted[0]?.request).toEqual({
          user: { client_user_id: 'table-4' },
          client_name: 'Cedar & Clove',
          products: ['payment_initiation'],
          country_codes: ['GB'],
          language: 'en',
          payment_initiation: { payment_id: payment?.id },
        });
        expect(Object.keys(running.simulator.calls().by_route)).not.toContain(
          '/item/public_token/exchange',
        );
        expect(faultsOf(running)).toEqual([]);
      });

      it('makes another payment when the guest tries again', async () => {
        await using running = await run();
        await running.visit('/');
        await running.page.click('#pay');
        await running.opened(1);
        await running.exitLink({ error_code: 'INSTITUTION_DOWN' });
        expect(await running.page.innerText('#thanks')).toContain('Your bank did not pay.');
        await running.page.click('#pay');
        await running.opened(2);
        expect(running.simulator.payments()).toHaveLength(2);
        expect(faultsOf(running)).toEqual([]);
      });
    },
    (run) => {
      it('pays', async () => {
        await using running = await run();
        await pay(running);
        expect(running.simulator.payments()).toHaveLength(1);
        expect(faultsOf(running)).toEqual([]);
      });
    },
  );
});
