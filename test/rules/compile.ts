import { execFile } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Files } from '../codemod/migrate.ts';

const modules = join(import.meta.dirname, '../../node_modules');

/** A folder to compile as strictly as apps do, with packages by the name they are imported by. */
export function layOut(
  root: string,
  packages: Readonly<Record<string, string>>,
  compilerOptions: Readonly<Record<string, unknown>> = {},
): void {
  for (const [as, of] of Object.entries(packages)) {
    mkdirSync(dirname(join(root, 'node_modules', as)), { recursive: true });
    symlinkSync(join(modules, of), join(root, 'node_modules', as));
  }
  const strictest = {
    strict: true,
    noImplicitReturns: true,
    noUnusedLocals: true,
    noUncheckedIndexedAccess: true,
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
  const tsconfig = { compilerOptions: { ...strictest, ...compilerOptions } };
  writeFileSync(join(root, 'tsconfig.json'), JSON.stringify(tsconfig));
}

export function writeFiles(root: string, files: Files): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** The errors, without their lines, which a rewrite moves. */
export async function compile(root: string): Promise<string[]> {
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
