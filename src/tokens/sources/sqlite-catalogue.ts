import type { Database } from 'better-sqlite3';
import { MigrateError } from '../../core/errors.ts';
import { asRelation } from './as-relation.ts';
import { chooseTable, type TableChoice } from './choose-table.ts';

/** A table or view to read from. */
export interface SqliteTable extends TableChoice {
  /** As SQL, to stand behind FROM. */
  readonly sql: string;
  /** Columns of the primary key, in its order. */
  readonly primaryKey: readonly string[];
  /** The name by which the rowid answers; undefined for views and tables WITHOUT ROWID. */
  readonly rowid: string | undefined;
}

const LEDGER_TABLES = ['attempts', 'runs', 'source_rows', 'tokens'];

/**
 * Finds the table to read: the one asked for, the only one there is, or the only one with a token
 * column (one called `tokenColumn` when that was asked for). A view counts when no table does.
 *
 * @throws MigrateError listing the tables when it is missing or not plain.
 */
export function findTable(
  database: Database,
  path: string,
  request: { readonly table?: string; readonly tokenColumn?: string },
): SqliteTable {
  const tables = readTables(database);
  const names = tables.map((table) => table.name);
  if (LEDGER_TABLES.every((name) => names.includes(name))) {
    throw new MigrateError(`${path} is a ledger of plaid-migrate, not a table of tokens.`, {
      hint: 'Give it with --ledger, and leave --from out to go on with it.',
    });
  }
  if (names.length === 0) {
    throw new MigrateError(`${path} is a SQLite database without a table.`, {
      hint: 'Check that it is the right file.',
    });
  }
  return chooseTable(tables, path, request);
}

/** A name as SQL: safe whatever is in it. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A query as a table to read from, in one pass. */
export function readQuery(database: Database, query: string): SqliteTable {
  const sql = asRelation(query);
  const columns = database.prepare(`SELECT * FROM ${sql}`).columns();
  return {
    name: 'the result of --query',
    aliases: [],
    nearby: true,
    sql,
    columnNames: columns.map(({ name }) => name),
    primaryKey: [],
    rowid: undefined,
    kind: 'view',
  };
}

interface ColumnInfo {
  readonly name: string;
  readonly pk: number;
}

function readTables(database: Database): readonly SqliteTable[] {
  const tables = database
    .prepare<[], { name: string; type: string; wr: number }>(
      `SELECT name, type, wr FROM pragma_table_list
       WHERE schema = 'main' AND type IN ('table', 'view', 'virtual')
         AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
    )
    .all();
  const columnsOf = database.prepare<[string], ColumnInfo>(
    'SELECT name, pk FROM pragma_table_xinfo(?) WHERE hidden <> 1 ORDER BY cid',
  );
  return tables.map(({ name, type, wr }) => {
    const columns = columnsOf.all(name);
    const names = columns.map((column) => column.name);
    const key = columns.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk);
    const taken = new Set(names.map((column) => column.toLowerCase()));
    const rowid = ['rowid', '_rowid_', 'oid'].find((alias) => !taken.has(alias));
    return {
      name,
      aliases: [name],
      nearby: true,
      sql: quoteName(name),
      columnNames: names,
      primaryKey: key.map((column) => column.name),
      rowid: type === 'table' && wr === 0 ? rowid : undefined,
      kind: type === 'table' ? 'table' : 'view',
    };
  });
}
