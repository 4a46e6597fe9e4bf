import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from './timed-process.ts';
import { freshPath } from './workspace.ts';

/** Whether ripgrep is there: https://github.com/BurntSushi/ripgrep, `apt-get install ripgrep` on Debian. */
export const hasRipgrep = spawnSync('rg', ['--version']).error === undefined;

/** The yardstick of a scan: one thread that reads every file and knows what git ignores. */
export function ripgrep(tree: string): Command {
  // 1: nothing was found.
  return { file: 'rg', args: ['-j1', '-l', 'Plaid', '.'], cwd: tree, alsoFine: 1 };
}

/** jscodeshift as npm has it, put into a folder of its own; undefined where npm cannot be reached. */
export function installJscodeshift(): string | undefined {
  const folder = freshPath('jscodeshift');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  const args = ['install', '--silent', '--no-audit', '--no-fund', 'jscodeshift@17.4.0'];
  const { status } = spawnSync('npm', args, { cwd: folder, stdio: 'ignore' });
  return status === 0
    ? join(folder, 'node_modules', 'jscodeshift', 'bin', 'jscodeshift.js')
    : undefined;
}

/** Two processes, as on the two cores that all of this was measured on. */
export function jscodeshift(script: string, tree: string, mode: 'dry-run' | 'write'): Command {
  const transform = join(import.meta.dirname, 'jscodeshift-transform.ts');
  return {
    file: process.execPath,
    args: [
      script,
      '-t',
      transform,
      '--no-babel',
      '-c',
      '2',
      '--extensions=js,jsx,ts,tsx',
      '--gitignore',
      ...(mode === 'dry-run' ? ['--dry'] : []),
      '--fail-on-error',
      '.',
    ],
    cwd: tree,
  };
}

/** ts-morph over everything: a project of all files, which takes gigabytes. */
export function tsMorph(tree: string): Command {
  const script = join(import.meta.dirname, 'ts-morph-naive.ts');
  return { file: process.execPath, args: ['--max-old-space-size=8192', script, tree], cwd: tree };
}

/**
 * The yardstick of a rewrite: every file is read and written, and nothing else happens. `durable` waits
 * for the disk after each, as whoever must not lose a file does.
 */
export function readAndWrite(tree: string, how: 'plain' | 'durable'): Command {
  const options = how === 'durable' ? '{ flush: true }' : '{}';
  const script = `
const fs = require('node:fs');
const path = require('node:path');
for (const entry of fs.readdirSync('packages', { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const file = path.join(entry.parentPath, entry.name);
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8'), ${options});
}`;
  return { file: process.execPath, args: ['-e', script], cwd: tree };
}

/** Node, doing nothing. */
export function emptyProcess(tree: string): Command {
  return { file: process.execPath, args: ['-e', '0'], cwd: tree };
}
