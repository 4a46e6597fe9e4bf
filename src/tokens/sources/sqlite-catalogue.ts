import type { Database } from 'better-sqlite3';
import { MigrateError } from '../../core/errors.ts';
import { hasTokenColumn, listNames, matchName } from './columns.ts';

/** A table or view to read from. */
export interface SqliteTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** Columns of the primary key, in its order. */
  readonly primaryKey: readonly string[];
  /** The name by which the rowid answers; undefined for views and tables WITHOUT ROWID. */
  readonly rowid: string | undefined;
  readonly kind: 'table' | 'view';
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
  const list = `The tables there are: ${listNames(names)}`;
  if (request.table !== undefined) {
    const [wanted] = matchName(names, request.table);
    const table = tables.find(({ name }) => name === wanted);
    if (table !== undefined) return table;
    throw new MigrateError(`There is no table ${JSON.stringify(request.table)} in ${path}.`, {
      hint: `Give --table one of them. ${list}`,
    });
  }
  const { tokenColumn } = request;
  const plausible = tables.filter(({ columns }) =>
    tokenColumn === undefined
      ? hasTokenColumn(columns)
      : matchName(columns, tokenColumn).length > 0,
  );
  const real = plausible.filter(({ kind }) => kind === 'table');
  const candidates = tables.length === 1 ? tables : real.length > 0 ? real : plausible;
  const [first, second] = candidates;
  if (first !== undefined && second === undefined) return first;
  throw new MigrateError(
    first === undefined
      ? `No table of ${path} has a column that is plainly the one with the access tokens.`
      : `More than one table of ${path} may hold the access tokens: ${listNames(candidates.map(({ name }) => name))}.`,
    { hint: `Name it with --table (and --token-column). ${list}` },
  );
}

/** A name as SQL: safe whatever is in it. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
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
      columns: names,
      primaryKey: key.map((column) => column.name),
      rowid: type === 'table' && wr === 0 ? rowid : undefined,
      kind: type === 'table' ? 'table' : 'view',
    };
  });
}
