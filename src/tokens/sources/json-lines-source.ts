import { MigrateError } from '../../core/errors.ts';
import { classifyToken, type TokenClass } from '../../plaid/token-classes.ts';
import { chooseColumns } from './columns.ts';
import { decodeText, detectEncoding } from './decode-text.ts';
import { splitLines, type Line } from './split-lines.ts';
import type { SourceRow, TokenSource, UnreadableRow } from './source.ts';
import { readAhead, textSource, type TextInput } from './text-source.ts';

type JsonRecord =
  | {
      readonly line: number;
      readonly value: Readonly<Record<string, unknown>>;
      readonly text: string;
    }
  | { readonly line: number; readonly problem: string };

/** Rows may differ in their keys, so more of them are looked at than in CSV. */
const SAMPLE_ROWS = 100;

/**
 * Opens JSON lines (one object a line) and finds its columns among the first hundred rows. A dot
 * reaches into nested objects: `plaid.access_token`. A row without the token has the token `''`.
 *
 * @throws MigrateError for a JSON array, when no row is an object, or without a plain token column.
 */
export async function openJsonLines(input: TextInput): Promise<TokenSource> {
  const text = decodeText(input.bytes.chunks, detectEncoding(input.bytes.head));
  const { first, all } = await readAhead(jsonRecords(splitLines(text), input.place), SAMPLE_ROWS);
  const samples = sampleColumns(first);
  if (samples.size === 0) {
    throw new MigrateError(`None of the first lines of ${input.place} is a JSON object.`, {
      hint: "JSON lines has one object a line. Convert the file: jq -c . FILE (or jq -c '.[]' FILE for an array)",
    });
  }
  const { tokenColumn, keyColumn } = chooseColumns([...samples.keys()], input, samples);
  const spec = input.spec(keyColumn === undefined ? { tokenColumn } : { tokenColumn, keyColumn });

  async function* rows(): AsyncGenerator<readonly (SourceRow | UnreadableRow)[]> {
    for await (const records of all) {
      yield records.map((record) => toRow(record, tokenColumn, keyColumn));
    }
  }
  return textSource(spec, rows(), input.bytes);
}

async function* jsonRecords(
  batches: AsyncIterable<readonly Line[]>,
  place: string,
): AsyncGenerator<readonly JsonRecord[]> {
  let atStart = true;
  for await (const lines of batches) {
    const records: JsonRecord[] = [];
    for (const line of lines) {
      const text = line.text?.trim();
      if (text === '') continue;
      if (atStart && text?.startsWith('[') === true) {
        throw new MigrateError(`${place} holds a JSON array, not one object a line.`, {
          hint: "Convert it: jq -c '.[]' FILE > tokens.jsonl",
        });
      }
      atStart = false;
      records.push(readLine(line.number, text));
    }
    yield records;
  }
}

function readLine(line: number, text: string | undefined): JsonRecord {
  if (text === undefined) return { line, problem: 'longer than 1 MB' };
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? { line, value, text } : { line, problem: 'is not a JSON object' };
  } catch {
    // The parser's message quotes the line, so it goes no further.
    return { line, problem: 'is not valid JSON' };
  }
}

/** Columns with plain values, nested ones as `outer.inner`, and what their values look like. */
function sampleColumns(records: readonly JsonRecord[]): ReadonlyMap<string, readonly TokenClass[]> {
  const samples = new Map<string, TokenClass[]>();
  const add = (prefix: string, value: Readonly<Record<string, unknown>>): void => {
    for (const [name, inner] of Object.entries(value)) {
      if (isObject(inner) && prefix === '') {
        add(`${name}.`, inner);
      } else if (typeof inner !== 'object' || inner === null) {
        const classes = samples.get(prefix + name) ?? [];
        classes.push(classifyToken(textOf(inner)));
        samples.set(prefix + name, classes);
      }
    }
  };
  for (const record of records.slice(0, SAMPLE_ROWS)) if ('value' in record) add('', record.value);
  return samples;
}

function toRow(
  record: JsonRecord,
  tokenColumn: string,
  keyColumn: string | undefined,
): SourceRow | UnreadableRow {
  const line = String(record.line);
  if ('problem' in record) return { key: `line ${line}`, problem: record.problem };
  const token = textOf(valueAt(record.value, tokenColumn));
  if (keyColumn === undefined) return { key: line, token };
  let key = valueAt(record.value, keyColumn);
  if (typeof key === 'number' && !Number.isSafeInteger(key)) {
    key = valueAt(parseExactly(record.text), keyColumn);
  }
  const name = textOf(key);
  return { key: name === '' ? `line ${line}` : name, token };
}

function valueAt(value: unknown, path: string): unknown {
  if (!isObject(value)) return undefined;
  if (Object.hasOwn(value, path)) return value[path];
  const dot = path.indexOf('.');
  return dot === -1 ? undefined : valueAt(value[path.slice(0, dot)], path.slice(dot + 1));
}

/** Numbers as they are written: 9007199254740993 would lose its last digit as a number. */
function parseExactly(text: string): unknown {
  return JSON.parse(text, (_key: string, value: unknown, ...[context]: readonly unknown[]) =>
    typeof value === 'number' && isObject(context) ? context['source'] : value,
  );
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
