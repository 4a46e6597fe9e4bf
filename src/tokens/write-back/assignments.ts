import { MigrateError } from '../../core/errors.ts';

/** What of the ledger can be written back. */
export const ledgerFields = ['access_token', 'item_id'] as const;
export type LedgerField = (typeof ledgerFields)[number];

/** A column of the user's table, and what goes into it. */
export interface Assignment {
  readonly column: string;
  readonly field: LedgerField;
}

/** Reads `--set access_token_v2=access_token`: column of the table, `=`, field of the ledger. */
export function parseAssignments(given: readonly string[]): readonly Assignment[] {
  if (given.length === 0) {
    throw new MigrateError('--set is missing: it says which column gets what.', {
      hint: 'For example: --set access_token_v2=access_token --set plaid_item_id=item_id',
    });
  }
  const assignments = given.map(parseAssignment);
  const columns = assignments.map(({ column }) => column);
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  if (twice === undefined) return assignments;
  throw new MigrateError(`--set fills column ${JSON.stringify(twice)} twice.`, {
    hint: 'Give each value a column of its own.',
  });
}

/** The last `=` counts: a column may have one in its name, a field has none. */
function parseAssignment(text: string): Assignment {
  const at = text.lastIndexOf('=');
  const column = text.slice(0, Math.max(0, at));
  const field = ledgerFields.find((name) => name === text.slice(at + 1).trim());
  if (column !== '' && field !== undefined) return { column, field };
  throw new MigrateError(`--set ${JSON.stringify(text)} cannot be read.`, {
    hint: `Write COLUMN=FIELD, where FIELD is one of: ${ledgerFields.join(', ')}.`,
  });
}
