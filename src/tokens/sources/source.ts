/**
 * Where legacy tokens come from, as the ledger remembers it. Paths are absolute; `keyColumn` and
 * `tokenColumn` are filled in once found, so that a second run reads the same columns.
 */
export type SourceSpec =
  | { kind: 'csv'; path: string; tokenColumn?: string; keyColumn?: string }
  | { kind: 'json-lines'; path: string; tokenColumn?: string; keyColumn?: string }
  /** Standard input; CSV or JSON lines, told by its first byte. It cannot be read twice. */
  | { kind: 'stdin'; tokenColumn?: string; keyColumn?: string }
  | {
      kind: 'sqlite';
      path: string;
      table?: string;
      tokenColumn?: string;
      keyColumn?: string;
      where?: string;
    };

/** One row of the user's table. */
export interface SourceRow {
  /**
   * The user's own key for the row, unique only if their table makes it so; the line or row number
   * where the table has no key, `line 17` or `row 17` where this row has none.
   */
  readonly key: string;
  /** The value of the token column, trimmed; `''` for NULL. From SQLite, 1,000 characters at most. */
  readonly token: string;
}

/** A row that could not be read at all (ragged, not JSON, too long): counted and listed, never fatal. */
export interface UnreadableRow {
  /** `line 17` or what else finds it again. */
  readonly key: string;
  /** Why, without the row's content. */
  readonly problem: string;
}

/** An opened source: the columns are known, no row has been read. */
export interface TokenSource {
  /** The spec with every column filled in. */
  readonly spec: SourceSpec;
  /** Rows in pages of at most `pageSize`. The whole table is never in memory. Read once. */
  pages(pageSize: number): AsyncIterable<readonly (SourceRow | UnreadableRow)[]>;
  close(): Promise<void>;
}

/** Tells the two kinds of row apart. */
export function isUnreadable(row: SourceRow | UnreadableRow): row is UnreadableRow {
  return 'problem' in row;
}

/** A source as one line for people and for comparing: `csv /data/tokens.csv (column access_token, key id)`. */
export function describeSource(spec: SourceSpec): string {
  const place = spec.kind === 'stdin' ? 'standard input' : `${spec.kind} ${spec.path}`;
  const table = spec.kind === 'sqlite' && spec.table !== undefined ? ` table ${spec.table}` : '';
  const where = spec.kind === 'sqlite' && spec.where !== undefined ? ` where ${spec.where}` : '';
  return `${place}${table}${where} (token ${spec.tokenColumn ?? '?'}, key ${spec.keyColumn ?? 'row number'})`;
}
