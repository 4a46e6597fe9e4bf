import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = join(import.meta.dirname, '../../node_modules');

/**
 * The TypeScript that build tools call as a library, which ours is no more: that of ts-morph, with the
 * declarations of ours.
 */
export function linkTypescript(folder: string): void {
  const home = join(folder, 'node_modules/typescript');
  rmSync(home, { recursive: true, force: true });
  mkdirSync(join(home, 'lib'), { recursive: true });
  const compiler = fileURLToPath(new URL('typescript.js', import.meta.resolve('@ts-morph/common')));
  copyFileSync(compiler, join(home, 'lib/typescript.js'));
  for (const path of globSync('@typescript/*/lib/lib*.d.ts', { cwd: modules })) {
    copyFileSync(join(modules, path), join(home, 'lib', basename(path)));
  }
  const version = /\bversion = "([\d.]+)"/.exec(readFileSync(compiler, 'utf8'))?.[1];
  const manifest = { name: 'typescript', version, main: 'lib/typescript.js' };
  writeFileSync(join(home, 'package.json'), JSON.stringify(manifest));
}
