import { MigrateError, errorCode, errorMessage } from '../core/errors.ts';
import type { DatabaseAddress } from './database-address.ts';
import { networkFailure } from './network-failure.ts';

/**
 * What pg threw, as something the user can act on; a MigrateError passes through, and so does what is
 * no matter of the database. Codes: postgresql.org/docs/current/errcodes-appendix.html.
 */
export function explainPostgresError(error: unknown, { url }: DatabaseAddress): unknown {
  if (error instanceof MigrateError) return error;
  const message = errorMessage(error);
  const failure = (text: string, hint: string): MigrateError =>
    new MigrateError(text, { hint, cause: error });
  const code = errorCode(error) ?? '';
  switch (code) {
    case '28P01':
    case '28000':
      return failure(
        `${url} refuses to let us in: ${message}.`,
        message.includes('no encryption')
          ? 'It wants TLS: add ?sslmode=require to the URL.'
          : 'Check user and password. The password may stand in the URL, in PGPASSWORD or in ~/.pgpass.',
      );
    case '3D000':
      return failure(
        `${url} has no such database: ${message}.`,
        'Check the name behind the last slash of the URL.',
      );
    case '42501':
      return failure(
        `${url} does not allow it: ${message}.`,
        'Grant the right to this user, or use a user who has it.',
      );
    case '25006':
      return failure(
        `${url} is read-only here: ${message}.`,
        'Reading takes a SELECT that changes nothing; writing takes the primary server and a user who may write.',
      );
    case '57014':
      return failure(
        `${url} took too long over a statement: ${message}.`,
        'Help it with an index or a narrower --where, or allow more: add ?statement_timeout=600000 (milliseconds) to the URL.',
      );
    case '55P03':
    case '40P01':
      return failure(
        `${url} is busy: ${message}.`,
        'Another program holds a lock on the table. Wait until it is done, then run the command again.',
      );
    case '53300':
      return failure(
        `${url} takes no more connections: ${message}.`,
        'Close some, or raise max_connections.',
      );
    case '57P01':
    case '57P02':
    case '57P03':
    case '08000':
    case '08003':
    case '08006':
      return failure(`${url} has gone away: ${message}.`, GONE);
    default:
      break;
  }
  // Classes 23 (constraints), 44 (views), 09 and 27 (triggers), and what functions raise themselves.
  if (/^(?:(?:23|44|09|27)...|P0001)$/.test(code)) {
    return failure(`${url} refuses it: ${message}.`, REFUSED);
  }
  // Classes 42 (names and syntax) and 22 (values): what was asked cannot be done.
  if (/^(?:42|22|0A)...$/.test(code)) {
    return failure(
      `${url} does not understand it: ${withoutValues(message, code)}.`,
      'Check --table, --query, --where and the names of the columns.',
    );
  }
  if (/^[0-9A-Z]{5}$/.test(code) && !code.startsWith('E')) {
    return failure(`${url} failed: ${withoutValues(message, code)} (${code}).`, GONE);
  }
  if (message.includes('client password must be a')) {
    return failure(
      `${url} wants a password.`,
      'Set PGPASSWORD, add a line to ~/.pgpass, or put the whole URL into a variable and give env:NAME.',
    );
  }
  if (message.includes('does not support SSL')) {
    return failure(
      `${url} has no TLS.`,
      'Use sslmode=disable or prefer, if the network is to be trusted.',
    );
  }
  if (/connection terminated|not queryable|connection error/i.test(message)) {
    return failure(`${url} has gone away: ${message}.`, GONE);
  }
  return networkFailure(error, url) ?? error;
}

export const REFUSED =
  'A constraint or a trigger of the database says no. Nothing of this step was written: change it, or fill another column, then run the command again.';
const GONE = 'Nothing is lost: when the database answers again, run the command again.';

/** Messages about values quote them, and a value may be somebody's token. */
function withoutValues(message: string, code: string): string {
  return code.startsWith('22') ? message.replace(/: .*$/s, '') : message;
}
