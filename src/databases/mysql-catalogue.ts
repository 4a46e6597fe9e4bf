import type { RowDataPacket } from 'mysql2';
import type { MysqlConnection } from './connect-mysql.ts';
import {
  groupByTable,
  type ColumnKind,
  type DatabaseColumn,
  type DatabaseTable,
} from './database-table.ts';

/** A name as SQL: safe whatever is in it. */
export function quoteMysqlName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

interface ColumnRow {
  readonly schema: string;
  readonly current: boolean;
  readonly table: string;
  readonly isView: boolean;
  readonly column: string;
  readonly dataType: string;
  readonly type: string;
  readonly maxLength: number | undefined;
  readonly generated: boolean;
  readonly keyPosition: number | undefined;
}

/** Rows of a statement, each as an array; connections are opened that way. */
async function mysqlRows(
  connection: MysqlConnection,
  sql: string,
  values: readonly (string | number | bigint | null)[] = [],
): Promise<readonly (readonly unknown[])[]> {
  const [rows] = await connection.promise().query<RowDataPacket[][]>(sql, [...values]);
  return rows;
}

/** Every table and view that this user may see, with their columns. */
export async function readMysqlTables(
  connection: MysqlConnection,
): Promise<readonly DatabaseTable[]> {
  const rows = await mysqlRows(
    connection,
    `SELECT c.TABLE_SCHEMA, c.TABLE_SCHEMA = DATABASE(), c.TABLE_NAME, t.TABLE_TYPE, c.COLUMN_NAME,
       c.DATA_TYPE, c.COLUMN_TYPE, c.CHARACTER_MAXIMUM_LENGTH, c.EXTRA, k.SEQ_IN_INDEX
     FROM information_schema.COLUMNS c
     JOIN information_schema.TABLES t ON t.TABLE_SCHEMA = c.TABLE_SCHEMA AND t.TABLE_NAME = c.TABLE_NAME
     LEFT JOIN information_schema.STATISTICS k ON k.INDEX_NAME = 'PRIMARY'
       AND k.TABLE_SCHEMA = c.TABLE_SCHEMA AND k.TABLE_NAME = c.TABLE_NAME AND k.COLUMN_NAME = c.COLUMN_NAME
     WHERE c.TABLE_SCHEMA NOT IN ('information_schema', 'performance_schema', 'mysql', 'sys')
     ORDER BY c.TABLE_SCHEMA, c.TABLE_NAME, c.ORDINAL_POSITION`,
  );
  return groupByTable(rows.map(toRow)).map(([first, columns]) => toTable(first, columns));
}

function toRow(cells: readonly unknown[]): ColumnRow {
  const [schema, current, table, tableType, column, dataType, type, maxLength, extra, position] =
    cells;
  return {
    schema: String(schema),
    current: String(current) === '1',
    table: String(table),
    isView: String(tableType).endsWith('VIEW'),
    column: String(column),
    dataType: String(dataType).toLowerCase(),
    type: String(type),
    maxLength: maxLength === null ? undefined : Number(maxLength),
    generated: /GENERATED/i.test(String(extra)) && !/DEFAULT_GENERATED/i.test(String(extra)),
    keyPosition: position === null ? undefined : Number(position),
  };
}

function toTable(first: ColumnRow, rows: readonly ColumnRow[]): DatabaseTable {
  const { schema, table, current, isView } = first;
  const whole = `${schema}.${table}`;
  const sql = `${quoteMysqlName(schema)}.${quoteMysqlName(table)}`;
  const names = current ? [table, whole] : [whole, table];
  const key = rows.filter(({ keyPosition }) => keyPosition !== undefined);
  return {
    name: names[0] ?? whole,
    aliases: [...names, sql, quoteMysqlName(table)],
    nearby: current,
    sql,
    kind: isView ? 'view' : 'table',
    columns: rows.map((row): DatabaseColumn => ({
      name: row.column,
      kind: kindOf(row.dataType),
      type: row.type,
      maxLength: row.maxLength,
      generated: row.generated,
    })),
    columnNames: rows.map(({ column }) => column),
    primaryKey: key
      .toSorted((a, b) => (a.keyPosition ?? 0) - (b.keyPosition ?? 0))
      .map(({ column }) => column),
  };
}

/** The columns that a query gives. `sql` is a relation: `(SELECT …\n)`. */
export async function describeMysqlQuery(
  connection: MysqlConnection,
  sql: string,
): Promise<readonly DatabaseColumn[]> {
  const [, fields] = await connection.promise().query(`SELECT * FROM ${sql} AS q LIMIT 0`);
  return fields.map(({ name, columnType, characterSet }) => ({
    name,
    kind: kindOfField(columnType ?? -1, characterSet ?? 0),
    type: `type ${String(columnType)}`,
    maxLength: undefined,
    generated: true,
  }));
}

const KINDS: Readonly<Record<string, ColumnKind>> = {
  char: 'text',
  varchar: 'text',
  tinytext: 'text',
  text: 'text',
  mediumtext: 'text',
  longtext: 'text',
  tinyint: 'integer',
  smallint: 'integer',
  mediumint: 'integer',
  int: 'integer',
  bigint: 'integer',
  decimal: 'number',
  float: 'number',
  double: 'number',
  json: 'json',
  uuid: 'uuid',
  binary: 'binary',
  varbinary: 'binary',
  tinyblob: 'binary',
  blob: 'binary',
  mediumblob: 'binary',
  longblob: 'binary',
};

function kindOf(dataType: string): ColumnKind {
  return KINDS[dataType] ?? 'other';
}

/** Character set 63 is `binary`, which sets a BLOB apart from a TEXT (dev.mysql.com, Protocol::ColumnType). */
const BINARY_CHARACTER_SET = 63;
const INTEGER_FIELDS: ReadonlySet<number> = new Set([1, 2, 3, 8, 9]);
const NUMBER_FIELDS: ReadonlySet<number> = new Set([0, 4, 5, 246]);
const STRING_FIELDS: ReadonlySet<number> = new Set([15, 249, 250, 251, 252, 253, 254]);
const JSON_FIELD = 245;

function kindOfField(columnType: number, characterSet: number): ColumnKind {
  if (INTEGER_FIELDS.has(columnType)) return 'integer';
  if (NUMBER_FIELDS.has(columnType)) return 'number';
  if (columnType === JSON_FIELD) return 'json';
  if (!STRING_FIELDS.has(columnType)) return 'other';
  return characterSet === BINARY_CHARACTER_SET ? 'binary' : 'text';
}
