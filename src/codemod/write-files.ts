import { randomBytes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import * as disk from 'node:fs/promises';
import path from 'node:path';
import { errorCode, errorMessage } from '../core/errors.ts';
import type { PlannedFile } from './codemod-plan.ts';

/** A file's old and new text. */
export type FileChange = Pick<PlannedFile, 'path' | 'before' | 'after' | 'bom' | 'created'>;

/** What became of each change. `stopped`: the user ended the run before its turn. */
export type WriteOutcome =
  | { readonly kind: 'written' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'stopped' };

/** The calls that writing takes; a test puts a full disk behind them. */
export type WritePort = Pick<
  typeof disk,
  'mkdir' | 'open' | 'readFile' | 'realpath' | 'rename' | 'rm' | 'stat'
>;

/**
 * Writes the changed files of a plan, each whole or not at all: into a new file beside it that takes
 * its place once it is on disk. What cannot be written is refused with a reason, and the rest goes on.
 */
export async function writeFiles(
  root: string,
  changes: readonly FileChange[],
  { signal, fs = disk }: { readonly signal?: AbortSignal; readonly fs?: WritePort } = {},
): Promise<ReadonlyMap<string, WriteOutcome>> {
  const outcomes = new Map<string, WriteOutcome>();
  const home = await fs.realpath(root);
  for (const change of changes) {
    if (change.before === change.after) continue;
    const outcome: WriteOutcome =
      signal?.aborted === true ? { kind: 'stopped' } : await writeFile(home, change, fs);
    outcomes.set(change.path, outcome);
  }
  return outcomes;
}

async function writeFile(root: string, change: FileChange, fs: WritePort): Promise<WriteOutcome> {
  try {
    if (change.created === true) return await create(path.join(root, change.path), change, fs);
    // A link keeps being one: what it points to is written.
    const target = await fs.realpath(path.join(root, change.path));
    const stats = await fs.stat(target);
    const reason = obstacle(root, target, stats.mode, change);
    if (reason !== undefined) return { kind: 'refused', reason };
    return await replace(target, stats, change, fs);
  } catch (error) {
    return { kind: 'refused', reason: failure(error) };
  }
}

/** Never over a file that came to be meanwhile; half a file is taken away again. */
async function create(target: string, change: FileChange, fs: WritePort): Promise<WriteOutcome> {
  await fs.mkdir(path.dirname(target), { recursive: true });
  const file = await fs.open(target, 'wx');
  let written = false;
  try {
    await file.writeFile(encode(change.after, change.bom));
    await file.sync();
    written = true;
    return { kind: 'written' };
  } finally {
    await file.close();
    if (!written) await fs.rm(target, { force: true });
  }
}

function obstacle(
  root: string,
  target: string,
  mode: number,
  change: FileChange,
): string | undefined {
  const folder = root.endsWith(path.sep) ? root : root + path.sep;
  if (!target.startsWith(folder)) return 'is a link to a file outside of the project';
  // Renaming another file over it would work: whoever protected it did not mean that.
  if ((mode & WRITABLE) === 0) return 'is read-only';
  if (change.after.trim() === '' && !SETTINGS.test(target)) return 'would be empty';
  return undefined;
}

/** `.env.example` may have held nothing but the public_key; empty code is a mistake of ours. */
const SETTINGS = /(?:^|[\\/])\.env[^\\/]*$/;

const WRITABLE = constants.S_IWUSR | constants.S_IWGRP | constants.S_IWOTH;

async function replace(
  target: string,
  { mode, uid, gid }: Pick<Stats, 'mode' | 'uid' | 'gid'>,
  change: FileChange,
  fs: WritePort,
): Promise<WriteOutcome> {
  const suffix = randomBytes(6).toString('hex');
  const draft = path.join(path.dirname(target), `.${path.basename(target)}.${suffix}.tmp`);
  const file = await fs.open(draft, 'wx', mode & PERMISSIONS);
  let renamed = false;
  try {
    try {
      await file.writeFile(encode(change.after, change.bom));
      // The owner is kept where the system allows it, the mode whatever the umask says.
      await file.chown(uid, gid).catch(() => undefined);
      await file.chmod(mode & PERMISSIONS);
      await file.sync();
    } finally {
      await file.close();
    }
    // As late as can be: an editor may have saved the file since it was read.
    const found = await fs.readFile(target);
    if (!found.equals(encode(change.before, change.bom))) {
      return { kind: 'refused', reason: 'was changed meanwhile' };
    }
    await fs.rename(draft, target);
    renamed = true;
    return { kind: 'written' };
  } finally {
    if (!renamed) await fs.rm(draft, { force: true });
  }
}

const PERMISSIONS = 0o7777;

function encode(text: string, bom: boolean): Buffer {
  return Buffer.from(bom ? `\uFEFF${text}` : text);
}

function failure(error: unknown): string {
  const code = errorCode(error) ?? errorMessage(error);
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return `could not be written: the disk is full (${code})`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `may not be written (${code})`;
    case 'ENOENT':
      return 'is not there any more';
    case 'EEXIST':
      return 'is there already';
    default:
      return `could not be written (${code})`;
  }
}
