import { MigrateError } from '../../core/errors.ts';
import { pipeValues, type ValuePipe } from '../sources/pipe-values.ts';
import type { SelectedColumns } from './select-columns.ts';
import type { FoundRow } from './settle-rows.ts';
import type { TargetRow } from './target.ts';

type Columns = SelectedColumns['columns'];
/** The user's own programs; undefined where the table is in clear. */
interface Pipes {
  readonly decrypt: ValuePipe | undefined;
  readonly encrypt: ValuePipe | undefined;
}

/** Rows of the table as they read in clear: the legacy token, and new tokens that were written encrypted. */
export async function inClear(
  rows: readonly TargetRow[],
  columns: Columns,
  { decrypt, encrypt }: Pipes,
): Promise<readonly FoundRow[]> {
  const stored = rows.flatMap(({ token, values }) => [
    token,
    ...values.filter((_, index) => encrypt !== undefined && isToken(columns, index)),
  ]);
  const clear = await decrypted(stored, decrypt);
  return rows.map(({ key, token, values }) => ({
    key,
    storedToken: token ?? '',
    legacyToken: clear(token),
    values: values.map((value, index) =>
      encrypt !== undefined && isToken(columns, index) ? clear(value) : value,
    ),
  }));
}

/** Pipes each value once; what is empty or holds a line break stays as it is. */
async function decrypted(
  stored: readonly (string | null)[],
  pipe: ValuePipe | undefined,
): Promise<(value: string | null) => string> {
  if (pipe === undefined) return (value) => value?.trim() ?? '';
  const values = [...new Set(stored.map((value) => value?.trim() ?? ''))].filter(
    (value) => value !== '' && !/[\r\n]/.test(value),
  );
  const results = await pipeValues(values, pipe);
  const clear = new Map(values.map((value, index) => [value, results[index]?.trim() ?? '']));
  return (value) => clear.get(value?.trim() ?? '') ?? value?.trim() ?? '';
}

/** The changes with their new tokens as the table is to hold them. */
export async function encryptChanges<
  Change extends { readonly values: readonly (string | null)[] },
>(
  changes: readonly Change[],
  columns: Columns,
  pipe: ValuePipe | undefined,
): Promise<readonly Change[]> {
  if (pipe === undefined) return changes;
  const tokens = changes.flatMap(({ values }) =>
    values.filter((value, index) => value !== null && isToken(columns, index)),
  );
  const sealed = await pipeValues(tokens.map(String), pipe);
  if (sealed.some((value) => value === '')) {
    throw new MigrateError('--encrypt-command answered with an empty line for a token.', {
      hint: 'Nothing of this batch was written. Try the command by hand.',
    });
  }
  let next = 0;
  return changes.map((change) =>
    Object.assign({}, change, {
      values: change.values.map((value, index) =>
        value !== null && isToken(columns, index) ? (sealed[next++] ?? null) : value,
      ),
    }),
  );
}

function isToken(columns: Columns, index: number): boolean {
  return columns[index]?.field === 'access_token';
}
