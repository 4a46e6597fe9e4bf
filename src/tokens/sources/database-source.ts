import { MigrateError } from '../../core/errors.ts';
import type { DatabaseAddress, DatabaseEngine } from '../../databases/database-address.ts';
import {
  columnNamed,
  refuseOtherThanText,
  type ColumnKind,
  type DatabaseColumn,
  type DatabaseTable,
} from '../../databases/database-table.ts';
import { asRelation } from './as-relation.ts';
import { chooseTable } from './choose-table.ts';
import { chooseColumns, listNames } from './columns.ts';
import type { SourceRow, SourceSpec } from './source.ts';

/** What is to be read from a database server. */
export interface DatabaseRequest {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly table?: string;
  /** A SELECT of the user's own, in place of a table. */
  readonly query?: string;
  readonly tokenColumn?: string;
  readonly keyColumn?: string;
  readonly where?: string;
  /** The variable that held the URL. */
  readonly variable?: string;
  /** The values go through `--decrypt-command`. */
  readonly encrypted: boolean;
}

/** Long enough for the first page of a large table without an index; `statement_timeout=` changes it. */
export const STATEMENT_TIMEOUT_MS = 300_000;

/** Longer values are cut: they are no token whatever follows; nobody needs a 1 GB one in memory to see that. */
export function longestValue({ encrypted }: { readonly encrypted: boolean }): number {
  return encrypted ? 100_000 : 1_000;
}

/** What to read: a table or a query, and its two columns. */
export interface Relation {
  /** As SQL, to stand behind FROM. */
  readonly sql: string;
  /** The table's name; undefined for a query. */
  readonly table: string | undefined;
  /** Whether that table is a view. */
  readonly isView: boolean;
  readonly columns: readonly DatabaseColumn[];
  readonly tokenColumn: string;
  readonly keyColumn: string;
}

/** What a kind of server tells about itself. */
export interface Catalogue {
  /** For error messages. */
  readonly place: string;
  tables(): Promise<readonly DatabaseTable[]>;
  /** The columns of `(SELECT …)`. */
  describe(relation: string): Promise<readonly DatabaseColumn[]>;
  /** SQL that makes text of a column `access_token` of such a kind. */
  readonly asText: Readonly<Partial<Record<ColumnKind, string>>>;
}

/**
 * Finds table and columns as for SQLite. Without a column that is plainly a key there is nothing to
 * know a row by: servers give rows in any order, so their numbers mean nothing.
 */
export async function chooseRelation(
  request: DatabaseRequest,
  catalogue: Catalogue,
): Promise<Relation> {
  const found = await findRelation(request, catalogue);
  const { columns, primaryKey, place } = found;
  const { tokenColumn: wantedToken, keyColumn: wantedKey } = request;
  const [onlyKey, secondKey] = primaryKey;
  const key = wantedKey ?? (secondKey === undefined ? onlyKey : undefined);
  const { tokenColumn, keyColumn } = chooseColumns(
    columns.map(({ name }) => name),
    {
      place,
      ...(wantedToken === undefined ? {} : { tokenColumn: wantedToken }),
      ...(key === undefined ? {} : { keyColumn: key }),
    },
  );
  if (keyColumn === undefined) {
    throw new MigrateError(`No column of ${place} is plainly the key of its rows.`, {
      hint: `Name one that tells rows apart with --key-column, or make one with --query "select user_id || '/' || bank_id as id, access_token from …". The columns there are: ${listNames(columns.map(({ name }) => name))}`,
    });
  }
  refuseOtherThanText(columnNamed(columns, tokenColumn), place, catalogue.asText);
  const { sql, table, isView } = found;
  return { sql, table, isView, columns, tokenColumn, keyColumn };
}

async function findRelation(
  { table, query, tokenColumn }: DatabaseRequest,
  catalogue: Catalogue,
): Promise<{
  readonly sql: string;
  readonly table: string | undefined;
  readonly isView: boolean;
  readonly place: string;
  readonly columns: readonly DatabaseColumn[];
  readonly primaryKey: readonly string[];
}> {
  if (query !== undefined) {
    const sql = asRelation(query);
    const columns = await catalogue.describe(sql);
    const place = 'the result of --query';
    return { sql, table: undefined, isView: false, place, columns, primaryKey: [] };
  }
  const tables = await catalogue.tables();
  if (tables.length === 0) {
    throw new MigrateError(`${catalogue.place} has no table that this user may see.`, {
      hint: 'Check the name of the database and the rights of the user.',
    });
  }
  const chosen = chooseTable(tables, catalogue.place, {
    ...(table === undefined ? {} : { table }),
    ...(tokenColumn === undefined ? {} : { tokenColumn }),
  });
  const place = `table ${chosen.name} of ${catalogue.place}`;
  return { ...chosen, table: chosen.name, isView: chosen.kind === 'view', place };
}

/** The spec that reads the same again. */
export function databaseSpec(
  engine: DatabaseEngine,
  address: DatabaseAddress,
  { query, where, variable }: DatabaseRequest,
  { table, isView, tokenColumn, keyColumn }: Relation,
): SourceSpec {
  return {
    kind: engine,
    url: address.url,
    ...(table === undefined ? {} : { table }),
    ...(isView ? { isView } : {}),
    ...(query === undefined ? {} : { query }),
    tokenColumn,
    keyColumn,
    ...(where === undefined ? {} : { where }),
    ...(variable === undefined ? {} : { variable }),
  };
}

/** Makes rows of keys and tokens as a server gives them. */
export function databaseRow(): (key: string | null, token: string | null) => SourceRow {
  let count = 0;
  return (key, token) => {
    count += 1;
    // As it stands, blanks and all: by it the row is found again.
    const name = key === null || key.trim() === '' ? `row ${String(count)}` : key;
    return { key: name, token: token?.trim() ?? '' };
  };
}
