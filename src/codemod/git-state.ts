import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { errorCode, errorMessage } from '../core/errors.ts';

/** Whether git could give back what a run changes. */
export type GitState =
  | { readonly kind: 'clean' }
  /** Files with changes that are not committed, relative to the root. */
  | { readonly kind: 'dirty'; readonly files: readonly string[] }
  /** No git, no repository, or one that git does not answer for; `reason` ends a sentence. */
  | { readonly kind: 'unknown'; readonly reason: string };

const run = promisify(execFile);
const MAX_OUTPUT = 256 * 1024 * 1024;

/**
 * Asks git about the paths that were given and the files that would change. Modified files among the
 * paths count all: afterwards nobody could tell their changes from ours. Files that git does not know
 * count where they would change: their old text would be gone. Takes no lock, runs no hook.
 */
export async function readGitState(
  root: string,
  paths: readonly string[],
  changed: readonly string[],
): Promise<GitState> {
  const elsewhere = changed.filter((file) => !paths.some((each) => isWithin(file, each)));
  const options = ['--no-optional-locks', '-c', 'core.fsmonitor=false', '-C', root];
  const status = ['status', '--porcelain', '-z', '--untracked-files=normal', '--no-renames', '--'];
  const specs = [...paths, ...elsewhere].map((each) => `:(top,literal)${each}`);
  let output: string;
  try {
    const ran = await run('git', [...options, ...status, ...specs], { maxBuffer: MAX_OUTPUT });
    output = ran.stdout;
  } catch (error) {
    return { kind: 'unknown', reason: whyNot(error) };
  }
  const files = output.split('\0').flatMap((entry) => {
    const name = entry.slice(3);
    if (entry.startsWith('??')) return changed.filter((file) => isWithin(file, name));
    return entry === '' ? [] : [name];
  });
  return files.length === 0 ? { kind: 'clean' } : { kind: 'dirty', files: files.toSorted() };
}

/** `folder` may end in a slash; the empty one is the root. */
function isWithin(file: string, folder: string): boolean {
  const prefix = folder === '' || folder.endsWith('/') ? folder : `${folder}/`;
  return file === folder || file.startsWith(prefix);
}

function whyNot(error: unknown): string {
  if (errorCode(error) === 'ENOENT') return 'git is not installed';
  if (typeof error !== 'object' || error === null || !('stderr' in error)) {
    return errorMessage(error);
  }
  const said = String(error.stderr).split('\n')[0] ?? '';
  return /not a git repository/i.test(said) ? 'this is no git repository' : `git says: ${said}`;
}
