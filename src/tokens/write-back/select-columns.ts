import { MigrateError } from '../../core/errors.ts';
import type { DatabaseColumn, DatabaseTable } from '../../databases/database-table.ts';
import { chooseColumns, listNames, matchName } from '../sources/columns.ts';
import type { Assignment, LedgerField } from './assignments.ts';
import type { TargetDatabase } from './target.ts';

/** What the user said about the columns. */
export interface ColumnWishes {
  readonly keyColumn: string;
  readonly tokenColumn: string | undefined;
  readonly assignments: readonly Assignment[];
  readonly addColumns: boolean;
}

/** Columns that are fit to be written, and the statements that add those that are missing. */
export interface SelectedColumns {
  readonly key: DatabaseColumn;
  readonly tokenColumn: string;
  readonly columns: readonly {
    readonly name: string;
    readonly field: LedgerField;
    readonly exists: boolean;
  }[];
  readonly additions: readonly string[];
}

/**
 * Checks every column before anything is written: all there (or to be added), of text, long enough, none
 * of them the key or the legacy token.
 *
 * @param longest The length of the longest value of each field.
 */
export function selectColumns(
  table: DatabaseTable,
  database: Pick<TargetDatabase, 'place' | 'quote' | 'newColumnType'>,
  wishes: ColumnWishes,
  longest: Readonly<Record<LedgerField, number>>,
): SelectedColumns {
  const place = `table ${table.name} of ${database.place}`;
  if (table.kind === 'view') {
    throw new MigrateError(`Nothing can be written to ${place}: it is a view.`, {
      hint: 'Give --table the table behind it.',
    });
  }
  const key = findColumn(table, wishes.keyColumn);
  if (key === undefined) throw missing(place, table, '--key-column', wishes.keyColumn);
  if (key.kind === 'json' || key.kind === 'binary') {
    throw new MigrateError(`Key column ${key.name} of ${place} is of type ${key.type}.`, {
      hint: 'Give --key-column a column of text or numbers that tells rows apart.',
    });
  }
  const { tokenColumn } = chooseColumns(table.columnNames, {
    place,
    ...(wishes.tokenColumn === undefined ? {} : { tokenColumn: wishes.tokenColumn }),
  });
  const columns = wishes.assignments.map(({ column, field }) => {
    const found = findColumn(table, column);
    const name = found?.name ?? column;
    if (name === tokenColumn) {
      throw new MigrateError(
        `Column ${name} of ${place} holds the legacy tokens: it is never written.`,
        {
          hint: 'Fill a column beside it, and switch your code over when all of it is there.',
        },
      );
    }
    if (name === key.name) {
      throw new MigrateError(
        `Column ${name} of ${place} is the key of its rows: it is never written.`,
        {
          hint: 'Fill another column.',
        },
      );
    }
    if (found !== undefined) checkFit(found, place, longest[field], field);
    return { name, field, exists: found !== undefined };
  });
  const absent = columns.filter(({ exists }) => !exists);
  const additions = absent.map(
    ({ name, field }) =>
      `ALTER TABLE ${table.sql} ADD COLUMN ${database.quote(name)} ${database.newColumnType(longest[field])}`,
  );
  if (absent.length > 0 && !wishes.addColumns) {
    throw new MigrateError(
      `There is no column ${listNames(absent.map(({ name }) => name))} in ${place}.`,
      {
        hint: `Add it yourself, or let --add-columns do it: ${additions.join('; ')}. The columns there are: ${listNames(table.columnNames)}`,
      },
    );
  }
  return { key, tokenColumn, columns, additions };
}

function checkFit(column: DatabaseColumn, place: string, needed: number, field: LedgerField): void {
  const { name, type, kind, maxLength, generated } = column;
  if (kind !== 'text') {
    throw new MigrateError(`Column ${name} of ${place} is of type ${type}, and ${field} is text.`, {
      hint: 'Fill a column of text, such as varchar(512).',
    });
  }
  if (generated) {
    throw new MigrateError(`Column ${name} of ${place} is computed: it cannot be written.`, {
      hint: 'Fill another column.',
    });
  }
  if (maxLength !== undefined && maxLength < needed) {
    throw new MigrateError(
      `Column ${name} of ${place} is too short: ${type}, and the longest ${field} has ${String(needed)} characters.`,
      { hint: 'Make it longer, such as varchar(512).' },
    );
  }
}

function findColumn(table: DatabaseTable, wanted: string): DatabaseColumn | undefined {
  const names = table.columns.map(({ name }) => name);
  const [name, second] = matchName(names, wanted);
  return second === undefined ? table.columns.find((column) => column.name === name) : undefined;
}

function missing(place: string, table: DatabaseTable, flag: string, wanted: string): MigrateError {
  return new MigrateError(`There is no column ${JSON.stringify(wanted)} in ${place}.`, {
    hint: `Give ${flag} one of the columns there are: ${listNames(table.columnNames)}`,
  });
}
