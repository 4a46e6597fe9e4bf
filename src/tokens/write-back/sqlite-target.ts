import { MigrateError } from '../../core/errors.ts';
import { quoteName as quote, readTables } from '../sources/sqlite-catalogue.ts';
import { sqliteFailure } from '../sources/sqlite-failure.ts';
import type { TargetDatabase, TargetSelection, TargetStatements } from './target.ts';

type Value = string | number | bigint | Buffer | null;

/** Opens a SQLite file to write to. */
export async function openSqliteTarget(path: string): Promise<TargetDatabase> {
  const { openSqliteFile } = await import('../../databases/open-sqlite-file.ts');
  const explained = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      const failure = sqliteFailure(error, path, undefined);
      throw failure === error && error instanceof Error && error.name === 'SqliteError'
        ? new MigrateError(`${path} could not be written: ${error.message}.`, {
            hint: 'Nothing of this batch was written. Put it right, then run the command again.',
            cause: error,
          })
        : failure;
    }
  };
  const database = explained(() => openSqliteFile(path, { fileMustExist: true, timeout: 5_000 }));

  return {
    place: path,
    tables: () => Promise.resolve(explained(() => readTables(database, path))),
    quote,
    newColumnType: () => 'TEXT',
    alter: (sql) => Promise.resolve(explained(() => void database.exec(sql))),
    statements: sqliteStatements,
    open(selection) {
      const statements = sqliteStatements(selection);
      const prepared = explained(() => ({
        select: database.prepare<Value[], Value[]>(statements.select).raw().safeIntegers(),
        // A column that a dry run has not added is in no statement that could be prepared.
        update: selection.columns.every(({ exists }) => exists)
          ? database.prepare<Value[]>(statements.update)
          : undefined,
      }));
      return {
        read: (keys) =>
          Promise.resolve(
            explained(() =>
              keys
                .flatMap((key) => prepared.select.all(...keyForms(key)))
                .map(([key, token, ...values]) => ({
                  key: textOf(key) ?? '',
                  token: textOf(token),
                  values: values.map(textOf),
                })),
            ),
          ),
        write: (changes) =>
          Promise.resolve(
            explained(() =>
              database
                .transaction(() =>
                  changes.map(({ key, token, values }) => {
                    const guards = values.flatMap((value) => [value, value]);
                    const { changes: written = 0 } =
                      prepared.update?.run(...values, ...keyForms(key), token, ...guards) ?? {};
                    return written > 0;
                  }),
                )
                .immediate(),
            ),
          ),
      };
    },
    close: () => Promise.resolve(void database.close()),
  };
}

/** A column without a type keeps numbers and texts apart, so a key is looked for as both. */
function keyForms(key: string): [string, string | bigint] {
  return [key, /^-?\d{1,18}$/.test(key) ? BigInt(key) : key];
}

function sqliteStatements({ table, key, tokenColumn, columns }: TargetSelection): TargetStatements {
  const cells = columns.map(({ name, exists }) => (exists ? quote(name) : 'NULL'));
  const keyName = quote(key.name);
  return {
    select: `SELECT ${[keyName, quote(tokenColumn), ...cells].join(', ')}\nFROM ${table.sql} WHERE ${keyName} IN (?, ?)`,
    update: [
      `UPDATE ${table.sql}`,
      `SET ${columns.map(({ name }) => `${quote(name)} = coalesce(?, ${quote(name)})`).join(', ')}`,
      `WHERE ${keyName} IN (?, ?) AND ${quote(tokenColumn)} = ?`,
      ...columns.map(({ name }) => `  AND (? IS NULL OR coalesce(${quote(name)}, '') IN ('', ?))`),
    ].join('\n'),
  };
}

function textOf(value: Value | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
