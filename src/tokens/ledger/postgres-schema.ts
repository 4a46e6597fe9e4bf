import { MigrateError } from '../../core/errors.ts';
import { packageFile } from '../../core/package-file.ts';
import { checkApplied, readMigrations, type AppliedMigration } from './migrations.ts';
import {
  quoteName,
  type PostgresPlace,
  type PostgresSession,
  type Statements,
} from './postgres-session.ts';

const folder = packageFile('migrations/postgres');

/**
 * Brings the ledger's schema up to date, or makes it; several runners may come at once. All or
 * nothing, in one transaction: there is nothing a backup would be needed for.
 */
export async function prepareSchema(session: PostgresSession, place: PostgresPlace): Promise<void> {
  const migrations = readMigrations(folder);
  await session.transaction(async (statements) => {
    // Like all numbers of advisory locks, any would do: this one spells "plmg".
    await statements.query('SELECT pg_advisory_xact_lock(1886154087, hashtext($1))', [
      place.schema,
    ]);
    const applied = await readApplied(statements, place);
    checkApplied(applied ?? [], migrations);
    if (applied === undefined) await makeSchema(statements, place);
    for (const migration of migrations.slice(applied?.length ?? 0)) {
      await statements.query(migration.sql);
      await statements.query(
        'INSERT INTO schema_migrations VALUES ($1, $2, $3, clock_timestamp())',
        [migration.version, migration.name, migration.checksum],
      );
    }
  });
}

async function makeSchema(statements: Statements, place: PostgresPlace): Promise<void> {
  const name = quoteName(place.schema);
  const [found] = await statements.query<{ tables: number }>(
    `SELECT count(*)::integer AS tables FROM pg_class WHERE relnamespace =
       (SELECT oid FROM pg_namespace WHERE nspname = $1)`,
    [place.schema],
  );
  if (found !== undefined && found.tables > 0) {
    throw new MigrateError(
      `The schema ${place.schema} of ${place.shown} holds something that is no ledger.`,
      {
        hint: 'Give another one: add ?schema=NAME to the URL.',
      },
    );
  }
  await statements.query(`CREATE SCHEMA IF NOT EXISTS ${name}`);
  await statements.query(`CREATE TABLE schema_migrations (
    version integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at timestamptz NOT NULL
  )`);
}

/** Checks a ledger that is there. False: there is none. */
export async function hasSchema(
  session: PostgresSession,
  place: PostgresPlace,
  versions: 'current' | 'older too',
): Promise<boolean> {
  const migrations = readMigrations(folder);
  const applied = await session.run((statements) => readApplied(statements, place));
  if (applied === undefined) return false;
  checkApplied(applied, migrations);
  if (versions === 'current' && applied.length < migrations.length) {
    throw new MigrateError('This ledger was made by an older version of plaid-migrate.', {
      hint: 'Run plaid-migrate tokens once: it upgrades the ledger.',
    });
  }
  return true;
}

async function readApplied(
  statements: Statements,
  place: PostgresPlace,
): Promise<readonly AppliedMigration[] | undefined> {
  const table = `${quoteName(place.schema)}.schema_migrations`;
  const [found] = await statements.query<{ there: boolean }>(
    'SELECT to_regclass($1) IS NOT NULL AS there',
    [table],
  );
  if (found?.there !== true) return undefined;
  return statements.query<AppliedMigration>(
    `SELECT version, name, checksum FROM ${table} ORDER BY version`,
  );
}
