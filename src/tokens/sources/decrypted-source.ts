import { isUnreadable, type SourceRow, type TokenSource, type UnreadableRow } from './source.ts';
import { pipeValues, type ValuePipe } from './pipe-values.ts';

/**
 * A source whose token column is encrypted, read through the user's own program (`--decrypt-command`). Empty
 * values do not go through it; one with a line break cannot, and its row is set aside.
 */
export function decryptedSource(source: TokenSource, pipe: ValuePipe): TokenSource {
  return {
    spec: { ...source.spec, decrypted: true },
    async *pages(pageSize) {
      for await (const page of source.pages(pageSize)) yield decryptPage(page, pipe);
    },
    close: () => source.close(),
  };
}

async function decryptPage(
  page: readonly (SourceRow | UnreadableRow)[],
  pipe: ValuePipe,
): Promise<readonly (SourceRow | UnreadableRow)[]> {
  const encrypted = page
    .filter((row): row is SourceRow => !isUnreadable(row))
    .filter(({ token }) => isOneLine(token));
  const values = await pipeValues(
    encrypted.map(({ token }) => token),
    pipe,
  );
  const decrypted = new Map(encrypted.map((row, index) => [row, values[index] ?? '']));
  return page.map((row) => {
    if (isUnreadable(row) || row.token === '') return row;
    const token = decrypted.get(row)?.trim();
    return token === undefined
      ? { key: row.key, problem: 'the encrypted value holds a line break' }
      : { key: row.key, token };
  });
}

function isOneLine(value: string): boolean {
  return value !== '' && !/[\r\n]/.test(value);
}
