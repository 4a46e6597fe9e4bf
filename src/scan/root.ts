import { existsSync, realpathSync, statSync, type Stats } from 'node:fs';
import path from 'node:path';
import { MigrateError, errorCode } from '../core/errors.ts';

/** One of the paths the user gave, links followed. */
export interface Start {
  /** Relative to the root, with `/`; empty for the root itself. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'special';
}

/** Where a project begins, and the parts of it that were asked for. */
export interface Roots {
  /** Absolute, links followed. */
  readonly root: string;
  /** The root is the top of a git work tree. */
  readonly git: boolean;
  readonly starts: readonly Start[];
}

/**
 * The top of the git work tree that holds all `paths`; without git the working folder, or the path
 * itself where it is elsewhere. Paths of two repositories are refused: each has its own ignore rules
 * and its own state to check before anything is written.
 */
export function findRoot(cwd: string, paths: readonly string[]): Roots {
  const given = paths.map((name) => locate(cwd, name));
  const [first] = given;
  if (first === undefined) {
    throw new MigrateError('No path was given.', { hint: 'Name a folder or files: . or src' });
  }
  const home = realpathSync(cwd);
  const { root, git } = rootOf(first, home);
  for (const other of given) {
    if (rootOf(other, home).root === root) continue;
    throw new MigrateError(`${other.name} is outside of ${root}, the root of ${first.name}.`, {
      hint: 'Run plaid-migrate once for each repository.',
    });
  }
  const starts = given.map(({ absolute, kind }): Start => ({
    path: relativePath(root, absolute),
    kind,
  }));
  return { root, git, starts };
}

/** `absolute` relative to `root`, with `/` on every system. */
export function relativePath(root: string, absolute: string): string {
  const relative = path.relative(root, absolute);
  return path.sep === '/' ? relative : relative.replaceAll(path.sep, '/');
}

interface Located {
  readonly name: string;
  readonly absolute: string;
  readonly kind: Start['kind'];
}

function locate(cwd: string, name: string): Located {
  if (name === '') {
    throw new MigrateError('An empty path was given.', {
      hint: 'Name a folder or files; for the current folder, write a dot.',
    });
  }
  try {
    const absolute = realpathSync(path.resolve(cwd, name));
    return { name, absolute, kind: kindOf(statSync(absolute)) };
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    throw new MigrateError(`${name} ${failure(errorCode(error))}.`, {
      hint: `Paths are taken from ${cwd}.`,
      cause: error,
    });
  }
}

function failure(code: string | undefined): string {
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'does not exist';
  if (code === 'ELOOP') return 'is a symbolic link that points to itself';
  return `cannot be reached (${code})`;
}

function kindOf(stats: Stats): Start['kind'] {
  if (stats.isDirectory()) return 'folder';
  return stats.isFile() ? 'file' : 'special';
}

function rootOf({ absolute, kind }: Located, home: string): { root: string; git: boolean } {
  const folder = kind === 'folder' ? absolute : path.dirname(absolute);
  for (let top = folder; ; top = path.dirname(top)) {
    if (existsSync(path.join(top, '.git'))) return { root: top, git: true };
    if (top === path.dirname(top)) break;
  }
  const inside = folder === home || folder.startsWith(home + path.sep);
  return { root: inside ? home : folder, git: false };
}
