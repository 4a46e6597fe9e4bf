import { setImmediate as nextTurn } from 'node:timers/promises';
import type BetterSqlite3 from 'better-sqlite3';
import { chooseColumns, type ChosenColumns } from './columns.ts';
import type { SourceRow, SourceSpec, TokenSource } from './source.ts';
import { findTable, quoteName, readQuery, type SqliteTable } from './sqlite-catalogue.ts';
import { sqliteFailure, type UserSql } from './sqlite-failure.ts';

type SqliteSpec = Extract<SourceSpec, { kind: 'sqlite' }>;
type SqliteValue = string | number | bigint | Buffer | null;

/**
 * Opens a table, a view or a query of a SQLite file, readonly; a database in use (WAL) is fine. Rows are known
 * by the primary key if it is one column, else by the rowid. Tables are read in pages that each
 * begin after the last key, so no page holds up the database's own writers; a view, which
 * has no such key, is read in one pass and holds a snapshot of the database as long as that takes.
 *
 * @throws MigrateError when it is no database, or table or column are missing or not plain.
 */
export async function openSqlite(
  request: SqliteSpec,
  { keepRowNumbers, maxValueLength }: { keepRowNumbers: boolean; maxValueLength: number },
): Promise<TokenSource> {
  const { openSqliteFile } = await import('../../databases/open-sqlite-file.ts');
  const { path, query, where } = request;
  const sql: UserSql | undefined =
    query !== undefined ? '--query' : where === undefined ? undefined : '--where';
  let database: BetterSqlite3.Database | undefined;
  try {
    database = openSqliteFile(path, { readonly: true, fileMustExist: true, timeout: 2000 });
    const table =
      query === undefined ? findTable(database, path, request) : readQuery(database, query);
    const columns = chooseTableColumns(table, request, keepRowNumbers);
    const opened = database;
    const read = prepareReader(opened, table, columns, { where, maxValueLength });
    const { tokenColumn, keyColumn } = columns;
    return {
      spec: {
        kind: 'sqlite',
        path,
        ...(query === undefined ? { table: table.name } : { query }),
        ...(query === undefined && table.kind === 'view' ? { isView: true } : {}),
        tokenColumn,
        ...(keyColumn === undefined ? {} : { keyColumn }),
        ...(where === undefined ? {} : { where }),
      },
      async *pages(pageSize) {
        try {
          for (const page of read(pageSize)) {
            yield page;
            // SQLite never waits, so signals and timers get their turn here.
            await nextTurn();
          }
        } catch (error) {
          throw sqliteFailure(error, path, sql);
        }
      },
      async close() {
        opened.close();
      },
    };
  } catch (error) {
    database?.close();
    throw sqliteFailure(error, path, sql);
  }
}

function chooseTableColumns(
  table: SqliteTable,
  request: SqliteSpec,
  keepRowNumbers: boolean,
): ChosenColumns {
  const place =
    request.query === undefined
      ? `table ${table.name} of ${request.path}`
      : 'the result of --query';
  const { tokenColumn, keyColumn } = request;
  const wanted = { place, keepRowNumbers, ...(tokenColumn === undefined ? {} : { tokenColumn }) };
  const [primaryKey, second] = table.primaryKey;
  const defaultKey = primaryKey !== undefined && second === undefined ? primaryKey : table.rowid;
  const key = keyColumn ?? defaultKey;
  if (key === undefined) return chooseColumns(table.columnNames, wanted);
  if (key === table.rowid) {
    const chosen = chooseColumns(table.columnNames, { ...wanted, keepRowNumbers: true });
    return { ...chosen, keyColumn: key };
  }
  return chooseColumns(table.columnNames, { ...wanted, keyColumn: key });
}

/** Prepares the statements, so that a bad `--where` is told before any row is read. */
function prepareReader(
  database: BetterSqlite3.Database,
  table: SqliteTable,
  { tokenColumn, keyColumn }: ChosenColumns,
  { where, maxValueLength }: { where: string | undefined; maxValueLength: number },
): (pageSize: number) => Iterable<readonly SourceRow[]> {
  const order = table.rowid === undefined ? table.primaryKey : [table.rowid];
  const from = `FROM ${table.sql}`;
  const token = `substr(${quoteName(tokenColumn)}, 1, ${String(maxValueLength)})`;
  const values = `${keyColumn === undefined ? 'NULL' : quoteName(keyColumn)}, ${token}`;
  // On its own line, so that a comment at the end of --where does not reach the bracket.
  const filter = where === undefined ? '1' : `(${where}\n)`;
  let count = 0;
  const toRow = (key: SqliteValue | undefined, value: SqliteValue | undefined): SourceRow => {
    count += 1;
    const row = String(count);
    const name = keyColumn === undefined ? row : textOf(key);
    // As it stands, blanks and all: by it the row is found again.
    return { key: name.trim() === '' ? `row ${row}` : name, token: textOf(value).trim() };
  };

  if (table.kind === 'view' || order.length === 0) {
    const all = prepare(`SELECT ${values} ${from} WHERE ${filter}`);
    return function* readOnce(pageSize) {
      let page: SourceRow[] = [];
      for (const [key, value] of all.iterate()) {
        page.push(toRow(key, value));
        if (page.length < pageSize) continue;
        yield page;
        page = [];
      }
      if (page.length > 0) yield page;
    };
  }

  const cursor = order.map(quoteName).join(', ');
  const after = order.map((_, index) => `@after${String(index)}`).join(', ');
  const select = `SELECT ${values}, ${cursor} ${from} WHERE ${filter}`;
  const end = `ORDER BY ${cursor} LIMIT @limit`;
  const first = prepare(`${select} ${end}`);
  const next = prepare(`${select} AND (${cursor}) > (${after}) ${end}`);
  return function* readPages(pageSize) {
    let rows = first.all({ limit: pageSize });
    for (;;) {
      const last = rows.at(-1);
      if (last === undefined) return;
      yield rows.map(([key, value]) => toRow(key, value));
      if (rows.length < pageSize) return;
      const position = order.map((_, index) => [`after${String(index)}`, last[index + 2] ?? null]);
      rows = next.all({ limit: pageSize, ...Object.fromEntries(position) });
    }
  };

  function prepare(sql: string): BetterSqlite3.Statement<unknown[], readonly SqliteValue[]> {
    return database.prepare<unknown[], readonly SqliteValue[]>(sql).raw().safeIntegers();
  }
}

function textOf(value: SqliteValue | undefined): string {
  if (value === null || value === undefined) return '';
  return String(value);
}
