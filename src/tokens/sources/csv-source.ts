import { MigrateError } from '../../core/errors.ts';
import { classifyToken, type TokenClass } from '../../plaid/token-classes.ts';
import { chooseColumns } from './columns.ts';
import { csvRecords, type CsvRecord } from './csv-records.ts';
import { decodeText, detectEncoding } from './decode-text.ts';
import { splitLines } from './split-lines.ts';
import type { SourceRow, TokenSource, UnreadableRow } from './source.ts';
import { readAhead, textSource, type TextInput } from './text-source.ts';

const SAMPLE_ROWS = 20;

/** How exports write NULL where they have a sign for it: mysql --batch, COPY's text format. */
const NULL_SIGNS = new Set(['NULL', String.raw`\N`]);

/**
 * Opens CSV (or its semicolon, tab and bar kin) and finds its columns. A first line that already
 * holds an access token is no header: the columns are then `column_1`, `column_2`, ….
 *
 * @throws MigrateError when there is no readable header or no plain token column.
 */
export async function openCsv(input: TextInput): Promise<TokenSource> {
  const text = decodeText(input.bytes.chunks, detectEncoding(input.bytes.head));
  const start = await readAhead(csvRecords(splitLines(text)), 1);
  const header = readHeader(start.first[0], input.place);
  const { first, all } = await readAhead(start.all, SAMPLE_ROWS + 1);
  const headerLine = header.headerless ? undefined : first[0]?.line;
  const samples = sampleColumns(header.columns, first, headerLine);
  const chosen = chooseColumns(header.columns, input, samples);
  const { tokenColumn, keyColumn } = chosen;
  const spec = input.spec(keyColumn === undefined ? { tokenColumn } : { tokenColumn, keyColumn });

  const width = header.columns.length;
  const tokenAt = header.columns.indexOf(tokenColumn);
  const keyAt = keyColumn === undefined ? undefined : header.columns.indexOf(keyColumn);
  async function* rows(): AsyncGenerator<readonly (SourceRow | UnreadableRow)[]> {
    for await (const records of all) {
      const page: (SourceRow | UnreadableRow)[] = [];
      for (const record of records) {
        if (record.line !== headerLine) page.push(toRow(record, width, tokenAt, keyAt));
      }
      yield page;
    }
  }
  return textSource(spec, rows(), input.bytes);
}

function readHeader(
  record: CsvRecord | undefined,
  place: string,
): { columns: readonly string[]; headerless: boolean } {
  if (record === undefined) {
    throw new MigrateError(`${place} holds nothing but blank lines.`, {
      hint: 'Give a table with a header line.',
    });
  }
  if ('problem' in record) {
    throw new MigrateError(
      `Line ${String(record.line)} of ${place} is no header: ${record.problem}.`,
      {
        hint: 'Put a line with the column names first, such as: id,access_token',
      },
    );
  }
  const headerless = record.fields.some((field) =>
    ['legacy', 'current'].includes(classifyToken(field.trim())),
  );
  const columns = headerless
    ? record.fields.map((_, index) => `column_${String(index + 1)}`)
    : record.fields.map((field) => field.trim());
  return { columns, headerless };
}

function sampleColumns(
  columns: readonly string[],
  records: readonly CsvRecord[],
  headerLine: number | undefined,
): ReadonlyMap<string, readonly TokenClass[]> {
  const rows = records
    .slice(0, SAMPLE_ROWS + 1)
    .flatMap((record) => ('fields' in record && record.line !== headerLine ? [record.fields] : []));
  return new Map(
    columns.map((name, index) => [
      name,
      rows.map((fields) => classifyToken((fields[index] ?? '').trim())),
    ]),
  );
}

function toRow(
  record: CsvRecord,
  width: number,
  tokenAt: number,
  keyAt: number | undefined,
): SourceRow | UnreadableRow {
  const line = String(record.line);
  if ('problem' in record) return { key: `line ${line}`, problem: record.problem };
  const { fields } = record;
  if (fields.length !== width) {
    const problem = `has ${String(fields.length)} fields, the header has ${String(width)}`;
    return { key: `line ${line}`, problem };
  }
  const value = (fields[tokenAt] ?? '').trim();
  const token = NULL_SIGNS.has(value) ? '' : value;
  if (keyAt === undefined) return { key: line, token };
  const key = (fields[keyAt] ?? '').trim();
  return { key: key === '' ? `line ${line}` : key, token };
}
