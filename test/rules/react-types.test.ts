import { globSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readFixture } from '../codemod/fixture.ts';
import { compile, layOut, writeFiles } from './compile.ts';

const fixtures = join(import.meta.dirname, '../fixtures');

/** Fixtures by name, with what they are before and after. */
const cases = globSync('react-plaid*/*', { cwd: fixtures })
  .toSorted()
  .map((name) => {
    const { input, expected } = readFixture(join(fixtures, name));
    return { name, before: input, after: new Map([...input, ...expected]) };
  })
  .filter(({ after }) => [...after.keys()].some((path) => /\.tsx?$/.test(path)));

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'react-types-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('rewritten TypeScript has no error that it did not have', () => {
  test.each([
    ['react-plaid-link-3', '@types/react-16'],
    ['react-plaid-link-3', '@types/react-18'],
    ['react-plaid-link', '@types/react-18'],
    ['react-plaid-link', '@types/react-19'],
    ['react-plaid-link-5', '@types/react-16'],
    ['react-plaid-link-5', '@types/react-19'],
  ])('with %s and %s', { timeout: 60_000 }, async (link, react) => {
    const [before, after] = await Promise.all([
      errorsIn('before', link, react),
      errorsIn('after', link, react),
    ]);
    expect(after.filter((error) => !before.includes(error))).toEqual([]);
  });
});

/** Also says that the packages are found: a wrong use of them has to be an error. */
test('the compiler sees the packages', { timeout: 60_000 }, async () => {
  const root = layOutReact('control', 'react-plaid-link', '@types/react-18');
  const wrong = "import { usePlaidLink } from 'react-plaid-link';\nusePlaidLink(1);\n";
  writeFiles(root, new Map([['wrong.ts', wrong]]));
  expect(await compile(root)).toEqual([expect.stringContaining('wrong.ts TS2345')]);
});

async function errorsIn(state: 'before' | 'after', link: string, react: string) {
  const root = layOutReact(`${state}-${link}-${react.replace('/', '-')}`, link, react);
  // In place of other packages stands the generation that the codemod brings.
  const fitting = link === 'react-plaid-link' ? /^react-/ : /^react-plaid-link\//;
  for (const fixture of cases.filter(({ name }) => fitting.test(name))) {
    writeFiles(join(root, fixture.name), fixture[state]);
  }
  return compile(root);
}

/** A folder in which `react-plaid-link` and the types of React are of the given generations. */
function layOutReact(name: string, link: string, react: string): string {
  const root = join(folder, name);
  const packages = { 'react-plaid-link': link, '@types/react': react };
  const shared = ['csstype', '@types/prop-types', '@types/scheduler'];
  const own = Object.fromEntries(shared.map((each) => [each, each]));
  layOut(root, { ...packages, ...own }, { isolatedModules: true });
  return root;
}
