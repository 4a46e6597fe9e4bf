import {
  groupByTable,
  type ColumnKind,
  type DatabaseColumn,
  type DatabaseTable,
} from './database-table.ts';
import type { PostgresClient } from './connect-postgres.ts';

/** A name as SQL: safe whatever is in it. */
export function quotePostgresName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

interface ColumnRow {
  readonly schema: string;
  readonly table: string;
  readonly visible: boolean;
  readonly relkind: string;
  readonly column: string;
  readonly type: string;
  readonly base: string;
  readonly category: string;
  readonly max_length: number | null;
  readonly generated: boolean;
  /** The column's place in the primary key, from 1. */
  readonly key_position: number | null;
}

/** `typname` and `typcategory` of a type, domains seen through. */
const BASE = `base.typname AS base, base.typcategory AS category`;
/** A domain may stand on a domain; two steps are as deep as anybody goes. */
const BASE_JOIN = `
  JOIN pg_catalog.pg_type own ON own.oid = a.atttypid
  LEFT JOIN pg_catalog.pg_type outer_base ON outer_base.oid = nullif(own.typbasetype, 0)
  JOIN pg_catalog.pg_type base ON base.oid = coalesce(nullif(outer_base.typbasetype, 0), nullif(own.typbasetype, 0), own.oid)`;

/** Every table and view that this user may see, with their columns. */
export async function readPostgresTables(
  client: PostgresClient,
): Promise<readonly DatabaseTable[]> {
  const { rows } = await client.query<ColumnRow>(`
    SELECT n.nspname AS schema, c.relname AS table, pg_catalog.pg_table_is_visible(c.oid) AS visible,
      c.relkind, a.attname AS column, pg_catalog.format_type(a.atttypid, a.atttypmod) AS type, ${BASE},
      CASE WHEN coalesce(nullif(own.typtypmod, -1), a.atttypmod) > 4 AND base.typname IN ('varchar', 'bpchar')
        THEN coalesce(nullif(own.typtypmod, -1), a.atttypmod) - 4 END AS max_length,
      a.attgenerated <> '' OR a.attidentity = 'a' AS generated,
      pg_catalog.array_position(i.indkey::int2[], a.attnum) AS key_position
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    ${BASE_JOIN}
    LEFT JOIN pg_catalog.pg_index i ON i.indrelid = c.oid AND i.indisprimary
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname <> 'information_schema'
      AND n.nspname NOT LIKE 'pg\\_%' AND NOT c.relispartition
    ORDER BY n.nspname, c.relname, a.attnum`);
  return groupByTable(rows).map(([first, columns]) => toTable(first, columns));
}

function toTable(first: ColumnRow, rows: readonly ColumnRow[]): DatabaseTable {
  const { schema, table, visible, relkind } = first;
  const whole = `${schema}.${table}`;
  const sql = `${quotePostgresName(schema)}.${quotePostgresName(table)}`;
  const names = visible ? [table, whole] : [whole, table];
  const key = rows.filter(({ key_position }) => key_position !== null);
  return {
    name: names[0] ?? whole,
    aliases: [...names, sql, quotePostgresName(table)],
    nearby: visible,
    sql,
    kind: relkind === 'v' || relkind === 'm' ? 'view' : 'table',
    columns: rows.map(toColumn),
    columnNames: rows.map(({ column }) => column),
    primaryKey: key
      .toSorted((a, b) => (a.key_position ?? 0) - (b.key_position ?? 0))
      .map(({ column }) => column),
  };
}

function toColumn(
  row: Omit<ColumnRow, 'schema' | 'table' | 'visible' | 'relkind' | 'key_position'>,
): DatabaseColumn {
  return {
    name: row.column,
    kind: kindOf(row.base, row.category),
    type: row.type,
    maxLength: row.max_length ?? undefined,
    generated: row.generated,
  };
}

/** The columns that a query gives. `sql` is a relation: `(SELECT …\n)`. */
export async function describePostgresQuery(
  client: PostgresClient,
  sql: string,
): Promise<readonly DatabaseColumn[]> {
  // A name makes it a prepared statement, which is one statement and no more.
  const probe = { name: 'plaid-migrate-probe', text: `SELECT * FROM ${sql} AS q LIMIT 0` };
  const { fields } = await client.query(probe);
  const { rows } = await client.query<{
    oid: string;
    base: string;
    category: string;
    type: string;
  }>(
    `SELECT a.atttypid AS oid, pg_catalog.format_type(a.atttypid, NULL) AS type, ${BASE}
     FROM (SELECT unnest($1::oid[]) AS atttypid) a ${BASE_JOIN}`,
    [fields.map(({ dataTypeID }) => dataTypeID)],
  );
  const types = new Map(rows.map((row) => [Number(row.oid), row]));
  return fields.map(({ name, dataTypeID }) => {
    const type = types.get(dataTypeID);
    return {
      name,
      kind: type === undefined ? 'other' : kindOf(type.base, type.category),
      type: type?.type ?? 'unknown',
      maxLength: undefined,
      generated: true,
    };
  });
}

/** By `typname`, else by `typcategory`: S is every string type, citext and domains included. */
function kindOf(base: string, category: string): ColumnKind {
  switch (base) {
    case 'int2':
    case 'int4':
    case 'int8':
      return 'integer';
    case 'uuid':
      return 'uuid';
    case 'json':
    case 'jsonb':
      return 'json';
    case 'bytea':
      return 'binary';
    default:
      return category === 'S' ? 'text' : category === 'N' ? 'number' : 'other';
  }
}
