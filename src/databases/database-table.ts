import { MigrateError } from '../core/errors.ts';

/** What values a column holds, as far as it matters for keys and tokens. */
export type ColumnKind = 'text' | 'integer' | 'uuid' | 'number' | 'json' | 'binary' | 'other';

/** A column of a table, a view or a query. */
export interface DatabaseColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  /** The type as SQL writes it: `character varying(64)`. */
  readonly type: string;
  /** Characters it holds at most; undefined: as many as there may be. */
  readonly maxLength: number | undefined;
  /** Its value is computed from others, so it cannot be written. */
  readonly generated: boolean;
}

/** A table or view of a database server. */
export interface DatabaseTable {
  /** As users call it: with its schema where it needs one. */
  readonly name: string;
  /** Every way to name it, best first. */
  readonly aliases: readonly string[];
  /** It needs no schema to be named. */
  readonly nearby: boolean;
  /** Its name as SQL, quoted. */
  readonly sql: string;
  readonly kind: 'table' | 'view';
  readonly columns: readonly DatabaseColumn[];
  readonly columnNames: readonly string[];
  /** Columns of the primary key, in its order. */
  readonly primaryKey: readonly string[];
}

/** The column of that name, which is known to be there. */
export function columnNamed(columns: readonly DatabaseColumn[], name: string): DatabaseColumn {
  const column = columns.find((candidate) => candidate.name === name);
  if (column === undefined) throw new Error(`No column ${name}.`);
  return column;
}

/** Refuses a column whose values are not text, with the SQL that makes text of them. */
export function refuseOtherThanText(
  column: DatabaseColumn,
  place: string,
  asText: Readonly<Partial<Record<ColumnKind, string>>>,
): void {
  if (column.kind === 'text') return;
  const expression = asText[column.kind];
  throw new MigrateError(
    `Column ${column.name} of ${place} is of type ${column.type}, and access tokens are text.`,
    {
      hint:
        expression === undefined
          ? 'Name the column with the access tokens with --token-column.'
          : `Give the column with the access tokens with --token-column, or make text of it in a query: --query "select id, ${expression} as access_token from …"`,
    },
  );
}

/** Rows of a catalogue, one for each column, as tables: the first row of each, and all of them. */
export function groupByTable<Row extends { readonly schema: string; readonly table: string }>(
  rows: readonly Row[],
): readonly (readonly [Row, readonly Row[]])[] {
  const tables = new Map<string, [Row, Row[]]>();
  for (const row of rows) {
    const name = JSON.stringify([row.schema, row.table]);
    const known = tables.get(name);
    if (known === undefined) tables.set(name, [row, [row]]);
    else known[1].push(row);
  }
  return [...tables.values()];
}
