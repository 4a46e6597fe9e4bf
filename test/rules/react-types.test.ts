import { execFile } from 'node:child_process';
import {
  globSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { readFixture } from '../codemod/fixture.ts';
import type { Files } from '../codemod/migrate.ts';

const modules = join(import.meta.dirname, '../../node_modules');
const fixtures = join(import.meta.dirname, '../fixtures');

/** Fixtures by name, with what they are before and after. */
const cases = globSync('react-*/*', { cwd: fixtures })
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
  const root = layOut('control', 'react-plaid-link', '@types/react-18');
  const wrong = "import { usePlaidLink } from 'react-plaid-link';\nusePlaidLink(1);\n";
  write(root, new Map([['wrong.ts', wrong]]));
  expect(await compile(root)).toEqual([expect.stringContaining('wrong.ts TS2345')]);
});

async function errorsIn(state: 'before' | 'after', link: string, react: string) {
  const root = layOut(`${state}-${link}-${react.replace('/', '-')}`, link, react);
  // In place of other packages stands the generation that the codemod brings.
  const fitting = link === 'react-plaid-link' ? /^react-/ : /^react-plaid-link\//;
  for (const fixture of cases.filter(({ name }) => fitting.test(name))) {
    write(join(root, fixture.name), fixture[state]);
  }
  return compile(root);
}

/** A folder in which `react-plaid-link` and the types of React are of the given generations. */
function layOut(name: string, link: string, react: string): string {
  const root = join(folder, name);
  mkdirSync(join(root, 'node_modules/@types'), { recursive: true });
  const packages = { 'react-plaid-link': link, '@types/react': react };
  const shared = ['csstype', '@types/prop-types', '@types/scheduler'];
  for (const [as, of] of [...Object.entries(packages), ...shared.map((each) => [each, each])]) {
    symlinkSync(join(modules, of ?? ''), join(root, 'node_modules', as ?? ''));
  }
  const compilerOptions = {
    strict: true,
    noImplicitReturns: true,
    noUnusedLocals: true,
    noUncheckedIndexedAccess: true,
    isolatedModules: true,
    allowJs: true,
    jsx: 'react-jsx',
    module: 'esnext',
    moduleResolution: 'bundler',
    target: 'es2020',
    lib: ['es2022', 'dom'],
    noEmit: true,
    skipLibCheck: true,
    preserveSymlinks: true,
    types: [],
  };
  writeFileSync(join(root, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  return root;
}

function write(root: string, files: Files): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** The errors, without their lines, which a rewrite moves. */
async function compile(root: string): Promise<string[]> {
  const tsc = join(modules, 'typescript/bin/tsc');
  const run = promisify(execFile)(process.execPath, [tsc, '--pretty', 'false', '-p', '.'], {
    cwd: root,
  });
  const { stdout } = await run.catch((error: { stdout: string }) => error);
  return stdout
    .split('\n')
    .filter((line) => line.includes(': error TS'))
    .map((line) => line.replace(/\(\d+,\d+\): error/, ''));
}
