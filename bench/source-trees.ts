import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decoy, legacyFile, plantedFile, type LegacyFile } from './legacy-text.ts';
import { seededRandom, unrelatedFile } from './source-text.ts';
import { freshPath } from './workspace.ts';

const PLANTED = 28;
const DECOYS = 10;
const FILES_A_FOLDER = 40;
const FOLDERS_A_PACKAGE = 12;

const IGNORED = 'node_modules\n/dist\n*.log\n';

/** What is in ignored folders and must not be looked at: it would be found. */
const TRAP = "Plaid.create({ key: '0123456789abcdef0123456789', product: ['auth'] }).open();\n";

/** A tree, and its files with something to rewrite. */
export interface ApplicationTree {
  readonly root: string;
  readonly legacy: readonly string[];
}

/** A tree of an application, as large as asked for, in a git repository. */
export function applicationTree(
  files: number,
  kind: 'with Link code' | 'without Plaid',
): ApplicationTree {
  const root = freshPath('application');
  const legacy: string[] = [];
  const random = seededRandom(files);
  const special: (() => LegacyFile)[] = [];
  if (kind === 'with Link code') {
    for (let index = 0; index < PLANTED; index += 1) special.push(() => plantedFile(index, random));
    for (let index = 0; index < DECOYS; index += 1) special.push(() => decoy(index, random));
  }
  const distance = Math.floor(files / (special.length + 1));
  let folder = '';
  for (let index = 0; index < files; index += 1) {
    if (index % FILES_A_FOLDER === 0) folder = newFolder(root, index / FILES_A_FOLDER);
    const place = index / distance;
    const own = special[place];
    const { language, text } = own?.() ?? unrelatedFile(random);
    const file = join(folder, `file-${String(index)}.${language}`);
    writeFileSync(file, text);
    if (own !== undefined && place < PLANTED) legacy.push(file);
  }
  writeFileSync(join(root, '.gitignore'), IGNORED);
  plantTraps(join(root, 'node_modules'), 3_000);
  plantTraps(join(root, 'dist'), 500);
  git(root, 'init', '-q');
  return { root, legacy };
}

/** Files that all open Link with a public_key, committed so that git gives them back. */
export function legacyTree(files: number, bytes: number): string {
  const root = freshPath('all-legacy');
  const random = seededRandom(files);
  let folder = '';
  for (let index = 0; index < files; index += 1) {
    if (index % FILES_A_FOLDER === 0) folder = newFolder(root, index / FILES_A_FOLDER);
    const { language, text } = legacyFile(index, bytes, random);
    writeFileSync(join(folder, `bank-${String(index)}.${language}`), text);
  }
  writeFileSync(join(root, '.gitignore'), IGNORED);
  git(root, 'init', '-q');
  git(root, 'add', '.');
  git(root, '-c', 'user.name=bench', '-c', 'user.email=bench@example.com', 'commit', '-qm', 'All');
  return root;
}

/** Makes `copy` a fresh copy of a tree, which git has looked at once, as it has at any that is worked in. */
export function copyAnew(tree: string, copy: string): void {
  rmSync(copy, { recursive: true, force: true });
  cpSync(tree, copy, { recursive: true, preserveTimestamps: true });
  git(copy, 'status', '--short');
}

function newFolder(root: string, index: number): string {
  const home = join(root, 'packages', `package-${String(Math.floor(index / FOLDERS_A_PACKAGE))}`);
  const folder = join(home, 'src', `part-${String(index % FOLDERS_A_PACKAGE)}`);
  mkdirSync(folder, { recursive: true });
  // As in many a monorepo.
  writeFileSync(join(home, '.gitignore'), '/build\n*.tmp\n');
  return folder;
}

function plantTraps(folder: string, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const home = join(folder, `module-${String(Math.floor(index / 20))}`);
    if (index % 20 === 0) mkdirSync(home, { recursive: true });
    writeFileSync(join(home, `trap-${String(index)}.js`), TRAP);
  }
}

function git(root: string, ...args: readonly string[]): void {
  execFileSync('git', ['-C', root, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
}
