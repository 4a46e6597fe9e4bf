import { MigrateError } from '../../core/errors.ts';
import { prepareSchema } from './postgres-schema.ts';
import {
  openSession,
  type PostgresPlace,
  type PostgresSession,
  type Statements,
} from './postgres-session.ts';
import { columnTypes, readerOf } from './postgres-vault-reader.ts';
import type { RunContext } from './sqlite-run.ts';
import { storable } from './storable-text.ts';
import { vaultTables, type RawRow, type VaultDraft, type VaultTable } from './vault.ts';

/** Begins a new ledger in a transaction that nobody sees. */
export async function draftPostgres(
  place: PostgresPlace,
  context: RunContext,
): Promise<VaultDraft> {
  const session = await openSession(place, context.clock);
  try {
    await prepareSchema(session, place);
    const statements = await unlocked(session);
    await statements.query('BEGIN');
    await statements.query('SET LOCAL idle_in_transaction_session_timeout = 0');
    const [found] = await statements.query<{ used: boolean }>(
      'SELECT EXISTS (SELECT FROM ledger) OR EXISTS (SELECT FROM tokens) AS used',
    );
    if (found?.used !== false) {
      throw new MigrateError(`There is a ledger at ${place.shown} already.`, {
        hint: 'Give another database, or another schema of this one: add ?schema=NAME to the URL.',
      });
    }
    return {
      ...readerOf(statements),
      add: (table, rows) => insert(statements, table, rows),
      async finish(head) {
        for (const [table, column] of [
          ['runs', 'id'],
          ['source_rows', 'position'],
          ['attempts', 'id'],
        ]) {
          await statements.query(
            `SELECT setval(pg_get_serial_sequence('${String(table)}', '${String(column)}'),
               (SELECT coalesce(max(${String(column)}), 0) + 1 FROM ${String(table)}), false)`,
          );
        }
        await statements.query(
          `INSERT INTO ledger (id, created_at, created_by, environment, api_url, encryption, key_check, source,
             import_finished_at) VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8)`,
          [
            head.created_at,
            head.created_by,
            head.environment,
            head.api_url,
            head.encryption,
            head.key_check,
            head.source,
            head.import_finished_at,
          ],
        );
        await statements.query('COMMIT');
        await statements.query('ANALYZE');
        await session.close();
      },
      async discard() {
        await statements.query('ROLLBACK').catch(() => undefined);
        await session.close();
      },
    };
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** The connection as it is: nobody else uses this session, and nothing is done twice. */
async function unlocked(session: PostgresSession): Promise<Statements> {
  return session.once(async (statements) => statements);
}

async function insert(
  statements: Statements,
  table: VaultTable,
  rows: readonly RawRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = vaultTables[table];
  const arrays = columns.map((name, at) => `$${String(at + 1)}::${columnTypes[name] ?? 'text'}[]`);
  // A run of another engine has no lease and no name.
  const more =
    table === 'runs'
      ? { names: ', name, lease_until', values: `, 'moved ' || r.id, '-infinity'::timestamptz` }
      : { names: '', values: '' };
  await statements.query(
    `INSERT INTO ${table} (${columns.join(', ')}${more.names})
     SELECT r.*${more.values} FROM unnest(${arrays.join(', ')}) AS r (${columns.join(', ')})`,
    columns.map((name) =>
      rows.map((row) => {
        const value = row[name] ?? null;
        if (value instanceof Uint8Array) return Buffer.from(value);
        return typeof value === 'string' ? storable(value) : value;
      }),
    ),
  );
}
