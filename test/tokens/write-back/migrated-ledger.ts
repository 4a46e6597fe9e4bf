import { randomBytes } from 'node:crypto';
import { createSealing } from '../../../src/tokens/ledger/sealing.ts';
import type { Attempt, Ledger, Settlement } from '../../../src/tokens/ledger/ledger.ts';
import { newLedger } from '../../ledger/open-ledger-for-test.ts';

/** What a row of the user's table was given by a migration. */
export interface LedgerRowForTest {
  readonly key: string;
  readonly token: string;
  /** Default: `migrated`. */
  readonly state?: 'migrated' | 'failed' | 'in_flight';
  /** Default: `item-of-` and the key. */
  readonly itemId?: string | null;
}

/** The new token of a row, told by its key. */
export function newToken(key: string): string {
  return `access-sandbox-new-${key}`;
}

const attempt: Attempt = {
  outcome: 'upgraded',
  sentAt: 0,
  latencyMs: 1,
  httpStatus: 200,
  errorType: null,
  errorCode: null,
  requestId: 'request',
};

/** A ledger that holds the outcome of a migration of these rows. Rows with one token share the first one's. */
export async function migratedLedger(
  rows: readonly LedgerRowForTest[],
  key = randomBytes(32),
): Promise<{ readonly ledger: Ledger; readonly path: string }> {
  const { ledger, path } = newLedger(createSealing(key));
  await ledger.importRows(rows);
  await ledger.finishImport();
  const run = await ledger.startRun({ retryFailed: false, rate: Infinity });
  const { claimed } = await run.exchange([], [], rows.length);
  const firstOf = new Map(rows.toReversed().map((row) => [row.token, row]));
  const settlements = claimed.flatMap(({ id, legacyAccessToken }): Settlement[] => {
    const row = firstOf.get(legacyAccessToken);
    if (row === undefined) return [];
    const tokenId = id;
    switch (row.state ?? 'migrated') {
      case 'migrated': {
        const itemId = row.itemId === undefined ? `item-of-${row.key}` : row.itemId;
        return [{ tokenId, attempt, state: 'migrated', accessToken: newToken(row.key), itemId }];
      }
      case 'failed':
        return [{ tokenId, attempt, state: 'failed', errorCode: 'ITEM_NOT_FOUND' }];
      case 'in_flight':
        return [];
    }
  });
  await run.exchange(settlements, [], 0);
  await run.end('finished', null);
  return { ledger, path };
}
