import { globSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readFixture } from '../codemod/fixture.ts';
import type { Files } from '../codemod/migrate.ts';
import { compile, layOut, writeFiles } from './compile.ts';

const fixtures = join(import.meta.dirname, '../fixtures/link-create');

/** Fixtures that hold TypeScript, as they are before and after. */
const cases = globSync('*', { cwd: fixtures })
  .toSorted()
  .map((name) => {
    const { input, expected } = readFixture(join(fixtures, name));
    return { name, before: input, after: new Map([...input, ...expected]) };
  })
  .filter(({ before }) => [...before.keys()].some((path) => /\.tsx?$/.test(path)));

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'link-create-types-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Each is compiled on its own: scripts and windows of different apps do not mix.
test.concurrent.each(cases)('$name: no error that was not there before', async (fixture) => {
  const before = await errorsIn(`${fixture.name}-before`, fixture.before);
  const after = await errorsIn(`${fixture.name}-after`, fixture.after);
  expect(after.filter((error) => !before.includes(error))).toEqual([]);
});

/** Otherwise nothing above says anything. */
test('the compiler sees the types of Link, of the page and of the language', async () => {
  const files = new Map([
    ['package.json', '{ "dependencies": { "@types/plaid-link": "2" } }'],
    ['a.ts', "import { Plaid } from 'plaid-link';\nexport const a: Plaid.LinkHandler = 1;\n"],
    ['b.ts', 'window.Plaid.create({ nothing: document.title });\n'],
    ['c.ts', 'const unread: number = Promise.resolve("");\nexport {};\n'],
  ]);
  expect(await errorsIn('control', files)).toEqual([
    expect.stringContaining('a.ts TS2322'),
    expect.stringContaining('b.ts TS2353'),
    expect.stringContaining('c.ts TS2322'),
    expect.stringContaining('c.ts TS6133'),
  ]);
});

async function errorsIn(name: string, files: Files): Promise<string[]> {
  const root = join(folder, name);
  const knowsLink = files.get('package.json')?.includes('@types/plaid-link') === true;
  layOut(
    root,
    {
      '@types/plaid-link': '@types/plaid-link',
      '@angular/core': '@angular/core',
      '@angular/common': '@angular/common',
      rxjs: 'rxjs',
    },
    { types: knowsLink ? ['plaid-link'] : [], experimentalDecorators: true },
  );
  writeFiles(root, files);
  return compile(root);
}
