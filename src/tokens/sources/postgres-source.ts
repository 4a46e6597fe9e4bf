import { connectPostgres, type PostgresClient } from '../../databases/connect-postgres.ts';
import { statementTimeout, type DatabaseAddress } from '../../databases/database-address.ts';
import { columnNamed } from '../../databases/database-table.ts';
import { loadDriver } from '../../databases/load-driver.ts';
import {
  describePostgresQuery,
  quotePostgresName,
  readPostgresTables,
} from '../../databases/postgres-catalogue.ts';
import { explainPostgresError } from '../../databases/postgres-error.ts';
import {
  chooseRelation,
  databaseRow,
  databaseSpec,
  longestValue,
  STATEMENT_TIMEOUT_MS,
  type DatabaseRequest,
} from './database-source.ts';
import type { TokenSource } from './source.ts';

/** SQL that makes text of columns that hold tokens in another form, for error messages. */
const AS_TEXT = {
  binary: `convert_from(access_token, 'UTF8')`,
  json: `access_token->>'access_token'`,
} as const;
const ENCRYPTED_AS_TEXT = "encode(access_token, 'hex')";

/**
 * Opens a table, a view or a query of Postgres: one cursor in one read-only transaction, so every row is
 * of one moment, a page at a time, and neither side holds more than a page.
 *
 * @throws MigrateError when it cannot be reached, or table or column are missing or not plain.
 */
export async function openPostgres(
  address: DatabaseAddress,
  request: DatabaseRequest,
): Promise<TokenSource> {
  const { default: Cursor } = await loadDriver(() => import('pg-cursor'), ['pg', 'pg-cursor']);
  const client = await connectPostgres(address, {
    env: request.env,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  });
  try {
    await client.query('BEGIN TRANSACTION READ ONLY');
    const relation = await chooseRelation(request, {
      place: address.url,
      tables: () => readPostgresTables(client),
      describe: (query) => describePostgresQuery(client, query),
      asText: request.encrypted ? { ...AS_TEXT, binary: ENCRYPTED_AS_TEXT } : AS_TEXT,
    });
    const { tokenColumn, keyColumn } = relation;
    const key = columnNamed(relation.columns, keyColumn);
    const sql =
      `SELECT ${asText(key.name)}, left(${asText(tokenColumn)}, ${String(longestValue(request))}) ` +
      `FROM ${relation.sql} AS t WHERE ${request.where === undefined ? 'true' : `(${request.where}\n)`}`;
    const pid = await withoutTimeouts(client);
    const cursor = client.query(
      new Cursor<[string | null, string | null]>(sql, [], { rowMode: 'array' }),
    );
    const timeoutMs = statementTimeout(address, STATEMENT_TIMEOUT_MS);
    const readRows = async (count: number): Promise<readonly SourceCells[]> => {
      const cancel = (): void => void cancelStatement(pid, address, request);
      const late = timeoutMs === 0 ? undefined : setTimeout(cancel, timeoutMs);
      try {
        return await cursor.read(count);
      } finally {
        clearTimeout(late);
      }
    };
    // Plans the query and runs it to its first row, so that a bad --where is told now.
    let first: readonly SourceCells[] | undefined = await readRows(1);
    return {
      spec: databaseSpec('postgres', address, request, relation),
      async *pages(pageSize) {
        const toRow = databaseRow();
        try {
          for (;;) {
            const rows: readonly SourceCells[] = first ?? (await readRows(pageSize));
            first = undefined;
            if (rows.length === 0) return;
            yield rows.map(([rowKey, token]) => toRow(rowKey, token));
          }
        } catch (error) {
          throw explainPostgresError(error, address);
        }
      },
      close: () => end(client),
    };
  } catch (error) {
    await end(client);
    throw explainPostgresError(error, address);
  }
}

/** Key and token of a row. */
type SourceCells = readonly [string | null, string | null];

/**
 * Lets the transaction last as long as the table: to the server, a cursor is one statement from its first
 * page to its last, however long a ledger or a `--decrypt-command` takes over those between. Returns the
 * number by which the statement can be cancelled.
 */
async function withoutTimeouts(client: PostgresClient): Promise<number> {
  // Not every Postgres knows all of them.
  await client.query(
    `SELECT set_config(name, '0', true) FROM pg_catalog.pg_settings
     WHERE name IN ('statement_timeout', 'transaction_timeout', 'idle_in_transaction_session_timeout')`,
  );
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid ?? 0;
}

/** What waits for its rows then gets the server's error. Where nobody can be reached, it waits on. */
async function cancelStatement(
  pid: number,
  address: DatabaseAddress,
  { env }: DatabaseRequest,
): Promise<void> {
  try {
    const other = await connectPostgres(address, { env });
    try {
      await other.query('SELECT pg_cancel_backend($1)', [pid]);
    } finally {
      await end(other);
    }
  } catch {
    // As said above.
  }
}

function asText(column: string): string {
  return `${quotePostgresName(column)}::text`;
}

/** Ends the connection, and with it cursor and transaction; one that broke has nothing to end. */
async function end(client: PostgresClient): Promise<void> {
  await client.end().catch(() => undefined);
}
