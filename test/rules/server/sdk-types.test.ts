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
import { afterAll, expect, test } from 'vitest';
import { readFixture } from '../../codemod/fixture.ts';

const modules = join(import.meta.dirname, '../../../node_modules');
const fixtures = join(import.meta.dirname, '../../fixtures');

/** What TypeScript fixtures become. */
const outputs = globSync('sdk-*/*', { cwd: fixtures })
  .toSorted()
  .flatMap((name) => {
    const { input, expected } = readFixture(join(fixtures, name));
    return [...input.keys()]
      .filter((path) => path.endsWith('.ts'))
      .map((path) => ({ path: join(name, path), text: expected.get(path) ?? '' }));
  });

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sdk-types-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('what TypeScript becomes has no error with the types of the current SDK', async () => {
  expect(outputs.length).toBeGreaterThan(5);
  expect(await compile(outputs)).toEqual([]);
}, 60_000);

test('the compiler sees the SDK', async () => {
  const text = "import { PlaidApi } from 'plaid';\nnew PlaidApi().getItem('token');\n";
  expect(await compile([{ path: 'wrong.ts', text }])).toEqual([
    expect.stringContaining("'getItem' does not exist"),
  ]);
}, 60_000);

async function compile(files: readonly { path: string; text: string }[]): Promise<string[]> {
  const root = mkdtempSync(join(folder, 'app-'));
  mkdirSync(join(root, 'node_modules/@types'), { recursive: true });
  for (const name of ['plaid', 'axios', '@types/node', 'undici-types']) {
    symlinkSync(join(modules, name), join(root, 'node_modules', name));
  }
  for (const { path, text } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const compilerOptions = {
    strict: true,
    noImplicitReturns: true,
    isolatedModules: true,
    module: 'commonjs',
    moduleResolution: 'bundler',
    esModuleInterop: true,
    target: 'es2022',
    lib: ['es2022'],
    types: ['node'],
    noEmit: true,
    skipLibCheck: true,
  };
  writeFileSync(join(root, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  const tsc = join(modules, 'typescript/bin/tsc');
  const run = promisify(execFile)(process.execPath, [tsc, '--pretty', 'false', '-p', '.'], {
    cwd: root,
  });
  const { stdout } = await run.catch((error: { stdout: string }) => error);
  return stdout.split('\n').filter((line) => line.includes('error TS'));
}
