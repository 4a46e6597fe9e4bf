import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CodemodPlan } from '../../src/codemod/codemod-plan.ts';
import { planCodemod } from '../../src/codemod/plan-codemod.ts';
import { rules } from '../../src/rules/index.ts';
import { openProject } from '../../src/scan/open-project.ts';
import { migrate } from '../codemod/migrate.ts';
import { tempRepository, type Files } from '../scan/temp-tree.ts';

const key = '0123456789abcdef0123456789';
const link = (value: string) =>
  `export function reconnect(token) {\n  window.Plaid.create({ key: ${value}, token, onSuccess() {} }).open();\n}\n`;

async function plan(files: Files, ...paths: string[]): Promise<CodemodPlan> {
  const opened = await openProject({ cwd: tempRepository(files), paths });
  return planCodemod(opened.project, rules, { includes: opened.includes });
}

/** Each file with what became of it, and what is said of the key in it. */
function outcomes({ files }: CodemodPlan): Record<string, readonly string[]> {
  return Object.fromEntries(
    files.map(({ path, before, after, findings }) => [
      path,
      [
        before === after ? 'unchanged' : 'changed',
        ...findings
          .filter(({ rule }) => rule === 'public-key-elsewhere')
          .map(({ outcome, message }) => `${outcome}: ${message}`),
      ],
    ]),
  );
}

describe('files that are not ours to change', () => {
  test('what git ignores is reported, once nothing reads it', async () => {
    const found = await plan(
      {
        '.gitignore': '.env\n.env.local\n',
        '.env': `OTHER=1\nPLAID_KEY=${key}\n`,
        'web/.env.local': `export PLAID_KEY=${key}\n`,
        '.env.example': 'PLAID_KEY=\n',
        'web/package.json': '{}',
        'web/link.js': link('process.env.PLAID_KEY'),
      },
      '.',
    );
    const said = 'manual: PLAID_KEY holds the public_key of Link, and nothing reads it any more.';
    expect(outcomes(found)).toEqual({
      '.env': ['unchanged', expect.stringContaining(said)],
      'web/.env.local': ['unchanged', expect.stringContaining(said)],
      '.env.example': ['changed', expect.stringContaining('rewritten')],
      'web/link.js': ['changed'],
    });
    expect(found.files[0]?.findings[0]).toMatchObject({ line: 2, column: 1 });
  });

  test('what was not asked for is reported, and keeps what it reads', async () => {
    const found = await plan(
      {
        '.env': `PLAID_KEY=${key}\n`,
        'web/link.js': `import { PLAID_KEY } from './keys';\n${link('PLAID_KEY')}`,
        'web/keys.js': 'export const PLAID_KEY = process.env.PLAID_KEY;\n',
        'server/client.js':
          "import { PLAID_KEY } from '../web/keys';\nnew plaid.Client(id, secret, PLAID_KEY, env);\n",
      },
      'web',
    );
    const said = 'stays: server/client.js:2 makes the Plaid client with it.';
    expect(outcomes(found)).toEqual({
      '.env': ['unchanged', expect.stringContaining(said)],
      'web/keys.js': ['unchanged', expect.stringContaining(said)],
      'web/link.js': ['changed'],
    });
  });
});

test('what is in the way of one change is in the way of all that hang together', () => {
  const files = new Map([
    ['link.js', `import { config } from './config';\n${link('config.plaidKey')}`],
    ['config.js', 'export const config = {\n  plaidKey: process.env.PLAID_KEY,\n};\n'],
    ['.env', `PLAID_KEY=${key}\n`],
  ]);
  const [other] = migrate(files, rules).plan.files.flatMap(({ findings }) => findings);
  expect(other?.outcome).toBe('rewritten');
  const blocking = {
    id: 'test/blocking',
    title: 'Takes the text first',
    severity: 'note',
    stage: 'client',
    docs: 'https://plaid.com/docs/',
    mightApply: (text: string) => text.includes('plaidKey: process'),
    find: ({ path, text }: { readonly path: string; readonly text: string }) => {
      const start = text.indexOf('process.env.PLAID_KEY');
      const end = text.indexOf(',', start) + 1;
      const edits = [{ path, start, end, text: 'process.env.PLAID_KEY || undefined,' }];
      const range = { start, end };
      const site = { rule: 'test/blocking', path, range, message: 'Taken.', edits };
      return [{ ...site, outcome: 'rewritten' as const }];
    },
  } as const;
  const { files: after } = migrate(files, [...rules, blocking]);
  expect(after.get('config.js')).toContain('process.env.PLAID_KEY || undefined');
  expect(after.get('.env')).toBe(`PLAID_KEY=${key}\n`);
});

describe('no value is said', () => {
  const root = join(import.meta.dirname, '..', 'fixtures', 'public-key-elsewhere');

  test.each(globSync('*', { cwd: root }))('%s', (name) => {
    const folder = join(root, name, 'input');
    const paths = globSync('{.github/**/*,**/{*,.*}}', { cwd: folder }).filter((path) =>
      statSync(join(folder, path)).isFile(),
    );
    const files = new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
    const said = migrate(files, rules).plan.files.flatMap(({ findings }) =>
      findings.map(({ message, next }) => `${message} ${next ?? ''}`),
    );
    expect(said.join('\n')).not.toMatch(new RegExp(`${key}|from-the-vault|pk_test|BEGIN PUBLIC`));
  });
});

test('a word of a megabyte is read but once', async () => {
  const app = {
    'link.js': link(`'${key}'`),
    'data.js': `// plaid\nvar x = '${'x'.repeat(900_000)}';\n`,
  };
  const { files } = await plan(app, '.');
  expect(files.map(({ path }) => path)).toContain('link.js');
});
