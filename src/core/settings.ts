import { errorCode, MigrateError } from './errors.ts';
import { Secret } from './secrets.ts';

/** The settings whose values are secret. Each may come from a file named in `<NAME>_FILE` instead. */
export const secretNames = [
  'PLAID_CLIENT_ID',
  'PLAID_SECRET',
  'PLAID_MIGRATE_KEY',
  'PLAID_MIGRATE_NEW_KEY',
] as const;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * A secret from the environment: `NAME` itself or the content of the file in `NAME_FILE`, white space
 * around it dropped (files and secret managers like to end in a line break). A variable set to nothing counts as not set: that is how CI passes a missing secret on.
 */
export function readSecret(
  env: Environment,
  name: string,
  readFile: (path: string) => string,
): Secret | undefined {
  const value = given(env[name]);
  const path = given(env[`${name}_FILE`]);
  if (value !== undefined && path !== undefined) {
    throw new MigrateError(`${name} and ${name}_FILE are both set.`, {
      hint: 'Unset one of them, so that it is plain which one counts.',
    });
  }
  if (path === undefined) return value === undefined ? undefined : new Secret(value);
  const content = readSecretFile(name, path, readFile);
  if (content === '') {
    throw new MigrateError(`${name}_FILE names ${path}, and that file is empty.`, {
      hint: `Write the value of ${name} into it, or set ${name} itself.`,
    });
  }
  return new Secret(content);
}

/** Every secret there is, for the redactor. What cannot be read is left to {@link readSecret} to report. */
export function knownSecrets(
  env: Environment,
  readFile: (path: string) => string,
): readonly Secret[] {
  const secrets: Secret[] = [];
  for (const name of secretNames) {
    const value = given(env[name]);
    if (value !== undefined) secrets.push(new Secret(value));
    const path = given(env[`${name}_FILE`]);
    if (path === undefined) continue;
    try {
      secrets.push(new Secret(readFile(path).trim()));
    } catch {
      // Reported where the secret is needed.
    }
  }
  for (const name of databasePasswords) {
    const value = given(env[name]);
    if (value !== undefined && !EVERYDAY.test(value)) secrets.push(new Secret(value));
  }
  for (const value of Object.values(env)) secrets.push(...passwordsIn(value ?? ''));
  return secrets;
}

/** Variables in which database drivers look for a password. */
const databasePasswords = ['PGPASSWORD', 'MYSQL_PWD'] as const;

/** Passwords of servers on loopback that are words of our own messages: without them nobody could read those. */
const EVERYDAY = /^(?:postgres|postgresql|mysql|mariadb|password|localhost|plaid)$/i;

/** The password of a database URL, as it stands there and decoded. */
export function passwordsIn(text: string): readonly Secret[] {
  const [, user = '', written = ''] =
    /^\s*(?:postgres|postgresql|mysql|mariadb):\/\/([^:@/]*):([^@]+)@/i.exec(text) ?? [];
  if (written === '' || written === user || EVERYDAY.test(written)) return [];
  try {
    return [new Secret(written), new Secret(decodeURIComponent(written))];
  } catch {
    return [new Secret(written)];
  }
}

function given(value: string | undefined): string | undefined {
  const trimmed = value?.trim() ?? '';
  return trimmed === '' ? undefined : trimmed;
}

function readSecretFile(name: string, path: string, readFile: (path: string) => string): string {
  try {
    return readFile(path).trim();
  } catch (error) {
    throw new MigrateError(
      `${name}_FILE names ${path}, and that file cannot be read (${errorCode(error) ?? 'unknown error'}).`,
      { hint: `Check the path and its permissions, or set ${name} itself.`, cause: error },
    );
  }
}
