import { unreachable } from '../core/errors.ts';
import type { ExportRow } from './ledger/ledger.ts';

export const exportFormats = ['csv', 'jsonl', 'sql'] as const;
export type ExportFormat = (typeof exportFormats)[number];

const columns = [
  'row_key',
  'legacy_access_token',
  'access_token',
  'item_id',
  'state',
  'error_code',
] as const;

/** The table that the SQL form fills: beside the user's own, never over it. */
const SQL_TABLE = 'plaid_migrated_tokens';

/** What stands before the first row. */
export function exportHeader(format: ExportFormat): string {
  switch (format) {
    case 'csv':
      return `${columns.join(',')}\n`;
    case 'jsonl':
      return '';
    case 'sql':
      return `CREATE TABLE ${SQL_TABLE} (\n${columns.map((name) => `  ${name} VARCHAR(512)`).join(',\n')}\n);\nBEGIN;\n`;
    default:
      return unreachable(format);
  }
}

/** One page of rows. `row_key` is the user's own key, so that the result can be joined. */
export function exportPage(rows: readonly ExportRow[], format: ExportFormat): string {
  switch (format) {
    case 'csv':
      return rows.map((row) => `${cells(row).map(csvCell).join(',')}\n`).join('');
    case 'jsonl':
      return rows
        .map((row) => {
          const values = cells(row);
          const entries = columns.map((name, index) => [name, values[index] ?? null]);
          return `${JSON.stringify(Object.fromEntries(entries))}\n`;
        })
        .join('');
    case 'sql':
      if (rows.length === 0) return '';
      return `INSERT INTO ${SQL_TABLE} (${columns.join(', ')}) VALUES\n${rows
        .map((row) => `  (${cells(row).map(sqlCell).join(', ')})`)
        .join(',\n')};\n`;
    default:
      return unreachable(format);
  }
}

/** What stands after the last row. */
export function exportFooter(format: ExportFormat): string {
  return format === 'sql' ? 'COMMIT;\n' : '';
}

function cells(row: ExportRow): (string | null)[] {
  return [row.rowKey, row.legacyAccessToken, row.accessToken, row.itemId, row.state, row.errorCode];
}

function csvCell(value: string | null): string {
  if (value === null) return '';
  return /[",\r\n]/.test(value) || value === '' ? `"${value.replaceAll('"', '""')}"` : value;
}

/** Standard SQL strings; a backslash is doubled by no engine in its standard mode but MySQL's default. */
function sqlCell(value: string | null): string {
  return value === null ? 'NULL' : `'${value.replaceAll("'", "''")}'`;
}
