import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serveApp } from '../../src/commands/demo-app.ts';
import type { Host } from '../../src/core/host.ts';
import { startPracticeFront } from '../../src/practice/practice-front.ts';
import { startApp } from '../../src/practice/start-app.ts';
import { patience } from '../browser/app-page.ts';
import { describeInChromium } from '../browser/in-chromium.ts';
import { migrateApp } from '../browser/migrate-app.ts';
import { fakeHost } from '../fake-host.ts';
import { withSimulator } from '../simulator/with-simulator.ts';

const example = join(import.meta.dirname, '../../examples/legacy-app');

async function migratedExample(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'practice-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(example, folder, { recursive: true });
  await migrateApp(folder);
  return folder;
}

describe('the end of the demo', () => {
  it('checks that the migrated example answers, and ends where nobody can click', async () => {
    const host = fakeHost();
    const steps: string[] = [];
    const step = async (title: string, text: string): Promise<void> => {
      steps.push(`${title}\n${text}`);
    };
    await serveApp(await migratedExample(), { step, host, next: 'what is left' });
    expect(steps.map((each) => each.split('\n')[0])).toEqual(['node server.js', 'Your turn']);
    expect(steps[0]).toContain('http://127.0.0.1:');
  });

  it('stays up on a terminal until Ctrl-C', async () => {
    const host = fakeHost({ stdoutIsTTY: true });
    const asked: number[] = [];
    const onStopSignal: Host['onStopSignal'] = (listener) => {
      const url = /http:\S+/.exec(host.written.stdout)?.[0] ?? '';
      const askOnce = async (): Promise<void> => {
        const { status } = await fetch(url);
        asked.push(status);
        listener('SIGINT');
      };
      void askOnce();
      return () => {};
    };
    const screen = { step: async () => {}, host: { ...host, onStopSignal }, next: '' };
    await serveApp(await migratedExample(), screen);
    expect(asked).toEqual([200]);
  });

  it('says where to look when the app does not start', async () => {
    const folder = await migratedExample();
    await expect(startApp(folder, 'no-server.js', 'http://127.0.0.1:9')).rejects.toThrow(
      'The migrated app does not start.',
    );
  });

  describeInChromium((tab) => {
    it('links an account in Practice Link', async () => {
      const simulator = await withSimulator({ items: 0 });
      const app = await startApp(await migratedExample(), 'server.js', simulator.url);
      onTestFinished(() => app.stop());
      const front = await startPracticeFront(app.url, (token) => simulator.finishLink(token));
      onTestFinished(() => front.stop());
      const { page } = tab();
      const elsewhere: string[] = [];
      page.on('request', (request) => {
        if (!request.url().startsWith(front.url)) elsewhere.push(request.url());
      });
      await page.goto(front.url);
      await page.click('#link-account');
      await page.click('#practice-link >> text=Leave');
      await page.click('#link-account');
      await page.click('#practice-link >> text=First Platypus Bank');
      const accounts = (): Promise<string> => page.innerText('#accounts');
      await expect.poll(accounts, patience).toContain('Plaid Checking: 110');
      expect(simulator.linkTokens().map(({ request }) => request)).toContainEqual(
        expect.objectContaining({ client_name: 'Legacy App', products: ['auth', 'transactions'] }),
      );
      expect(elsewhere).toEqual([]);
    });
  });
});
