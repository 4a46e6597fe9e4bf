import { describe, expect, test } from 'vitest';
import type { Besides } from '../../src/report/build-report.ts';
import type { Report } from '../../src/report/report.ts';
import { tempTree } from '../codemod/temp-tree.ts';
import { reportOf, sampleBesides } from './sample-report.ts';

const legacyHandler = 'const plaid = 1;\nswitch (req.body.code) { case 0: a(); }\n';
const newHandler = "const plaid = 1;\nif (body.webhook_code === 'DEFAULT_UPDATE') b();\n";
const done = {
  'server.js': 'await plaidClient.linkTokenCreate({});\n',
  'page.js': 'Plaid.create({ token: link_token });\n',
};

async function stagesOf(files: Readonly<Record<string, string>>, besides: Besides = {}) {
  const { road } = await reportOf(tempTree(files), besides);
  const states = road?.stages.map(({ state }) => state);
  return { states, next: road?.next?.command, text: road?.next?.text };
}

function ledger(states: Partial<Record<string, number>>, unknownRefused = 0): Besides {
  const { tokens } = sampleBesides([]);
  if (tokens === undefined) throw new Error('The sample has a ledger.');
  const none = { migrated: 0, pending: 0, in_flight: 0, failed: 0, unknown: 0, skipped: 0 };
  const counts = { ...tokens.counts, states: { ...none, ...states }, unknownRefused };
  return {
    tokens: { ...tokens, counts, sendNewFormat: counts.states.migrated },
    ledgerFlag: ' --ledger x.db',
  };
}

describe('the road', () => {
  test('has nothing to say where there is nothing of Plaid', async () => {
    const { states, next, text } = await stagesOf({ 'a.js': 'other();\n' });
    expect(states).toEqual(['none', 'unknown', 'none', 'none']);
    expect([next, text]).toEqual([undefined, undefined]);
  });

  test('begins with the handlers', async () => {
    const { states, text } = await stagesOf({ 'a.js': legacyHandler, 'b.js': 'plaid(1);\n' });
    expect(states).toEqual(['open', 'unknown', 'none', 'open']);
    expect(text).toContain('Give every handler a branch');
  });

  test('goes on with the tokens, whose ledger may be shown', async () => {
    const files = { 'a.js': newHandler, 'b.js': 'plaid(1);\n' };
    expect(await stagesOf(files)).toMatchObject({
      states: ['done', 'unknown', 'none', 'open'],
      next: 'plaid-migrate tokens --from SOURCE --code . --dry-run',
    });
    expect(await stagesOf(files, ledger({ migrated: 1, pending: 1 }))).toMatchObject({
      states: ['done', 'open', 'none', 'open'],
      next: 'plaid-migrate tokens --ledger x.db',
    });
  });

  test('then with the code', async () => {
    const files = { 'a.js': newHandler, 'b.js': 'plaid(1);\n' };
    expect(await stagesOf(files, ledger({ migrated: 2 }))).toMatchObject({
      states: ['done', 'done', 'none', 'open'],
      next: 'plaid-migrate codemod . --dry-run',
    });
    const byHand = { 'a.js': newHandler, 'b.js': "plaidManual('x');\n" };
    expect(await stagesOf(byHand, ledger({ skipped: 2 }))).toMatchObject({
      states: ['done', 'done', 'open', 'none'],
      next: null,
      text: expect.stringContaining('by hand'),
    });
  });

  test('ends, but for tokens that Plaid refused', async () => {
    const files = { 'a.js': newHandler, ...done };
    const end = await stagesOf(files, ledger({ migrated: 2 }));
    expect(end.states).toEqual(['done', 'done', 'done', 'done']);
    expect(end.text).toBeUndefined();
    const refused = await stagesOf(files, ledger({ migrated: 2, failed: 1, unknown: 1 }, 1));
    expect(refused.states).toEqual(['done', 'done', 'done', 'done']);
    expect(refused.next).toBe('plaid-migrate tokens status --ledger x.db --all');
    const open = await stagesOf(files, ledger({ migrated: 2, unknown: 1 }));
    expect(open.states).toEqual(['done', 'open', 'done', 'done']);
  });
});

test('Link opens with link tokens where a page hands a token on, under whatever name', async () => {
  const stateOf = async (text: string) => (await stagesOf({ 'page.jsx': text })).states?.[3];
  const page = (options: string) =>
    `import { usePlaidLink } from 'react-plaid-link';\nconst { open } = usePlaidLink(${options});\n`;
  expect(await stateOf(page('{ token: props.token, onSuccess }'))).toBe('done');
  expect(await stateOf(page('config satisfies PlaidLinkOptionsWithLinkToken'))).toBe('done');
  expect(await stateOf(page('{ publicKey, token: again }'))).not.toBe('done');
});

test('tokens are ahead of handlers when some are migrated and one handler is not ready', async () => {
  const ahead = async (text: string, migrated: number) =>
    (await reportOf(tempTree({ 'a.js': text }), ledger({ migrated }))).tokens?.ahead;
  expect(await ahead(legacyHandler, 1)).toBe(true);
  expect(await ahead(legacyHandler, 0)).toBe(false);
  expect(await ahead(newHandler, 1)).toBe(false);
  expect(await ahead(legacyHandler + newHandler, 1)).toBe(false);
});

describe('the tables of webhooks', () => {
  const missing = ({ webhooks }: Report) =>
    webhooks?.missing.map(({ type, code }) => `${type} ${code}`);

  test('name what will come by the products in use', async () => {
    const plain = missing(await reportOf(tempTree({ 'a.js': legacyHandler })));
    expect(plain).toContain('ITEM PENDING_EXPIRATION');
    expect(plain).not.toContain('HOLDINGS DEFAULT_UPDATE');
    const call = 'plaidClient.investmentsHoldingsGet({});\n';
    const report = await reportOf(tempTree({ 'a.js': legacyHandler, 'b.js': call }));
    expect(report.webhooks?.products).toEqual(['investments']);
    expect(missing(report)).toContain('HOLDINGS DEFAULT_UPDATE');
  });

  test('name none that has a branch, and none at all without a handler', async () => {
    const handler = "const plaid = 1;\nif (body.webhook_code === 'PENDING_EXPIRATION') b();\n";
    expect(missing(await reportOf(tempTree({ 'a.js': handler })))).not.toContain(
      'ITEM PENDING_EXPIRATION',
    );
    expect(missing(await reportOf(tempTree(done)))).toEqual([]);
  });

  test('have a row for each code, with what the seeds have wrong put right', async () => {
    const text =
      'const plaid = 1;\nswitch (code) { case 3: case 0: case 1200: case 1205:\ncase 1206: f(); }\n';
    const { webhooks } = await reportOf(tempTree({ 'a.js': text, 'b.js': newHandler }));
    expect(webhooks?.legacyCodes.map(({ written, becomes }) => [written, becomes?.code])).toEqual([
      ['0', 'INITIAL_UPDATE'],
      ['3', 'TRANSACTIONS_REMOVED'],
      ['1200, 1205, 1206', 'ERROR'],
    ]);
    expect(webhooks?.legacyCodes[1]?.note).toContain(
      'REMOVED_TRANSACTIONS, which Plaid never sends',
    );
    // One place a line.
    expect(webhooks?.legacyCodes[2]?.places.map(({ line }) => line)).toEqual([2, 3]);
  });
});
