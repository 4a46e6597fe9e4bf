import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { MigrateError } from '../../core/errors.ts';
import { connectMysql, type MysqlConnection } from '../../databases/connect-mysql.ts';
import { statementTimeout, type DatabaseAddress } from '../../databases/database-address.ts';
import {
  describeMysqlQuery,
  quoteMysqlName,
  readMysqlTables,
} from '../../databases/mysql-catalogue.ts';
import { explainMysqlError } from '../../databases/mysql-error.ts';
import {
  chooseRelation,
  databaseRow,
  databaseSpec,
  longestValue,
  STATEMENT_TIMEOUT_MS,
  type DatabaseRequest,
} from './database-source.ts';
import type { SourceRow, TokenSource } from './source.ts';

/** SQL that makes text of columns that hold tokens in another form, for error messages. */
const AS_TEXT = {
  binary: 'convert(access_token using utf8mb4)',
  json: `json_unquote(json_extract(access_token, '$.access_token'))`,
} as const;
const ENCRYPTED_AS_TEXT = 'hex(access_token)';

/** Rows that wait on our side while the ledger takes a page. */
const ROWS_AHEAD = 2_000;

/**
 * Opens a table, a view or a query of MySQL or MariaDB: one statement in a read-only transaction, whose rows
 * are taken off the wire as they are wanted, so neither side holds the table.
 *
 * @throws MigrateError when it cannot be reached, or table or column are missing or not plain.
 */
export async function openMysql(
  address: DatabaseAddress,
  request: DatabaseRequest,
): Promise<TokenSource> {
  const timeout = statementTimeout(address, STATEMENT_TIMEOUT_MS);
  const connection = await connectMysql(address, request);
  try {
    // While we are busy with a page, the server waits for us to take the next one.
    await connection.promise().query('SET SESSION net_write_timeout = 3600');
    await connection.promise().query('START TRANSACTION READ ONLY');
    const relation = await chooseRelation(request, {
      place: address.url,
      tables: () => readMysqlTables(connection),
      describe: (query) => describeMysqlQuery(connection, query),
      asText: request.encrypted ? { ...AS_TEXT, binary: ENCRYPTED_AS_TEXT } : AS_TEXT,
    });
    const { tokenColumn, keyColumn } = relation;
    const sql =
      `SELECT ${asText(keyColumn)}, left(${asText(tokenColumn)}, ${String(longestValue(request))}) ` +
      `FROM ${relation.sql} AS t WHERE ${request.where === undefined ? 'true' : `(${request.where}\n)`}`;
    // Refuses a bad --where before anything is read.
    await connection.promise().query(`EXPLAIN ${sql}`);
    return {
      spec: databaseSpec('mysql', address, request, relation),
      async *pages(pageSize) {
        try {
          yield* readPages(connection, sql, pageSize, {
            place: address.url,
            timeout,
            cancel: () => cancelStatement(connection, address, request),
          });
        } catch (error) {
          throw explainMysqlError(error, address);
        }
      },
      // Rows may still be on their way: nobody waits for them.
      close: () => Promise.resolve(connection.destroy()),
    };
  } catch (error) {
    connection.destroy();
    throw explainMysqlError(error, address);
  }
}

/** `timeout` is how long the server may take over the next rows; 0 is no limit. */
async function* readPages(
  connection: MysqlConnection,
  sql: string,
  pageSize: number,
  limit: { readonly place: string; readonly timeout: number; readonly cancel: () => Promise<void> },
): AsyncGenerator<readonly SourceRow[]> {
  const toRow = databaseRow();
  const stream = connection.query(sql).stream({ highWaterMark: ROWS_AHEAD });
  const failure = new Promise<never>((_, reject) => {
    stream.once('error', reject);
    // A connection that breaks tells nobody but its own listeners.
    connection.once('error', reject);
  });
  // It may come while nobody waits; then the next wait tells it.
  failure.catch(() => undefined);
  let page: SourceRow[] = [];
  while (!stream.readableEnded) {
    const row: unknown = stream.read();
    if (row !== null) {
      page.push(toRow(...cellsOf(row)));
      if (page.length < pageSize) continue;
      yield page;
      page = [];
      continue;
    }
    const waited = new AbortController();
    const { signal } = waited;
    const outcome = await Promise.race([
      failure,
      Promise.race([
        once(stream, 'readable', { signal }),
        once(stream, 'end', { signal }),
        ...(limit.timeout === 0 ? [] : [delay(limit.timeout, 'late' as const, { signal })]),
      ]).finally(() => waited.abort()),
    ]);
    if (outcome === 'late') {
      await limit.cancel();
      throw new MigrateError(`${limit.place} took too long over the next rows.`, {
        hint: 'Help it with an index or a narrower --where, or allow more: add ?statement_timeout=600000 (milliseconds) to the URL.',
      });
    }
  }
  if (page.length > 0) yield page;
}

/** Key and token of a row. Both are CHAR in the statement. */
function cellsOf(row: unknown): [string | null, string | null] {
  const cells: readonly unknown[] = Array.isArray(row) ? row : [];
  const [key, token] = cells;
  return [typeof key === 'string' ? key : null, typeof token === 'string' ? token : null];
}

function asText(column: string): string {
  return `CAST(${quoteMysqlName(column)} AS CHAR)`;
}

/** The server goes on with a statement whose reader has left, unless another connection stops it. */
async function cancelStatement(
  connection: MysqlConnection,
  address: DatabaseAddress,
  request: DatabaseRequest,
): Promise<void> {
  const other = await connectMysql(address, request);
  try {
    await other.promise().query(`KILL QUERY ${String(connection.threadId)}`);
  } finally {
    other.destroy();
  }
}
