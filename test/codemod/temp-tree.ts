import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder on disk with files in it, gone when the test ends. */
export interface TempTree {
  readonly root: string;
  path(file: string): string;
  write(file: string, content: string | Uint8Array): void;
  read(file: string): string;
  bytes(file: string): Buffer;
  /** Every regular file but git's own, sorted. */
  list(): string[];
  git(...args: readonly string[]): string;
  commit(): void;
}

export function tempTree(files: Readonly<Record<string, string | Uint8Array>>): TempTree {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'plaid-migrate-codemod-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const path = (file: string) => join(root, file);
  const write = (file: string, content: string | Uint8Array) => {
    mkdirSync(dirname(path(file)), { recursive: true });
    writeFileSync(path(file), content);
  };
  // Nothing of the developer's own settings, nobody's name in the commits.
  const env = {
    PATH: process.env['PATH'],
    HOME: root,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'A',
    GIT_AUTHOR_EMAIL: 'a@example.com',
    GIT_COMMITTER_NAME: 'A',
    GIT_COMMITTER_EMAIL: 'a@example.com',
  };
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-C', root, ...args], { encoding: 'utf8', env, stdio: 'pipe' });
  for (const [file, content] of Object.entries(files)) write(file, content);
  return {
    root,
    path,
    write,
    read: (file) => readFileSync(path(file), 'utf8'),
    bytes: (file) => readFileSync(path(file)),
    list: () => regularFiles(root, '').toSorted(),
    git,
    commit: () => {
      git('init', '--quiet');
      git('add', '--all', '--force');
      git('commit', '--quiet', '--allow-empty', '--message', 'All');
    },
  };
}

/** Links are not followed: some of these trees hold loops. */
function regularFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return path === '.git' ? [] : regularFiles(root, path);
    return entry.isFile() ? [path] : [];
  });
}
