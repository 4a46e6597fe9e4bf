import { MigrateError, errorCode, errorMessage } from '../core/errors.ts';
import type { DatabaseAddress } from './database-address.ts';
import { databaseFailure, NOTHING_LOST, type DatabaseTrouble } from './database-failure.ts';
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
  const trouble = (kind: DatabaseTrouble, said = message): MigrateError =>
    databaseFailure(kind, { url, message: said, cause: error });
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
      return trouble('no-database');
    case '42501':
      return trouble('not-allowed');
    case '25006':
      return trouble('read-only');
    case '57014':
      return trouble('too-slow');
    case '55P03':
    case '40P01':
      return trouble('busy');
    case '53300':
      return trouble('full');
    case '57P01':
    case '57P02':
    case '57P03':
    case '08000':
    case '08003':
    case '08006':
      return trouble('gone');
    default:
      break;
  }
  // Classes 23 (constraints), 44 (views), 09 and 27 (triggers), and what functions raise themselves.
  if (/^(?:(?:23|44|09|27)...|P0001)$/.test(code)) {
    return trouble('refused');
  }
  // Classes 42 (names and syntax) and 22 (values): what was asked cannot be done.
  if (/^(?:42|22|0A)...$/.test(code)) {
    return trouble('not-understood', withoutValues(message, code));
  }
  if (/^[0-9A-Z]{5}$/.test(code) && !code.startsWith('E')) {
    return failure(`${url} failed: ${withoutValues(message, code)} (${code}).`, NOTHING_LOST);
  }
  if (message.includes('client password must be a')) {
    return failure(
      `${url} wants a password.`,
      'Set PGPASSWORD, add a line to ~/.pgpass, or put the whole URL into a variable and give env:NAME.',
    );
  }
  if (message.includes('does not support SSL')) {
    return trouble('no-tls');
  }
  if (/connection terminated|not queryable|connection error/i.test(message)) {
    return trouble('gone');
  }
  return networkFailure(error, url) ?? error;
}

/** Messages about values quote them, and a value may be somebody's token. */
function withoutValues(message: string, code: string): string {
  return code.startsWith('22') ? message.replace(/: .*$/s, '') : message;
}
