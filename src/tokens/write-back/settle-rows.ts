import type { TargetChange } from './target.ts';

/** What is to become of a row of the ledger. */
export type RowOutcome = 'updated' | 'already_there' | 'changed' | 'occupied' | 'missing';

/** A migrated row of the ledger, as the table would hold it. */
export interface WantedRow {
  /** The key as the database writes it; undefined when no row of it can have it. */
  readonly key: string | undefined;
  readonly legacyToken: string;
  /** One for each column; null where the ledger has none. */
  readonly values: readonly (string | null)[];
}

/** A row of the table as it stands, in clear. */
export interface FoundRow {
  readonly key: string;
  /** As it is stored. */
  readonly storedToken: string;
  readonly legacyToken: string;
  readonly values: readonly (string | null)[];
}

/** A row that can be written, and the row of the ledger it is for. */
export interface PlannedChange extends TargetChange {
  readonly row: number;
}

/**
 * Compares what the ledger holds with what the table holds. A row counts as `changed` when no row of
 * its key has the token that was migrated any more, as `occupied` when a column already holds
 * something else: both are left alone.
 */
export function settleRows(
  wanted: readonly WantedRow[],
  found: readonly FoundRow[],
): { readonly outcomes: readonly RowOutcome[]; readonly changes: readonly PlannedChange[] } {
  const byKey = new Map<string, FoundRow[]>();
  for (const row of found) {
    const rows = byKey.get(row.key);
    if (rows === undefined) byKey.set(row.key, [row]);
    else rows.push(row);
  }
  const changes: PlannedChange[] = [];
  const outcomes = wanted.map((want, index): RowOutcome => {
    const rows = want.key === undefined ? undefined : byKey.get(want.key);
    if (want.key === undefined || rows === undefined) return 'missing';
    const same = rows.filter(({ legacyToken }) => legacyToken === want.legacyToken);
    if (same.length === 0) return 'changed';
    if (same.some((row) => isOccupied(row, want))) return 'occupied';
    const open = same.filter((row) => !isThere(row, want));
    // One statement reaches every row of this key and token.
    for (const token of new Set(open.map(({ storedToken }) => storedToken))) {
      const rowsOfToken = open.filter(({ storedToken }) => storedToken === token);
      const values = want.values.map((value, column) =>
        rowsOfToken.some((row) => isEmpty(row.values[column])) ? value : null,
      );
      changes.push({ row: index, key: want.key, token, values });
    }
    return open.length === 0 ? 'already_there' : 'updated';
  });
  return { outcomes, changes: withoutRepeats(changes) };
}

/** Two rows of the ledger with one key and one token are one row of the table, or rows written together. */
function withoutRepeats(changes: readonly PlannedChange[]): readonly PlannedChange[] {
  const first = new Map<string, PlannedChange>();
  for (const change of changes) {
    const name = JSON.stringify([change.key, change.token]);
    if (!first.has(name)) first.set(name, change);
  }
  return [...first.values()];
}

function isThere(row: FoundRow, want: WantedRow): boolean {
  return want.values.every((value, column) => value === null || row.values[column] === value);
}

function isOccupied(row: FoundRow, want: WantedRow): boolean {
  return want.values.some((value, column) => {
    const holds = row.values[column];
    return value !== null && !isEmpty(holds) && holds !== value;
  });
}

function isEmpty(value: string | null | undefined): boolean {
  return value === null || value === undefined || value === '';
}
