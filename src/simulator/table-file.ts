import { open } from 'node:fs/promises';
import { errorCode, MigrateError } from '../core/errors.ts';
import { TABLE_COLUMNS, tableRow, type ItemTokens } from './items.ts';

const ROWS_A_WRITE = 2000;

/**
 * Writes the token table of the first `count` Items as CSV: `id,user_id,access_token`. The file is
 * readable by its owner alone from its first byte, and an existing one is never touched.
 */
export async function writeTable(path: string, tokens: ItemTokens, count: number): Promise<void> {
  const file = await open(path, 'wx', 0o600).catch((error: unknown) => {
    throw describeFailure(path, error);
  });
  try {
    await file.write(`${TABLE_COLUMNS.join(',')}\n`);
    for (let from = 0; from < count; from += ROWS_A_WRITE) {
      await file.write(csvRows(tokens, from, Math.min(count, from + ROWS_A_WRITE)));
    }
  } catch (error) {
    throw describeFailure(path, error);
  } finally {
    await file.close();
  }
}

function csvRows(tokens: ItemTokens, from: number, end: number): string {
  let rows = '';
  for (let index = from; index < end; index += 1) {
    const row = tableRow(tokens, index);
    rows += `${String(row.id)},${row.user_id},${row.access_token}\n`;
  }
  return rows;
}

function describeFailure(path: string, error: unknown): MigrateError {
  const code = errorCode(error) ?? 'unknown error';
  return code === 'EEXIST'
    ? new MigrateError(`--table ${path} exists already.`, {
        hint: 'Remove it or give another name: the simulator overwrites no file.',
        cause: error,
      })
    : new MigrateError(`--table ${path} cannot be written (${code}).`, {
        hint: 'Check that its folder exists, may be written and has room.',
        cause: error,
      });
}
