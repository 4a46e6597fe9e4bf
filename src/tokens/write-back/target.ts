import type { DatabaseColumn, DatabaseTable } from '../../databases/database-table.ts';

/** A database that write-back can write to. */
export interface TargetDatabase {
  /** For people; never with a password. */
  readonly place: string;
  tables(): Promise<readonly DatabaseTable[]>;
  /** A name as SQL: safe whatever is in it. */
  quote(name: string): string;
  /** The type that `--add-columns` gives a column for values of up to so many characters. */
  newColumnType(length: number): string;
  /** Carries out a statement that changes the table itself. */
  alter(sql: string): Promise<void>;
  /** What is sent for each batch, with places for its values. */
  statements(selection: TargetSelection): TargetStatements;
  open(selection: TargetSelection): TargetTable;
  close(): Promise<void>;
}

/** SQL that reads a batch and that writes it. */
export interface TargetStatements {
  readonly select: string;
  readonly update: string;
}

/** What of a table write-back reads and writes. */
export interface TargetSelection {
  readonly table: DatabaseTable;
  readonly key: DatabaseColumn;
  readonly tokenColumn: string;
  /** The columns to fill. One that is not there yet reads as empty, in a dry run. */
  readonly columns: readonly { readonly name: string; readonly exists: boolean }[];
}

/** A row of the user's table. */
export interface TargetRow {
  readonly key: string;
  /** As it stands in the table: not trimmed, not decrypted. */
  readonly token: string | null;
  /** What the columns to fill hold now. */
  readonly values: readonly (string | null)[];
}

/** A row to write: it must still have this key and token, and the columns must be empty. */
export interface TargetChange {
  readonly key: string;
  readonly token: string;
  /** One for each column; null leaves a column as it is. */
  readonly values: readonly (string | null)[];
}

/** The user's table, opened for reading and filling. */
export interface TargetTable {
  /** All rows with these keys. */
  read(keys: readonly string[]): Promise<readonly TargetRow[]>;
  /** Writes in one transaction and says of each change whether its row was still as it must be. */
  write(changes: readonly TargetChange[]): Promise<readonly boolean[]>;
}

const MAX_INTEGER = 2n ** 64n;

/**
 * A key as the database writes it, so that keys can be compared as text (`007` is `7` in a column of
 * integers); undefined when no row can have it.
 */
export function canonicalKey(key: string, { kind }: DatabaseColumn): string | undefined {
  if (key.includes('\0')) return undefined;
  switch (kind) {
    case 'integer': {
      if (!/^[+-]?\d{1,20}$/.test(key)) return undefined;
      const value = BigInt(key.replace('+', ''));
      return value < MAX_INTEGER && value > -MAX_INTEGER ? String(value) : undefined;
    }
    case 'uuid':
      return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(key)
        ? key.toLowerCase()
        : undefined;
    case 'text':
    case 'number':
    case 'json':
    case 'binary':
    case 'other':
      return key;
  }
}
