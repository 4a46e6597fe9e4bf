import { expect, test } from 'vitest';
import { openProject } from '../../src/scan/open-project.ts';
import { memoryProject } from '../../src/scan/memory-project.ts';
import type { Wanted } from '../../src/scan/prefilter.ts';
import { tempRepository } from './temp-tree.ts';

const files = {
  'a-names-plaid.js': "require('plaid');",
  'code-and-token.js': 'if (req.body.code === 0) find(req.body.access_token);',
  'code-and-camel-token.js': 'take(code, accessToken);',
  'counts.js': 'body.total_transactions;',
  'modern.js': 'switch (webhook_code) {}',
  'nothing.js': 'const code = 1;',
  'plaid-webhook.js': 'module.exports = (req, res) => res.end();',
  'sign-in.js': 'body.access_token;',
  'types.ts': 'type Hook = { webhookType: string };',
};
const found: Readonly<Record<Wanted, readonly string[]>> = {
  plaid: ['a-names-plaid.js'],
  'plaid-or-webhooks': Object.keys(files)
    .filter((file) => !['nothing.js', 'sign-in.js'].includes(file))
    .toSorted(),
};

test.each(['plaid', 'plaid-or-webhooks'] as const)('%s', async (wanted) => {
  const { project, withoutPlaid } = await openProject({
    cwd: tempRepository(files),
    paths: ['.'],
    wanted,
  });
  expect([...project.files.keys()]).toEqual(found[wanted]);
  expect(withoutPlaid).toBe(Object.keys(files).length - found[wanted].length);
});

test.each(['plaid', 'plaid-or-webhooks'] as const)('in memory: %s', (wanted) => {
  const project = memoryProject(new Map(Object.entries(files)), wanted);
  expect([...project.files.keys()]).toEqual(found[wanted]);
});

test('only Plaid, where nothing is said', async () => {
  const { project } = await openProject({ cwd: tempRepository(files), paths: ['.'] });
  expect([...project.files.keys()]).toEqual(found.plaid);
});
