import type { Clock } from '../core/clock.ts';
import { MigrateError } from '../core/errors.ts';
import { classifyToken } from '../plaid/token-classes.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { SourceRow, TokenSource, UnreadableRow } from './sources/source.ts';

/** Rows at a time: a few megabytes in memory, a tenth of a second's work. */
const PAGE_SIZE = 5_000;
const ASK_AGAIN_MS = 500;

/**
 * Reads the whole source into the ledger, a page at a time. Rows that are there
 * already stay as they are, so it may be stopped and run again. Returns the rows read. Where runners
 * share a ledger, one imports; the others wait here, and take over should it die.
 */
export async function importTokens(
  source: TokenSource,
  ledger: Ledger,
  clock: Clock,
  interrupt: AbortSignal,
  onProgress: (rows: number) => void,
  onWait: () => void = () => undefined,
): Promise<number> {
  let rows = 0;
  for (let asked = 1; ; asked += 1) {
    const turn = await ledger.beginImport();
    if (turn === 'done') return rows;
    if (turn === 'yours') break;
    if (asked === 1) onWait();
    await clock.sleep(ASK_AGAIN_MS, interrupt);
    if (interrupt.aborted) return rows;
  }
  for await (const page of source.pages(PAGE_SIZE)) {
    if (interrupt.aborted) return rows;
    refuseTokensAsKeys(page, source);
    await ledger.importRows(page);
    rows += page.length;
    onProgress(rows);
  }
  // Ctrl-C ends the program that feeds a pipe, too: what came may be a part.
  if (interrupt.aborted) return rows;
  await ledger.finishImport();
  return rows;
}

/** Keys stand in clear in the ledger and in reports. */
function refuseTokensAsKeys(
  page: readonly (SourceRow | UnreadableRow)[],
  source: TokenSource,
): void {
  const isToken = ({ key }: { key: string }): boolean => {
    const tokenClass = classifyToken(key);
    return tokenClass === 'legacy' || tokenClass === 'current';
  };
  if (!page.some(isToken)) return;
  throw new MigrateError(
    `The key column ${source.spec.keyColumn ?? ''} holds access tokens, and keys are not sealed.`,
    { hint: 'Give the column with the rows’ own key with --key-column.' },
  );
}
