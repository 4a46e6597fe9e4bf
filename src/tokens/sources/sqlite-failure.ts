import { MigrateError, errorCode, errorMessage } from '../../core/errors.ts';
import { REFUSED } from '../../databases/database-failure.ts';

/** SQL that the user wrote. */
export type UserSql = '--where' | '--query';

/** What better-sqlite3 threw, as something the user can act on. A MigrateError passes through. */
export function sqliteFailure(error: unknown, path: string, sql: UserSql | undefined): unknown {
  if (error instanceof MigrateError) return error;
  // Extended codes (SQLITE_IOERR_READ) are of the kind their first two words name.
  const code = errorCode(error)?.split('_').slice(0, 2).join('_');
  switch (code) {
    case 'SQLITE_NOTADB':
      return new MigrateError(`${path} is not a SQLite database, or it is encrypted.`, {
        hint: 'Of an encrypted database (SQLCipher) export the table as CSV.',
        cause: error,
      });
    case 'SQLITE_CORRUPT':
      return new MigrateError(`${path} is damaged: ${errorMessage(error)}.`, {
        hint: 'Restore a backup, or rescue what is there: sqlite3 FILE .recover | sqlite3 rescued.db',
        cause: error,
      });
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
      return new MigrateError(`${path} is locked by another program.`, {
        hint: 'Wait until it is done, or stop it, then run the command again.',
        cause: error,
      });
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_READONLY':
      return new MigrateError(`${path} could not be opened: ${errorMessage(error)}.`, {
        hint: 'A database in WAL mode needs a folder that may be written to: copy it to one.',
        cause: error,
      });
    case 'SQLITE_CONSTRAINT':
      return new MigrateError(`${path} refuses it: ${errorMessage(error)}.`, {
        hint: REFUSED,
        cause: error,
      });
    case 'SQLITE_ERROR':
    case undefined:
      if (sql === undefined || !(error instanceof Error)) return error;
      return new MigrateError(`${sql} is not SQL that ${path} understands: ${error.message}.`, {
        hint:
          sql === '--where'
            ? 'Give a condition, such as: --where "migrated_at IS NULL"'
            : 'Give a SELECT, such as: --query "SELECT id, access_token FROM items"',
        cause: error,
      });
    default:
      return new MigrateError(`${path} could not be read: ${errorMessage(error)}.`, {
        hint: 'Check the file and the disk, then run the command again.',
        cause: error,
      });
  }
}
