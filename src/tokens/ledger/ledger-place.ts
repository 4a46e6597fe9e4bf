import { resolve } from 'node:path';
import { MigrateError } from '../../core/errors.ts';
import {
  isDatabaseAddress,
  partsOf,
  readDatabaseAddress,
  refuseOtherAddress,
  type DatabaseAddress,
} from '../../databases/database-address.ts';

/** Where a ledger is. `shown` names it in messages: a path, or a URL without its password. */
export type LedgerPlace =
  | { readonly kind: 'sqlite'; readonly path: string; readonly shown: string }
  | {
      readonly kind: 'postgres';
      readonly address: DatabaseAddress;
      /** The Postgres schema that holds it: `?schema=` of the URL. */
      readonly schema: string;
      readonly env: Readonly<Record<string, string | undefined>>;
      readonly shown: string;
    };

const TAKES = 'Give the path of a file, or postgres://user@host/database.';

/** A ledger has a schema to itself, so that it can live beside an application's own tables. */
const DEFAULT_SCHEMA = 'plaid_migrate';

/**
 * Reads `--ledger`: a path, `postgres://…`, or `env:NAME` for a URL in a variable.
 *
 * @throws MigrateError for a URL of another engine or one that does not read.
 */
export function readLedgerPlace(
  argument: string,
  {
    cwd,
    env,
  }: { readonly cwd: string; readonly env: Readonly<Record<string, string | undefined>> },
  flag = '--ledger',
): LedgerPlace {
  if (!isDatabaseAddress(argument)) {
    refuseOtherAddress(argument, flag, TAKES);
    const path = resolve(cwd, argument);
    return { kind: 'sqlite', path, shown: path };
  }
  const address = readDatabaseAddress(argument, flag, env);
  if (address.engine !== 'postgres') {
    throw new MigrateError(
      `${flag} is a ${address.engine} URL, and a ledger is SQLite or Postgres.`,
      {
        hint: TAKES,
      },
    );
  }
  const schema = partsOf(address).parameters.get('schema') ?? DEFAULT_SCHEMA;
  return { kind: 'postgres', address, schema, env, shown: address.url };
}
