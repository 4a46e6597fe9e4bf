import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { MigrateError, unreachable } from '../../core/errors.ts';
import {
  isDatabaseAddress,
  readDatabaseAddress,
  refuseOtherAddress,
} from '../../databases/database-address.ts';
import { openMysqlTarget } from './mysql-target.ts';
import { openPostgresTarget } from './postgres-target.ts';
import { openSqliteTarget } from './sqlite-target.ts';
import type { TargetDatabase } from './target.ts';

const TAKES =
  'Give --to a SQLite file, postgres://… or mysql://…. For anything else there is: plaid-migrate tokens export';

/**
 * Opens the database that `--to` names: a SQLite file, the URL of a server, or `env:NAME` for one in a variable.
 *
 * @throws MigrateError when it is none, or cannot be reached.
 */
export async function openTarget(
  to: string,
  {
    cwd,
    env,
  }: { readonly cwd: string; readonly env: Readonly<Record<string, string | undefined>> },
): Promise<TargetDatabase> {
  if (!isDatabaseAddress(to)) {
    refuseOtherAddress(to, '--to', TAKES);
    const path = resolve(cwd, to);
    if (existsSync(path)) return openSqliteTarget(path);
    throw new MigrateError(`There is no file ${path}.`, {
      hint: TAKES,
    });
  }
  const address = readDatabaseAddress(to, '--to', env);
  switch (address.engine) {
    case 'postgres':
      return openPostgresTarget(address, env);
    case 'mysql':
      return openMysqlTarget(address, env);
    default:
      return unreachable(address.engine);
  }
}
