import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { PlaidEnvironments } from 'plaid';
import { afterAll, describe, expect, it, test, vi } from 'vitest';
import { linkRequestBody } from '../../../src/plaid/link-request-body.ts';
import { linkTokenRequest } from '../../../src/plaid/link-token-request.ts';
import type { OptionValue } from '../../../src/plaid/link-option.ts';
import { linkTokenSamples } from '../../../src/rules/server/link-token-samples.ts';
import { post, textIn } from '../../simulator/post.ts';
import { withSimulator } from '../../simulator/with-simulator.ts';
import { sdkNames } from './sdk-names-of-samples.ts';

const pages: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'every option': {
    clientName: `Ada's "Bank"`,
    product: ['auth', 'transactions'],
    countryCodes: ['US', 'GB'],
    language: 'fr',
    webhook: 'https://a.example/hook',
    accountSubtypes: {
      depository: ['checking', 'money market'],
      credit: ['credit card'],
      loan: ['student'],
      investment: ['401k'],
      other: ['other'],
    },
    linkCustomizationName: 'dark',
    oauthRedirectUri: 'https://a.example/back',
    userLegalName: 'Ada L',
    userEmailAddress: 'ada@a.example',
    userPhoneNumber: '+14155550100',
  },
  'a payment': { clientName: 'Shop', product: ['payment_initiation'], countryCodes: ['GB'] },
  'update mode': { clientName: 'Shop', token: 'public-sandbox-1', product: ['auth'] },
};

function samplesOf(page: string): Readonly<Record<string, string>> {
  const given = Object.entries({ key: 'k', ...pages[page] });
  const options = new Map(
    given.map(([name, value]) => [name, { kind: 'literal', value }] as [string, OptionValue]),
  );
  const body = linkRequestBody(linkTokenRequest(options));
  return Object.fromEntries(
    linkTokenSamples(body, '/link_token').map(({ name, code }) => [name, code]),
  );
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Runs the sample for Node with today's client, and asks its route. */
async function ask(sample: string, plaidUrl: string): Promise<Answer> {
  const load = createRequire(import.meta.url);
  Reflect.set(PlaidEnvironments, 'sandbox', plaidUrl);
  const env = { PLAID_CLIENT_ID: 'simulated', PLAID_SECRET: 'a secret' };
  return new Promise((resolve) => {
    const app = {
      post: (_: string, handler: (request: object, response: object) => void) => {
        let status = 200;
        const response = {
          status: (code: number) => {
            status = code;
            return response;
          },
          json: (body: unknown) => resolve({ status, body }),
        };
        handler({}, response);
      },
    };
    const run = compileFunction(sample, ['require', 'process', 'app', 'signedInUserId']);
    Reflect.apply(run, undefined, [load, { env }, app, () => 7]);
  });
}

describe('the sample for Node', () => {
  it('mints a link token for every option that moves', async () => {
    const simulator = await withSimulator();
    const answer = await ask(samplesOf('every option')['Node'] ?? '', simulator.url);
    const [minted] = simulator.linkTokens();
    expect(answer).toEqual({ status: 200, body: { link_token: minted?.token } });
    expect(minted?.request).toMatchObject({
      user: { client_user_id: '7', legal_name: 'Ada L' },
      client_name: `Ada's "Bank"`,
      account_filters: { depository: { account_subtypes: ['checking', 'money market'] } },
      redirect_uri: 'https://a.example/back',
    });
  });

  it('mints one for a payment, once its id is filled in', async () => {
    const simulator = await withSimulator();
    const create = async (path: string, id: string, body: object): Promise<string> =>
      textIn(await post(simulator, `/payment_initiation/${path}/create`, body), id);
    const name = { name: 'Shop', iban: 'GB29NWBK60161331926819' };
    const recipient_id = await create('recipient', 'recipient_id', name);
    const amount = { currency: 'GBP', value: 1 };
    const paymentId = await create('payment', 'payment_id', {
      recipient_id,
      reference: 'r',
      amount,
    });
    const code = samplesOf('a payment')['Node'] ?? '';
    const filled = code.replace("payment_id: ''", `payment_id: '${paymentId}'`);
    expect(await ask(filled, simulator.url)).toMatchObject({ status: 200 });
  });

  it('mints one for update mode, once the access_token is filled in', async () => {
    const simulator = await withSimulator();
    const made = await post(simulator, '/sandbox/public_token/create', {
      institution_id: 'ins_109508',
      initial_products: ['auth'],
    });
    const exchanged = await post(simulator, '/item/public_token/exchange', {
      public_token: textIn(made, 'public_token'),
    });
    const code = samplesOf('update mode')['Node'] ?? '';
    const filled = code.replace(
      "access_token: ''",
      `access_token: '${textIn(exchanged, 'access_token')}'`,
    );
    expect(await ask(filled, simulator.url)).toMatchObject({ status: 200 });
  });

  it('says no more than Plaid did when it gets none', async () => {
    const simulator = await withSimulator();
    const errors = vi.spyOn(console, 'error').mockReturnValue();
    const answer = await ask(samplesOf('a payment')['Node'] ?? '', simulator.url);
    expect(answer).toEqual({ status: 500, body: { error: 'Plaid gave no link_token' } });
    const said = JSON.stringify(errors.mock.calls);
    errors.mockRestore();
    expect(said).toContain('INVALID_FIELD');
    expect(said).not.toContain('a secret');
  });
});

const folder = mkdtempSync(join(tmpdir(), 'samples-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** How a language's own tool reads a file; none of them needs the SDK to say whether it parses. */
const readers: Readonly<
  Record<string, { readonly file: string; readonly command: readonly string[] }>
> = {
  Python: {
    file: 'sample.py',
    command: ['python3', '-c', 'import ast, sys; ast.parse(open(sys.argv[1]).read())'],
  },
  Ruby: { file: 'sample.rb', command: ['ruby', '-c'] },
  Java: { file: 'Sample.java', command: ['javac', '-proc:none', '-d', folder] },
  Go: { file: 'sample.go', command: ['gofmt', '-l'] },
};

/** The sample where its language wants a whole file. */
function wholeFile(language: string, code: string): string {
  if (language === 'Java')
    return `class Sample { Object answer() throws Exception {\n${code}\n} }\n`;
  if (language === 'Go') return `package sample\n\nfunc answer() {\n${code}\n}\n`;
  return code;
}

/** What javac says of names it does not know is no matter of syntax. */
function syntaxErrors(language: string, stderr: string): string[] {
  const errors = stderr.split('\n').filter((line) => /error|expected|Error/.test(line));
  return language === 'Java'
    ? errors.filter((line) =>
        /: error: (?!cannot find symbol|package .* does not exist)/.test(line),
      )
    : errors;
}

describe.each(Object.entries(readers))('the sample for %s', (language, { file, command }) => {
  const [tool = '', ...rest] = command;
  const isThere = spawnSync(tool, ['--version']).error === undefined;

  test.skipIf(!isThere).each(Object.keys(pages))(
    `parses, for %s (skipped without ${tool})`,
    (page) => {
      const path = join(folder, file);
      writeFileSync(path, wholeFile(language, samplesOf(page)[language] ?? ''));
      const { stderr } = spawnSync(tool, [...rest, path], { encoding: 'utf8' });
      expect(syntaxErrors(language, stderr)).toEqual([]);
    },
  );

  test.each(Object.keys(pages))('names what the SDK has, for %s', (page) => {
    const { pattern, names } = sdkNames[language] ?? { pattern: /$^/g, names: new Set<string>() };
    const used = [...(samplesOf(page)[language] ?? '').matchAll(pattern)].map(([name]) => name);
    expect(used.length).toBeGreaterThan(5);
    expect(used.filter((name) => !names.has(name))).toEqual([]);
  });
});
