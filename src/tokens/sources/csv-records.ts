import { parse, type Options } from 'csv-parse/sync';
import { classifyToken } from '../../plaid/token-classes.ts';
import { endOfRun, findClosing, quotesIn } from './quoted-lines.ts';
import type { Line } from './split-lines.ts';

/** One record and the line it begins at. */
export type CsvRecord =
  | { readonly line: number; readonly fields: readonly string[] }
  | { readonly line: number; readonly problem: string };

/**
 * Lines to CSV records, header included, blank lines left out. The delimiter (comma, semicolon, tab
 * or bar) is told by the first line.
 *
 * A line without a quote is a record. csv-parse reads the others, in runs; a record goes over
 * several lines only if that gives one clean record within 1 MB. If not, the quote was a slip:
 * its line alone is reported and reading goes on at the next one, so that an unclosed quote
 * costs one row and not the rest of the file.
 */
export async function* csvRecords(
  batches: AsyncIterable<readonly Line[]>,
): AsyncGenerator<readonly CsvRecord[]> {
  let reader: CsvReader | undefined;
  for await (const lines of batches) {
    reader ??= new CsvReader(lines);
    yield reader.read(lines);
  }
  if (reader !== undefined) yield reader.end();
}

/** The delimiter that is most frequent outside quotes in a header; a comma if there is none. */
export function detectDelimiter(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '');
  let best = { delimiter: ',', count: 0 };
  for (const delimiter of [',', ';', '\t', '|']) {
    const count = bare.split(delimiter).length - 1;
    if (count > best.count) best = { delimiter, count };
  }
  return best.delimiter;
}

class CsvReader {
  readonly #delimiter: string;
  readonly #options: Options;
  /** Lines of a record that is still open. */
  #queue: readonly Line[] = [];
  /** The line that is known to leave a quote open, so that it is not parsed again. */
  #open: number | undefined;
  #columns: number | undefined;

  constructor(lines: readonly Line[]) {
    const header = lines.find((line) => line.text !== undefined && line.text.trim() !== '');
    const text = header?.text ?? '';
    this.#delimiter = detectDelimiter(text);
    this.#options = {
      delimiter: this.#delimiter,
      record_delimiter: text.endsWith('\r') ? ['\r'] : ['\r\n', '\n'],
      relax_column_count: true,
    };
  }

  read(lines: readonly Line[]): readonly CsvRecord[] {
    return this.#records(this.#queue.length === 0 ? lines : [...this.#queue, ...lines], false);
  }

  end(): readonly CsvRecord[] {
    return this.#records(this.#queue, true);
  }

  #records(lines: readonly Line[], ended: boolean): readonly CsvRecord[] {
    const records: CsvRecord[] = [];
    let at = 0;
    for (;;) {
      const line = lines[at];
      if (line === undefined) break;
      const text = line.text;
      if (text === undefined) {
        records.push({ line: line.number, problem: 'longer than 1 MB' });
        at += 1;
      } else if (text.includes('\0')) {
        records.push({ line: line.number, problem: 'holds NUL bytes' });
        at += 1;
      } else if (!text.includes('"')) {
        const row = chomp(text);
        const fields = row.split(this.#delimiter);
        if (row.trim() !== '') records.push({ line: line.number, fields });
        at += 1;
      } else if (quotesIn(text) % 2 === 0) {
        const end = endOfRun(lines, at);
        for (const record of this.#run(lines.slice(at, end))) records.push(record);
        at = end;
      } else {
        const opened = this.#opened(lines, at, ended);
        if (opened === undefined) break;
        records.push(opened.record);
        at = opened.next;
      }
      this.#columns ??= fieldCount(records[0]);
    }
    this.#queue = lines.slice(at);
    return records;
  }

  /** Lines that each close their quotes: at once, or line by line if one of them is odd. */
  #run(lines: readonly Line[]): readonly CsvRecord[] {
    const rows = this.#parse(lines, this.#options);
    if (rows?.length === lines.length) {
      return rows.map((fields, index) => ({ line: lines[index]?.number ?? 0, fields }));
    }
    return lines.map(
      (line) => this.#alone(line) ?? { line: line.number, problem: 'its quotes do not match' },
    );
  }

  /** A line that seems to leave a quote open; undefined if more lines are needed to tell. */
  #opened(
    lines: readonly Line[],
    at: number,
    ended: boolean,
  ): { record: CsvRecord; next: number } | undefined {
    const line = lines[at];
    if (line === undefined) return undefined;
    const alone = this.#open === line.number ? undefined : this.#alone(line);
    if (alone !== undefined) return { record: alone, next: at + 1 };
    this.#open = line.number;
    const closing = findClosing(lines, at, ended);
    if (closing.kind === 'not-yet') return undefined;
    if (closing.kind === 'at') {
      const next = closing.index + 1;
      const record = this.#spanning(lines.slice(at, next));
      if (record !== undefined) return { record, next };
    }
    const problem = 'a quote opens here that is never closed';
    return { record: { line: line.number, problem }, next: at + 1 };
  }

  /** One line as one record, a stray quote (`5" pipe`) taken as it stands; undefined if left open. */
  #alone(line: Line): CsvRecord | undefined {
    const rows = this.#parse([line], { ...this.#options, relax_quotes: true });
    const [fields] = rows ?? [];
    if (fields === undefined || rows?.length !== 1) return undefined;
    return { line: line.number, fields };
  }

  /** Several lines as one record; undefined if they are not, or if they look like swallowed rows. */
  #spanning(lines: readonly Line[]): CsvRecord | undefined {
    const [first] = lines;
    const rows = this.#parse(lines, this.#options);
    const [fields] = rows ?? [];
    if (first === undefined || fields === undefined || rows?.length !== 1) return undefined;
    if (fields.some((field) => this.#holdsRow(field))) return undefined;
    return { line: first.number, fields };
  }

  /** Whether a line inside a field is a row of this table, so that the field's quote was a slip. */
  #holdsRow(field: string): boolean {
    const [, ...inner] = field.split(/\r\n|\n|\r/);
    return inner.some((line) => {
      const cells = line.split(this.#delimiter);
      return (
        cells.length > 1 &&
        cells.length === this.#columns &&
        cells.some((cell) => ['legacy', 'current'].includes(classifyToken(cell.trim())))
      );
    });
  }

  #parse(lines: readonly Line[], options: Options): string[][] | undefined {
    try {
      return parse(lines.map((line) => line.text).join(''), options);
    } catch {
      // csv-parse quotes the row in its message, so it goes no further.
      return undefined;
    }
  }
}

function chomp(text: string): string {
  const line = text.endsWith('\n') ? text.slice(0, -1) : text;
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

function fieldCount(record: CsvRecord | undefined): number | undefined {
  return record !== undefined && 'fields' in record ? record.fields.length : undefined;
}
