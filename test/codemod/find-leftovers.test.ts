import { expect, test } from 'vitest';
import type { Rule, Site } from '../../src/rules/rule.ts';
import { migrate } from './migrate.ts';
import { replacing } from './throwaway-rules.ts';

const files = (all: Readonly<Record<string, string>>) => new Map(Object.entries(all));

/** Takes the line of KEY out of the settings when `made` holds what it waits for. */
function tidying(text: string, isDue: (made: readonly Site[]) => boolean): Rule {
  return {
    id: 'test/tidying',
    title: 'Unused settings',
    severity: 'note',
    stage: 'client',
    docs: 'https://plaid.com/docs/',
    mightApply: () => false,
    find: () => [],
    findLeftovers: (project, made) => {
      const settings = project.load('plaid.json');
      const start = settings?.text.indexOf(text) ?? -1;
      if (start === -1 || !isDue(made)) return [];
      const range = { start, end: start + text.length };
      return [
        {
          rule: 'test/tidying',
          path: 'plaid.json',
          range,
          outcome: 'rewritten',
          message: 'Unused.',
          edits: [{ path: 'plaid.json', ...range, text: '' }],
        },
      ];
    },
  };
}

const rewriting = replacing(/plaid\(/, 'link(');
const settings = '{ "KEY": 1, "plaid": 2 }\n';

test('leftovers go with the sites that left them', () => {
  const input = files({ 'a.js': 'plaid();\n', 'plaid.json': settings });
  const { files: after, plan } = migrate(input, [
    rewriting,
    tidying('"KEY": 1, ', (made) => made.some(({ path }) => path === 'a.js')),
  ]);
  expect(Object.fromEntries(after)).toEqual({
    'a.js': 'link();\n',
    'plaid.json': '{ "plaid": 2 }\n',
  });
  expect(plan.files.map(({ findings }) => findings.map(({ rule }) => rule))).toEqual([
    ['test/rule'],
    ['test/tidying'],
  ]);
});

test('leftovers stay where their site could not be made after all', () => {
  const input = files({ 'a.js': 'plaid();\n', 'plaid.json': settings });
  const breaking = replacing(/plaid\(/, 'link((');
  const { files: after, plan } = migrate(input, [
    breaking,
    tidying('"KEY": 1, ', (made) => made.some(({ path }) => path === 'a.js')),
  ]);
  expect(Object.fromEntries(after)).toEqual(Object.fromEntries(input));
  expect(plan.files.map(({ path, problem }) => [path, problem?.kind])).toEqual([
    ['a.js', 'unsound'],
  ]);
});

test('leftovers that cannot be taken out cost no rewrite', () => {
  const both = replacing(/plaid/, 'link');
  const input = files({ 'a.js': 'plaid();\n', 'plaid.json': settings });
  // Without its name the value is no JSON.
  const { files: after, plan } = migrate(input, [both, tidying('"KEY":', () => true)]);
  expect(Object.fromEntries(after)).toEqual({
    'a.js': 'link();\n',
    'plaid.json': '{ "KEY": 1, "link": 2 }\n',
  });
  expect(plan.files[1]?.findings).toMatchObject([
    { rule: 'test/tidying', outcome: 'manual' },
    { rule: 'test/rule', outcome: 'rewritten' },
  ]);
});

test('a rule that fails over leftovers is said, and costs nothing else', () => {
  const input = files({ 'a.js': 'plaid();\n' });
  const throwing: Rule = {
    ...tidying('', () => true),
    findLeftovers: () => {
      throw new Error('No such luck.');
    },
  };
  const { files: after, plan } = migrate(input, [rewriting, throwing]);
  expect(after.get('a.js')).toBe('link();\n');
  expect(plan.files[0]?.findings).toMatchObject([
    { outcome: 'rewritten' },
    { outcome: 'manual', message: expect.stringContaining('No such luck.') },
  ]);
});
