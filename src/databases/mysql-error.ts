import { MigrateError, errorCode, errorMessage } from '../core/errors.ts';
import type { DatabaseAddress } from './database-address.ts';
import { databaseFailure, type DatabaseTrouble } from './database-failure.ts';
import { networkFailure } from './network-failure.ts';

/**
 * What mysql2 threw, as something the user can act on; a MigrateError passes through, and so does what
 * is no matter of the database. Codes: dev.mysql.com/doc/mysql-errors, mariadb.com/kb/en/mariadb-error-codes.
 */
export function explainMysqlError(error: unknown, { url }: DatabaseAddress): unknown {
  if (error instanceof MigrateError) return error;
  const message = errorMessage(error);
  const failure = (text: string, hint: string): MigrateError =>
    new MigrateError(text, { hint, cause: error });
  const trouble = (kind: DatabaseTrouble, said = message): MigrateError =>
    databaseFailure(kind, { url, message: said, cause: error });
  const code = errorCode(error) ?? '';
  switch (code) {
    case 'ER_ACCESS_DENIED_ERROR':
    case 'ER_ACCESS_DENIED_NO_PASSWORD_ERROR':
      return failure(
        `${url} refuses to let us in: ${message}.`,
        'Check user and password. The password may stand in the URL or in MYSQL_PWD.',
      );
    case 'ER_BAD_DB_ERROR':
      return trouble('no-database');
    case 'ER_NO_DB_ERROR':
      return failure(`${url} names no database.`, 'Put its name behind the last slash of the URL.');
    case 'ER_DBACCESS_DENIED_ERROR':
    case 'ER_TABLEACCESS_DENIED_ERROR':
    case 'ER_COLUMNACCESS_DENIED_ERROR':
    case 'ER_SPECIFIC_ACCESS_DENIED_ERROR':
      return trouble('not-allowed');
    case 'ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION':
    case 'ER_OPTION_PREVENTS_STATEMENT':
      return trouble('read-only');
    case 'ER_STATEMENT_TIMEOUT':
    case 'ER_QUERY_TIMEOUT':
    case 'ER_QUERY_INTERRUPTED':
      return trouble('too-slow');
    case 'ER_LOCK_WAIT_TIMEOUT':
    case 'ER_LOCK_DEADLOCK':
      return trouble('busy');
    case 'ER_CON_COUNT_ERROR':
    case 'ER_USER_LIMIT_REACHED':
    case 'ER_TOO_MANY_USER_CONNECTIONS':
      return trouble('full');
    case 'PROTOCOL_CONNECTION_LOST':
    case 'ER_SERVER_SHUTDOWN':
    case 'ECONNRESET':
    case 'EPIPE':
      return trouble('gone');
    case 'HANDSHAKE_NO_SSL_SUPPORT':
      return trouble('no-tls');
    default:
      break;
  }
  // Constraints, and what triggers signal. MariaDB's numbers above 4000 have other names in mysql2.
  if (/^(?:23|45)/.test(sqlState(error))) {
    return trouble('refused', withoutValues(message));
  }
  if (code.startsWith('ER_')) {
    return trouble('not-understood', `${withoutValues(message)} (${code})`);
  }
  if (/closed state|connection.*closed/i.test(message)) {
    return trouble('gone');
  }
  return networkFailure(error, url) ?? error;
}

/** Messages about values quote them (Duplicate entry '…', Incorrect … value: '…'), and a value may be a token. */
function withoutValues(message: string): string {
  return /^(?:Duplicate entry|Incorrect|Data |Truncated|Invalid)/.test(message)
    ? message.replaceAll(/'[^']*'/g, '…')
    : message;
}

function sqlState(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('sqlState' in error)) return '';
  return String(error.sqlState);
}
