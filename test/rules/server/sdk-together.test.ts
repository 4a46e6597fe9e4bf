import { expect, test } from 'vitest';
import { planCodemod } from '../../../src/codemod/plan-codemod.ts';
import { sdkCall } from '../../../src/rules/server/sdk-call.ts';
import { sdkClient } from '../../../src/rules/server/sdk-client.ts';
import { memoryProject } from '../../../src/scan/memory-project.ts';

const client = `const plaid = require('plaid');
module.exports = new plaid.Client('', '', '', plaid.environments.sandbox);
`;
const call = `const plaid = require('./plaid');
exports.item = (token) => plaid.getItem(token);
`;

function planFor(
  files: Readonly<Record<string, string>>,
  includes: (path: string) => boolean = () => true,
) {
  const manifest = '{ "dependencies": { "plaid": "^4.0.0" } }';
  const project = memoryProject(new Map(Object.entries({ 'package.json': manifest, ...files })));
  const plan = planCodemod(project, [sdkClient, sdkCall], { includes });
  return {
    changed: plan.files.filter(({ before, after }) => before !== after).map(({ path }) => path),
    outcomes: plan.files.flatMap(({ findings }) => findings.map(({ outcome }) => outcome)),
    messages: plan.files.flatMap(({ findings }) => findings.map(({ message }) => message)),
  };
}

test('a client and its calls change together', () => {
  const { changed, outcomes } = planFor({ 'plaid.js': client, 'items.js': call });
  expect(changed).toEqual(['items.js', 'package.json', 'plaid.js']);
  expect(outcomes).toEqual(['rewritten', 'rewritten']);
});

test('where a call stands in code that does not parse, nothing of the package changes', () => {
  const { changed, outcomes, messages } = planFor({
    'plaid.js': client,
    'items.js': `${call}\nfunction broken( {\n`,
  });
  expect(changed).toEqual([]);
  expect(outcomes).toEqual(['manual', 'manual']);
  expect(messages.join('\n')).toContain('items.js');
});

test('where a call stands in a file that may not change, nothing of the package changes', () => {
  const { changed, outcomes } = planFor(
    { 'plaid.js': client, 'items.js': call },
    (path) => path !== 'items.js',
  );
  expect(changed).toEqual([]);
  expect(outcomes).toEqual(['manual', 'manual']);
});

test('the client of another package is its own matter', () => {
  const { changed } = planFor({
    'a/package.json': '{ "dependencies": { "plaid": "^4.0.0" } }',
    'a/plaid.js': client,
    'b/package.json': '{ "dependencies": { "plaid": "^4.0.0" } }',
    'b/plaid.js': `${client}module.exports.getItem(...args;\n`,
  });
  expect(changed).toEqual(['a/package.json', 'a/plaid.js']);
});
