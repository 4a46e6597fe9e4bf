import { extname } from 'node:path';
import { MigrateError } from '../../core/errors.ts';
import { detectEncoding } from './decode-text.ts';

export type SourceFormat = 'sqlite' | 'json-lines' | 'csv';

const JSON_NAMES: ReadonlySet<string> = new Set(['.json', '.jsonl', '.ndjson']);
const CSV_NAMES: ReadonlySet<string> = new Set(['.csv', '.tsv']);
const DATABASE_NAMES: ReadonlySet<string> = new Set(['.db', '.db3', '.sqlite', '.sqlite3']);

/** First bytes of files people take for a table, and what to do with each. */
const FOREIGN: readonly { readonly magic: string; readonly is: string; readonly hint: string }[] = [
  {
    magic: 'PK\u0003\u0004',
    is: 'a spreadsheet or ZIP file',
    hint: 'Save the sheet as CSV, or unpack it, and give that file.',
  },
  {
    magic: '\u001F\u008B',
    is: 'compressed with gzip',
    hint: 'Unpack it on the way: gunzip -c FILE | plaid-migrate tokens --from -',
  },
  {
    magic: 'PGDMP',
    is: 'a pg_dump archive',
    hint: "Export the table itself: \\copy (select id, access_token from items) to 'tokens.csv' csv header",
  },
];

/**
 * Tells what a source is, by its first bytes and then its name (`undefined` for standard input).
 * Anything that is text and not JSON is CSV.
 *
 * @throws MigrateError when it is empty, or neither SQLite nor text.
 */
export function detectFormat(head: Buffer, place: string, name?: string): SourceFormat {
  const extension = name === undefined ? '' : extname(name).toLowerCase();
  if (head.length === 0) {
    throw new MigrateError(`${place} is empty.`, { hint: 'Give a table with a header line.' });
  }
  if (head.toString('latin1', 0, 16) === 'SQLite format 3\0') return 'sqlite';
  for (const { magic, is, hint } of FOREIGN) {
    if (head.toString('latin1', 0, magic.length) === magic) {
      throw new MigrateError(`${place} is ${is}, not a table that can be read.`, { hint });
    }
  }
  if (DATABASE_NAMES.has(extension)) {
    throw new MigrateError(`${place} is not a SQLite database, or it is encrypted.`, {
      hint: 'Give the right file; of an encrypted database (SQLCipher) export the table as CSV.',
    });
  }
  const text = new TextDecoder(detectEncoding(head)).decode(head);
  // Further down a NUL is the matter of its own row.
  if (text.split(/[\r\n]/, 1)[0]?.includes('\0') === true) {
    throw new MigrateError(`${place} is not text: it holds NUL bytes.`, {
      hint: 'Give CSV or JSON lines in UTF-8 or UTF-16, or a SQLite file.',
    });
  }
  const first = text.trimStart().charAt(0);
  if (JSON_NAMES.has(extension) || first === '{') return 'json-lines';
  return first === '[' && !CSV_NAMES.has(extension) ? 'json-lines' : 'csv';
}
