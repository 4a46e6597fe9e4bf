import { describe, expect, it } from 'vitest';
import { patience } from './app-page.ts';
import { route } from './app-server.ts';
import { html } from './http-messages.ts';
import { describeInChromium, type Tab } from './in-chromium.ts';
import { runApp, type RunningApp } from './running-app.ts';

// The apps' tests are worth what the stand-in refuses: each script here is a migration gone wrong.
describe('the stand-in for Link', () => {
  describeInChromium((tab) => {
    it.for<[string, string, string]>([
      ['a public key', `Plaid.create({ key: 'k', onSuccess() {} })`, 'Plaid.create was given key'],
      [
        'an option that belongs to the server',
        `Plaid.create({ token: 'link-sandbox-1', env: 'sandbox', onSuccess() {} })`,
        'Plaid.create was given env',
      ],
      ['no token', `Plaid.create({ token: undefined, onSuccess() {} })`, 'no link token'],
      ['a promise for a token', `Plaid.create({ token: ask(), onSuccess() {} })`, 'no link token'],
      [
        'a token of its own making',
        `Plaid.create({ token: 'link-sandbox-1', onSuccess() {} })`,
        'create with a token that was never minted',
      ],
      [
        'an OAuth return without its state',
        `ask().then((token) => Plaid.create({ token, onSuccess() {}, receivedRedirectUri: '/' }))`,
        'receivedRedirectUri has no oauth_state_id',
      ],
      [
        'a token whose bank was linked already',
        `ask().then((token) => Plaid.create({ token, onSuccess() { start(token) } }).open());
         const start = (token) => Plaid.create({ token, onSuccess() {} });`,
        'create with a token that was used up',
      ],
      [
        'a destroyed handler',
        `ask().then((token) => {
           const handler = Plaid.create({ token, onSuccess() {} });
           handler.destroy();
           handler.open();
         })`,
        'a destroyed handler was opened',
      ],
      [
        'the first Link',
        `document.head.append(Object.assign(document.createElement('script'),
           { src: 'https://cdn.plaid.com/link/stable/link-initialize.js' }))`,
        'asked for https://cdn.plaid.com/link/stable/link-initialize.js',
      ],
    ])('refuses %s', async ([, script, fault]) => {
      await using running = await runPage(tab(), script);
      await running.visit();
      if (script.includes('start(token)')) {
        await running.opened(1);
        await running.finishLink();
      }
      await expect.poll(() => running.record.faults, patience).toEqual([fault]);
    });

    it('takes an option without a value, as wrappers pass it', async () => {
      await using running = await runPage(
        tab(),
        `ask().then((token) => Plaid.create({ token, key: undefined, onSuccess() {} }).open())`,
      );
      await running.visit();
      await running.opened(1);
      expect(running.record.faults).toEqual([]);
    });

    it('tells the page when it loaded and when it was left', async () => {
      await using running = await runPage(
        tab(),
        `const say = (...words) => document.body.append(words.join(' ') + ';');
         ask().then((token) => {
           Plaid.create({
             token,
             onLoad: () => say('loaded'),
             onEvent: (name) => say(name),
             onSuccess() {},
             onExit: (error, { status }) => say(error.error_code, status),
           }).open();
           say('created');
         });`,
      );
      await running.visit();
      await running.opened(1);
      await running.exitLink({ error_code: 'INVALID_MFA' });
      await expect
        .poll(() => running.page.textContent('body'), patience)
        .toContain('OPEN;created;loaded;EXIT;INVALID_MFA requires_credentials;');
    });

    it('takes no public token twice at the exchange', async () => {
      await using running = await runPage(
        tab(),
        `ask().then((token) => Plaid.create({ token, onSuccess() {} }).open())`,
      );
      await running.visit();
      await running.opened(1);
      const token = await running.finishLink();
      expect([running.record.exchange(token), running.record.exchange(token)]).toEqual([
        true,
        false,
      ]);
    });
  });
});

function runPage(tab: Tab, script: string): Promise<RunningApp> {
  const page = html(
    `<!doctype html><body>
     <script src="https://cdn.plaid.com/link/v2/stable/link-initialize.js"></script>
     <script>
       const ask = () => fetch('/token').then((response) => response.json()).then((body) => body.link_token);
       ${script}
     </script>`,
  );
  return runApp(
    { folder: import.meta.dirname, linkTokens: { path: '/token' }, button: 'button' },
    {
      tab,
      generation: 'current',
      routes: () => [route('GET', '/', () => page)],
    },
  );
}
