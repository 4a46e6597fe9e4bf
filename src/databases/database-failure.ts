import { MigrateError, unreachable } from '../core/errors.ts';

/** What databases of any kind answer that a user can act on. */
export type DatabaseTrouble =
  | 'no-database'
  | 'not-allowed'
  | 'read-only'
  | 'too-slow'
  | 'busy'
  | 'full'
  | 'gone'
  | 'refused'
  | 'not-understood'
  | 'no-tls';

/** Says which database it is, what it answered, and what to do. `message` holds no value of a row. */
export function databaseFailure(
  trouble: DatabaseTrouble,
  {
    url,
    message,
    cause,
  }: { readonly url: string; readonly message: string; readonly cause: unknown },
): MigrateError {
  const { text, hint } = described(trouble, url, message);
  return new MigrateError(text, { hint, cause });
}

function described(
  trouble: DatabaseTrouble,
  url: string,
  message: string,
): { readonly text: string; readonly hint: string } {
  switch (trouble) {
    case 'no-database':
      return {
        text: `${url} has no such database: ${message}.`,
        hint: 'Check the name behind the last slash of the URL.',
      };
    case 'not-allowed':
      return {
        text: `${url} does not allow it: ${message}.`,
        hint: 'Grant the right to this user, or use a user who has it.',
      };
    case 'read-only':
      return {
        text: `${url} is read-only here: ${message}.`,
        hint: 'Reading takes a SELECT that changes nothing; writing takes the primary server and a user who may write.',
      };
    case 'too-slow':
      return {
        text: `${url} took too long over a statement: ${message}.`,
        hint: 'Help it with an index or a narrower --where, or allow more: add ?statement_timeout=600000 (milliseconds) to the URL.',
      };
    case 'busy':
      return {
        text: `${url} is busy: ${message}.`,
        hint: 'Another program holds a lock on the table. Wait until it is done, then run the command again.',
      };
    case 'full':
      return {
        text: `${url} takes no more connections: ${message}.`,
        hint: 'Close some, or raise max_connections.',
      };
    case 'gone':
      return { text: `${url} has gone away: ${message}.`, hint: NOTHING_LOST };
    case 'refused':
      return {
        text: `${url} refuses it: ${message}.`,
        hint: REFUSED,
      };
    case 'not-understood':
      return {
        text: `${url} does not understand it: ${message}.`,
        hint: 'Check --table, --query, --where and the names of the columns.',
      };
    case 'no-tls':
      return {
        text: `${url} has no TLS.`,
        hint: 'Use sslmode=disable or prefer, if the network is to be trusted.',
      };
    default:
      return unreachable(trouble);
  }
}

/** What to do about whatever passes by itself. */
export const NOTHING_LOST =
  'Nothing is lost: when the database answers again, run the command again.';

/** What to do where a constraint or a trigger is in the way. */
export const REFUSED =
  'A constraint or a trigger of the database says no. Nothing of this step was written: change it, or fill another column, then run the command again.';
