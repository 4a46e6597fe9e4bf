import { isUnreadable, type SourceRow, type TokenSource, type UnreadableRow } from './source.ts';
import { pipeValues, VALUES_A_BATCH, type ValuePipe } from './pipe-values.ts';

/**
 * A source whose token column is encrypted, read through the user's own program (`--decrypt-command`). Empty
 * values do not go through it; one with a line break cannot, and its row is set aside.
 */
export function decryptedSource(source: TokenSource, pipe: ValuePipe): TokenSource {
  return {
    spec: { ...source.spec, decrypted: true },
    async *pages(pageSize) {
      for await (const page of source.pages(pageSize)) {
        for (const rows of rowsOfEachStart(page)) yield decryptRows(rows, pipe);
      }
    },
    close: () => source.close(),
  };
}

/**
 * A page takes the program several starts. What one brought is kept whatever becomes of the next, and
 * Ctrl-C waits for one alone.
 */
function* rowsOfEachStart(
  page: readonly (SourceRow | UnreadableRow)[],
): Generator<readonly (SourceRow | UnreadableRow)[]> {
  let start = 0;
  let values = 0;
  for (const [at, row] of page.entries()) {
    if (isSent(row)) values += 1;
    if (values < VALUES_A_BATCH) continue;
    yield page.slice(start, at + 1);
    start = at + 1;
    values = 0;
  }
  if (start < page.length) yield page.slice(start);
}

async function decryptRows(
  rows: readonly (SourceRow | UnreadableRow)[],
  pipe: ValuePipe,
): Promise<readonly (SourceRow | UnreadableRow)[]> {
  const encrypted = rows.filter(isSent);
  const values = await pipeValues(
    encrypted.map(({ token }) => token),
    pipe,
  );
  const decrypted = new Map(encrypted.map((row, index) => [row, values[index] ?? '']));
  return rows.map((row) => {
    if (isUnreadable(row) || row.token === '') return row;
    const token = decrypted.get(row)?.trim();
    return token === undefined
      ? { key: row.key, problem: 'the encrypted value holds a line break' }
      : { key: row.key, token };
  });
}

function isSent(row: SourceRow | UnreadableRow): row is SourceRow {
  return !isUnreadable(row) && row.token !== '' && !/[\r\n]/.test(row.token);
}
