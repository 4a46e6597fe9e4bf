import { errorCode, MigrateError } from '../../core/errors.ts';
import { ExitCode } from '../../core/exit-codes.ts';

/** Whether SQLite could not write for want of room: worth waiting for a person to make some. */
function isDiskFull(error: unknown): boolean {
  const code = errorCode(error) ?? '';
  return code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_WRITE' || code === 'SQLITE_IOERR_FSYNC';
}

/** Puts what SQLite or the file system said about a ledger into a sentence a person can act on. */
export function explainLedgerError(error: unknown, path: string): unknown {
  if (error instanceof MigrateError) return error;
  const code = errorCode(error) ?? '';
  if (isDiskFull(error)) {
    return new MigrateError(`The ledger ${path} cannot be written: the disk is full or failing.`, {
      hint: 'Make room, then run the same command again. What was committed is safe.',
      exitCode: ExitCode.stopped,
      cause: error,
    });
  }
  const known = sentences.find(([prefix]) => code.startsWith(prefix));
  if (known === undefined) return error;
  const [, message, hint] = known;
  return new MigrateError(`The ledger ${path} ${message}.`, { hint, cause: error });
}

const sentences: ReadonlyArray<readonly [prefix: string, message: string, hint: string]> = [
  ['SQLITE_NOTADB', 'is not a SQLite file', 'Give another path with --ledger.'],
  [
    'SQLITE_CORRUPT',
    'is damaged',
    'Restore it from a backup. Do not import into it again: it may hold tokens found nowhere else.',
  ],
  [
    'SQLITE_READONLY',
    'is read-only',
    'Make the file and its folder writable for you, or give another path with --ledger.',
  ],
  [
    'SQLITE_CANTOPEN',
    'cannot be opened',
    'The file and its folder must be readable and writable for you.',
  ],
  [
    'SQLITE_BUSY',
    'is locked by another program',
    'Close what has it open for writing, then run the same command again.',
  ],
  ['SQLITE_IOERR', 'cannot be read', 'Check the disk, then run the same command again.'],
  ['EACCES', 'is not accessible to you', 'Check the permissions of the file and its folder.'],
  ['EROFS', 'is on a read-only file system', 'Give another path with --ledger.'],
  ['EISDIR', 'is a folder', 'Give the path of a file with --ledger.'],
  ['ENOENT', 'cannot be made: its folder does not exist', 'Make the folder, or give another path.'],
  ['ENOTDIR', 'cannot be made: its folder is a file', 'Give another path with --ledger.'],
  ['ENOSPC', 'cannot be made: the disk is full', 'Make room, or give another path with --ledger.'],
];

/** Runs `work` and explains what it throws. */
export function explaining<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw explainLedgerError(error, path);
  }
}
