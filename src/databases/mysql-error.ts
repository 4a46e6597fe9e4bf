import { MigrateError, errorCode, errorMessage } from '../core/errors.ts';
import type { DatabaseAddress } from './database-address.ts';
import { networkFailure } from './network-failure.ts';
import { REFUSED } from './postgres-error.ts';

const GONE = 'Nothing is lost: when the database answers again, run the command again.';

/**
 * What mysql2 threw, as something the user can act on; a MigrateError passes through, and so does what
 * is no matter of the database. Codes: dev.mysql.com/doc/mysql-errors, mariadb.com/kb/en/mariadb-error-codes.
 */
export function explainMysqlError(error: unknown, { url }: DatabaseAddress): unknown {
  if (error instanceof MigrateError) return error;
  const message = errorMessage(error);
  const failure = (text: string, hint: string): MigrateError =>
    new MigrateError(text, { hint, cause: error });
  const code = errorCode(error) ?? '';
  switch (code) {
    case 'ER_ACCESS_DENIED_ERROR':
    case 'ER_ACCESS_DENIED_NO_PASSWORD_ERROR':
      return failure(
        `${url} refuses to let us in: ${message}.`,
        'Check user and password. The password may stand in the URL or in MYSQL_PWD.',
      );
    case 'ER_BAD_DB_ERROR':
      return failure(
        `${url} has no such database: ${message}.`,
        'Check the name behind the last slash of the URL.',
      );
    case 'ER_NO_DB_ERROR':
      return failure(`${url} names no database.`, 'Put its name behind the last slash of the URL.');
    case 'ER_DBACCESS_DENIED_ERROR':
    case 'ER_TABLEACCESS_DENIED_ERROR':
    case 'ER_COLUMNACCESS_DENIED_ERROR':
    case 'ER_SPECIFIC_ACCESS_DENIED_ERROR':
      return failure(
        `${url} does not allow it: ${message}.`,
        'Grant the right to this user, or use a user who has it.',
      );
    case 'ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION':
    case 'ER_OPTION_PREVENTS_STATEMENT':
      return failure(
        `${url} is read-only here: ${message}.`,
        'Reading takes a SELECT that changes nothing; writing takes the primary server and a user who may write.',
      );
    case 'ER_STATEMENT_TIMEOUT':
    case 'ER_QUERY_TIMEOUT':
    case 'ER_QUERY_INTERRUPTED':
      return failure(
        `${url} took too long over a statement: ${message}.`,
        'Help it with an index or a narrower --where, or allow more: add ?statement_timeout=600000 (milliseconds) to the URL.',
      );
    case 'ER_LOCK_WAIT_TIMEOUT':
    case 'ER_LOCK_DEADLOCK':
      return failure(
        `${url} is busy: ${message}.`,
        'Another program holds a lock on the table. Wait until it is done, then run the command again.',
      );
    case 'ER_CON_COUNT_ERROR':
    case 'ER_USER_LIMIT_REACHED':
    case 'ER_TOO_MANY_USER_CONNECTIONS':
      return failure(
        `${url} takes no more connections: ${message}.`,
        'Close some, or raise max_connections.',
      );
    case 'PROTOCOL_CONNECTION_LOST':
    case 'ER_SERVER_SHUTDOWN':
    case 'ECONNRESET':
    case 'EPIPE':
      return failure(`${url} has gone away: ${message}.`, GONE);
    case 'HANDSHAKE_NO_SSL_SUPPORT':
      return failure(
        `${url} has no TLS.`,
        'Use sslmode=disable or prefer, if the network is to be trusted.',
      );
    default:
      break;
  }
  // Constraints, and what triggers signal. MariaDB's numbers above 4000 have other names in mysql2.
  if (/^(?:23|45)/.test(sqlState(error))) {
    return failure(`${url} refuses it: ${withoutValues(message)}.`, REFUSED);
  }
  if (code.startsWith('ER_')) {
    return failure(
      `${url} does not understand it: ${withoutValues(message)} (${code}).`,
      'Check --table, --query, --where and the names of the columns.',
    );
  }
  if (/closed state|connection.*closed/i.test(message)) {
    return failure(`${url} has gone away: ${message}.`, GONE);
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
