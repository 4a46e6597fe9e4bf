import type { Ledger } from './ledger/ledger.ts';
import type { TokenSource } from './sources/source.ts';

/** Rows a transaction: large enough that the commit costs nothing, small enough to stay in memory. */
const PAGE_SIZE = 1_000;

/**
 * Reads the whole source into the ledger, a page and a transaction at a time. Rows that are there
 * already stay as they are, so it may be stopped and run again. Returns the rows read.
 */
export async function importTokens(
  source: TokenSource,
  ledger: Ledger,
  interrupt: AbortSignal,
  onProgress: (rows: number) => void,
): Promise<number> {
  let rows = 0;
  for await (const page of source.pages(PAGE_SIZE)) {
    if (interrupt.aborted) return rows;
    await ledger.importRows(page);
    rows += page.length;
    onProgress(rows);
  }
  await ledger.finishImport();
  return rows;
}
