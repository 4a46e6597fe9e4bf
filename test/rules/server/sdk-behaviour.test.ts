import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { sdkCall } from '../../../src/rules/server/sdk-call.ts';
import { sdkClient } from '../../../src/rules/server/sdk-client.ts';
import { migrate } from '../../codemod/migrate.ts';
import { post, upgrade } from '../../simulator/post.ts';
import { withSimulator } from '../../simulator/with-simulator.ts';

const modules = join(import.meta.dirname, '../../../node_modules');
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sdk-behaviour-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An app that prints what its client gives it. `TOKEN` opens an Item, `GONE` is none. */
const app = `
const plaid = require('plaid');
const client = new plaid.Client('simulated', 'simulated', 'key', plaid.environments.sandbox);
const { TOKEN, GONE } = process.env;

const say = (what, value) => console.log(what, JSON.stringify(value));
const told = (error) => [error.error_code, error.error_type, error.display_message, error.status_code];

const shapes = {
  callback: (done) => {
    client.getItem(TOKEN, (error, answer) => {
      say('answer', [error, answer.item]);
      client.getItem(GONE, (failure, none) => {
        say('failure', [told(failure), none === undefined]);
        done();
      });
    });
    say('first', 'the call comes back before its answer');
  },

  options: (done) => {
    client.getAccounts(TOKEN, { account_ids: [] }, function (error, answer) {
      say('accounts', [error && told(error), answer && answer.accounts]);
      done();
    });
  },

  bound: (done) => {
    const owner = {
      name: 'owner',
      take(error, answer) {
        say('bound', [this.name, answer.item.item_id]);
        done();
      },
    };
    client.getItem(TOKEN, owner.take.bind(owner));
  },

  promise: (done) => {
    client
      .getItem(TOKEN)
      .then((answer) => answer.item)
      .then((item) => say('item', item))
      .then(() => client.getItem(GONE))
      .catch((error) => say('caught', told(error)))
      .then(done);
  },

  await: async (done) => {
    const { item } = await client.getItem(TOKEN);
    const { public_token } = await client.createPublicToken(TOKEN);
    const exchanged = await client.exchangePublicToken(public_token);
    const [accounts, again] = await Promise.all([client.getAccounts(TOKEN), client.getItem(TOKEN)]);
    say('awaited', [item.item_id, exchanged.item_id, accounts.accounts, again.item.webhook]);
    const webhook = (await client.updateItemWebhook(TOKEN, 'https://example.com/hook')).item.webhook;
    say('webhook', webhook);
    try {
      await client.getItem(GONE);
    } catch (err) {
      say('caught', [err.error_code, err.status_code, JSON.stringify(err).includes('simulated')]);
      const { error_type } = err;
      say('type', error_type);
    }
    done();
  },

  both: async (done) => {
    const nothing = await client.getItem(TOKEN, (error, answer) => say('both', answer.item.item_id));
    say('awaited', nothing === undefined);
    await client.getItem(GONE, (error) => say('refused', told(error)));
    done();
  },

  thrown: () => {
    process.on('uncaughtException', (error) => {
      say('uncaught', error.message);
      process.exit(3);
    });
    process.on('unhandledRejection', () => process.exit(4));
    client.getItem(TOKEN, () => {
      throw new Error('of the callback');
    });
  },
};

shapes[process.argv[2]](() => {});
`;

const after = migrate(
  new Map([
    ['package.json', '{ "dependencies": { "plaid": "^4.11.0" } }'],
    ['app.js', app],
  ]),
  [sdkClient, sdkCall],
).files.get('app.js');

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a shape of the app with a version of the SDK whose sandbox is the simulator. */
async function run(
  sdk: 'plaid' | 'plaid-4',
  code: string,
  shape: string,
  env: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const root = mkdtempSync(join(folder, 'app-'));
  mkdirSync(join(root, 'node_modules'));
  symlinkSync(join(modules, sdk), join(root, 'node_modules/plaid'));
  writeFileSync(join(root, 'app.js'), code);
  const table = sdk === 'plaid' ? 'PlaidEnvironments' : 'environments';
  writeFileSync(join(root, 'sandbox.js'), `require('plaid').${table}.sandbox = process.env.URL;`);
  const args = ['-r', './sandbox.js', 'app.js', shape];
  return promisify(execFile)(process.execPath, args, { cwd: root, env }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code: status, stdout, stderr }: Outcome) => ({ code: status, stdout, stderr }),
  );
}

describe('a rewritten app says and does with the current SDK what it did with plaid 4', () => {
  test.each(['callback', 'options', 'bound', 'promise', 'await', 'both', 'thrown'])(
    '%s',
    async (shape) => {
      const outcomes: Outcome[] = [];
      for (const [sdk, code] of [
        ['plaid-4', app],
        ['plaid', after ?? ''],
      ] as const) {
        const simulator = await withSimulator();
        await upgrade(simulator, 0);
        await upgrade(simulator, 1);
        const GONE = simulator.items.accessToken(1, 1);
        await post(simulator, '/item/remove', { access_token: GONE });
        const TOKEN = simulator.items.accessToken(0, 1);
        outcomes.push(await run(sdk, code, shape, { URL: simulator.url, TOKEN, GONE }));
      }
      const [before, now] = outcomes;
      expect(now?.stderr).not.toContain('at ');
      expect(now?.stdout).not.toBe('');
      expect(now?.stdout).toBe(before?.stdout);
      expect(now?.code).toBe(before?.code);
      expect(now?.code).toBe(shape === 'thrown' ? 3 : 0);
    },
    20_000,
  );
});
