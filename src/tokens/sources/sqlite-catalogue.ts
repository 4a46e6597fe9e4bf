import type { Database } from 'better-sqlite3';
import { MigrateError } from '../../core/errors.ts';
import type { ColumnKind, DatabaseColumn, DatabaseTable } from '../../databases/database-table.ts';
import { asRelation } from './as-relation.ts';
import { chooseTable } from './choose-table.ts';

/** A table or view to read from. */
export interface SqliteTable extends DatabaseTable {
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
  return chooseTable(readTables(database, path), path, request);
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
    columns: [],
    columnNames: columns.map(({ name }) => name),
    primaryKey: [],
    rowid: undefined,
    kind: 'view',
  };
}

interface ColumnInfo {
  readonly name: string;
  readonly type: string;
  readonly pk: number;
  readonly hidden: number;
}

/**
 * Every table and view of a database that is not our own ledger.
 *
 * @throws MigrateError when there is none.
 */
export function readTables(database: Database, path: string): readonly SqliteTable[] {
  const tables = database
    .prepare<[], { name: string; type: string; wr: number }>(
      `SELECT name, type, wr FROM pragma_table_list
       WHERE schema = 'main' AND type IN ('table', 'view', 'virtual')
         AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
    )
    .all();
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
  const columnsOf = database.prepare<[string], ColumnInfo>(
    'SELECT name, type, pk, hidden FROM pragma_table_xinfo(?) WHERE hidden <> 1 ORDER BY cid',
  );
  return tables.map(({ name, type, wr }) => {
    const columns = columnsOf.all(name);
    const columnNames = columns.map((column) => column.name);
    const key = columns.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk);
    const taken = new Set(columnNames.map((column) => column.toLowerCase()));
    const alias = ['rowid', '_rowid_', 'oid'].find((candidate) => !taken.has(candidate));
    const rowid = type === 'table' && wr === 0 ? alias : undefined;
    return {
      name,
      aliases: [name],
      nearby: true,
      sql: quoteName(name),
      columns: [...columns.map(toColumn), ...(rowid === undefined ? [] : [rowidColumn(rowid)])],
      columnNames,
      primaryKey: key.map((column) => column.name),
      rowid,
      kind: type === 'table' ? 'table' : 'view',
    };
  });
}

/** Lengths are not kept by SQLite, and `hidden` above 1 is a generated column. */
function toColumn({ name, type, hidden }: ColumnInfo): DatabaseColumn {
  return {
    name,
    kind: kindOf(type),
    type: type === '' ? 'any' : type,
    maxLength: undefined,
    generated: hidden > 1,
  };
}

function rowidColumn(name: string): DatabaseColumn {
  return { name, kind: 'integer', type: 'INTEGER', maxLength: undefined, generated: true };
}

/** The affinity that a declared type gives (sqlite.org/datatype3.html, 3.1). */
function kindOf(type: string): ColumnKind {
  if (/int/i.test(type)) return 'integer';
  if (type === '' || /char|clob|text|any/i.test(type)) return 'text';
  return /blob/i.test(type) ? 'binary' : 'number';
}
