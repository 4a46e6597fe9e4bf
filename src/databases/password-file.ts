import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** What a line of a password file is matched with. */
export interface Login {
  readonly host: string;
  readonly port: string;
  readonly database: string;
  readonly user: string;
}

/**
 * The password for a login from `PGPASSFILE` or `~/.pgpass`: the first line whose fields match or are `*`,
 * with `\` before `:` and `\`. As libpq does, a file that others may read is passed over
 * (postgresql.org/docs/current/libpq-pgpass.html). pg reads it, too, but with a warning that it will stop.
 */
export function readPasswordFile(
  env: Readonly<Record<string, string | undefined>>,
  login: Login,
): string | undefined {
  const path = env['PGPASSFILE'] ?? join(env['HOME'] ?? homedir(), '.pgpass');
  let text: string;
  try {
    const { mode } = statSync(path);
    if ((mode & 0o077) !== 0) return undefined;
    text = readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
  const wanted = [login.host, login.port, login.database, login.user];
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('#')) continue;
    const fields = [...line.matchAll(/((?:\\.|[^:\\])*)(?::|$)/g)].map(([, field = '']) =>
      field.replaceAll(/\\(.)/g, '$1'),
    );
    const password = fields[4];
    if (password === undefined || password === '') continue;
    if (wanted.every((value, index) => fields[index] === '*' || fields[index] === value)) {
      return password;
    }
  }
  return undefined;
}
