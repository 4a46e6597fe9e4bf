import { randomBytes } from 'node:crypto';
import { appendFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { errorCode, errorMessage, MigrateError } from '../core/errors.ts';

/**
 * Writes a file whole or not at all. What is no regular file (`/dev/stderr`, a pipe) is written as it is,
 * and the summary of a step of GitHub's is added to, as everything else in the step does.
 */
export async function writeOutput(
  file: string,
  text: string,
  isShared: boolean,
  flag = '--format',
): Promise<void> {
  try {
    const stats = await stat(file).catch(() => undefined);
    if (isShared) await appendFile(file, text);
    else if (stats !== undefined && !stats.isFile() && !stats.isDirectory()) {
      await writeFile(file, text);
    } else await replace(file, text, stats?.mode);
  } catch (error) {
    throw explain(error, file, flag);
  }
}

async function replace(file: string, text: string, mode = DEFAULT_MODE): Promise<void> {
  const draft = path.join(
    path.dirname(file),
    `.${path.basename(file)}.${randomBytes(6).toString('hex')}.tmp`,
  );
  try {
    await writeFile(draft, text, { flag: 'wx', mode: mode & PERMISSIONS, flush: true });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

const DEFAULT_MODE = 0o666;
const PERMISSIONS = 0o777;

function explain(error: unknown, file: string, flag: string): unknown {
  const code = errorCode(error);
  if (code === undefined) return error;
  return new MigrateError(`${file} cannot be written: ${reasonOf(code, errorMessage(error))}.`, {
    hint: `Give ${flag} a file in a folder that is there and that you may write to.`,
    cause: error,
  });
}

function reasonOf(code: string, message: string): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'its folder is not writable for you';
    case 'EROFS':
      return 'it is on a read-only file system';
    case 'ENOENT':
    case 'ENOTDIR':
      return 'its folder does not exist';
    case 'EISDIR':
      return 'it is a folder';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full';
    default:
      return message;
  }
}
