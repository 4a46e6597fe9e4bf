import { readFileSync } from 'node:fs';
import { MigrateError } from '../core/errors.ts';
import { readSecret } from '../core/settings.ts';

/** The URL in an environment variable, or in the file that `<NAME>_FILE` names. */
export function readEnvironmentUrl(
  variable: string,
  flag: string,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const value = readSecret(env, variable, (path) => readFileSync(path, 'utf8'));
  if (value !== undefined) return value.reveal();
  throw new MigrateError(`${flag} env:${variable} names a variable that is not set.`, {
    hint: `Set ${variable} (or ${variable}_FILE) to the URL of the database, and export it.`,
  });
}
