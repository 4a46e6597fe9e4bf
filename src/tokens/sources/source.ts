import { unreachable } from '../../core/errors.ts';
import { partsOf } from '../../databases/database-address.ts';

interface SourceColumns {
  tokenColumn?: string;
  keyColumn?: string;
  /** The values went through a program of the user's own (`--decrypt-command`). */
  decrypted?: true;
}

/**
 * Where legacy tokens come from, as the ledger remembers it. Paths are absolute, URLs without their
 * password; `keyColumn` and `tokenColumn` are filled in once found, so that a second run reads the same columns.
 */
export type SourceSpec =
  | ({ kind: 'csv' | 'json-lines'; path: string } & SourceColumns)
  /** Standard input; CSV or JSON lines, told by its first byte. It cannot be read twice. */
  | ({ kind: 'stdin' } & SourceColumns)
  | ({ kind: 'sqlite'; path: string } & SqlSelection & SourceColumns)
  /** `variable` is the environment variable that held the URL, if one did. */
  | ({ kind: 'postgres' | 'mysql'; url: string; variable?: string } & SqlSelection & SourceColumns);

interface SqlSelection {
  table?: string;
  /** The table is a view, so nothing can be written back to it. */
  isView?: true;
  /** A SELECT in place of a table. */
  query?: string;
  /** An SQL condition. */
  where?: string;
}

/** One row of the user's table. */
export interface SourceRow {
  /**
   * The user's own key for the row, unique only if their table makes it so; the line or row number
   * where the table has no key, `line 17` or `row 17` where this row has none.
   */
  readonly key: string;
  /** The value of the token column, trimmed; `''` for NULL. From a database, 1,000 characters at most. */
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
  const columns = `(token ${spec.tokenColumn ?? '?'}${spec.decrypted === true ? ', decrypted' : ''}, key ${spec.keyColumn ?? 'row number'})`;
  return `${describePlace(spec)} ${columns}`;
}

function describePlace(spec: SourceSpec): string {
  switch (spec.kind) {
    case 'stdin':
      return 'standard input';
    case 'csv':
    case 'json-lines':
      return `${spec.kind} ${spec.path}`;
    case 'sqlite':
      return `sqlite ${spec.path}${describeSelection(spec)}`;
    case 'postgres':
    case 'mysql': {
      // Who connects and how is no part of what is read.
      const { host = '', port, database = '' } = partsOf(spec);
      const at = port ?? (spec.kind === 'postgres' ? 5432 : 3306);
      const name = host.includes(':') ? `[${host}]` : host;
      return `${spec.kind} ${name}:${String(at)}/${database}${describeSelection(spec)}`;
    }
    default:
      return unreachable(spec);
  }
}

function describeSelection({ table, query, where }: SqlSelection): string {
  const parts = [
    table === undefined ? [] : [`table ${table}`],
    query === undefined ? [] : [`query ${query.replaceAll(/\s+/g, ' ').trim()}`],
    where === undefined ? [] : [`where ${where}`],
  ].flat();
  return parts.map((part) => ` ${part}`).join('');
}
