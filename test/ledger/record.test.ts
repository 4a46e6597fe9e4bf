import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Attempt, LedgerRun, Settlement } from '../../src/tokens/ledger/ledger.ts';
import { openLedger } from '../../src/tokens/ledger/sqlite-ledger.ts';
import { plaintextSealing } from '../../src/tokens/ledger/sealing.ts';
import { newLedgerOf, startEngines } from './engines.ts';
import {
  binding,
  context,
  legacyToken,
  newLedger,
  temporaryFolder,
} from './open-ledger-for-test.ts';

const engines = await startEngines();

const attempt: Attempt = {
  outcome: 'upgraded',
  sentAt: 0,
  latencyMs: 1,
  httpStatus: 200,
  errorType: null,
  errorCode: null,
  requestId: 'request',
};

function migrated(tokenId: number): Settlement {
  const accessToken = `access-sandbox-${String(tokenId)}`;
  return { tokenId, attempt, state: 'migrated', accessToken, itemId: `item-${String(tokenId)}` };
}

function refused(tokenId: number, state: 'failed' | 'unknown'): Settlement {
  return { tokenId, attempt: { ...attempt, outcome: 'error' }, state, errorCode: 'ITEM_GONE' };
}

async function claim(run: LedgerRun, count: number): Promise<number[]> {
  return (await run.exchange([], [], count)).claimed.map(({ id }) => id);
}

describe.each(engines)('in $name', (engine) => {
  /** A ledger whose tokens 1 to 4 are migrated, failed, unknown and pending. */
  async function lived() {
    const { ledger, sql } = await newLedgerOf(engine);
    const rows = [1, 2, 3, 4].map((id) => ({ key: String(id), token: legacyToken(id) }));
    await ledger.importRows(rows);
    await ledger.finishImport();
    const run = await ledger.startRun({ retryFailed: false, rate: Infinity });
    expect(await claim(run, 3)).toEqual([1, 2, 3]);
    await run.exchange([migrated(1), refused(2, 'failed'), refused(3, 'unknown')], [], 0);
    return { ledger, sql, run };
  }

  describe('what was recorded is kept', () => {
    test.each([
      [`UPDATE tokens SET state = 'pending' WHERE id = 1`, 'a migrated token stays migrated'],
      [`UPDATE tokens SET access_token = NULL WHERE id = 1`, 'a migrated token stays migrated'],
      [`DELETE FROM tokens WHERE id = 4`, 'tokens are never deleted'],
      [`UPDATE attempts SET outcome = 'error'`, 'attempts are append-only'],
      [`DELETE FROM attempts`, 'attempts are append-only'],
      [`UPDATE tokens SET state = 'migrated' WHERE id = 4`, /check constraint/i],
      [`UPDATE tokens SET state = 'lost' WHERE id = 4`, /check constraint/i],
    ])('against %s', async (statement, message) => {
      const { sql } = await lived();
      await expect(sql(statement)).rejects.toThrow(message);
    });

    test('against cells that change places: neither opens', async () => {
      const { ledger, sql, run } = await lived();
      expect(await claim(run, 1)).toEqual([4]);
      await run.exchange([migrated(4)], [], 0);
      await sql(`UPDATE tokens SET access_token =
      (SELECT access_token FROM tokens AS other WHERE other.id = 5 - tokens.id) WHERE id IN (1, 4)`);
      await expect(ledger.migratedTokens(0, 10, 'all')).rejects.toThrow(
        'cell tokens.access_token of row 1 does not open: it was changed or moved',
      );
    });

    test('against importing the same rows again', async () => {
      const { ledger } = await lived();
      const before = await ledger.counts();
      expect(await ledger.beginImport()).toBe('yours');
      await ledger.importRows(
        [1, 2, 3, 4].map((id) => ({ key: String(id), token: legacyToken(id) })),
      );
      expect(await ledger.counts()).toEqual(before);
    });
  });

  test('a claim is committed at once, also where an import was not finished', async () => {
    const { ledger, sql } = await newLedgerOf(engine);
    await ledger.importRows([{ key: '1', token: legacyToken(1) }]);
    const run = await ledger.startRun({ retryFailed: false, rate: Infinity });
    await run.exchange([], [], 1);
    expect(await sql('SELECT state FROM tokens')).toEqual([{ state: 'in_flight' }]);
  });

  describe('a run', () => {
    test('takes what is open, and with retryFailed what was refused too', async () => {
      const { ledger, run } = await lived();
      await run.end('finished', null);
      const next = await ledger.startRun({ retryFailed: false, rate: Infinity });
      expect(await claim(next, 10)).toEqual([4]);
      await next.exchange([refused(4, 'failed')], [], 0);
      await next.end('finished', null);
      const retry = await ledger.startRun({ retryFailed: true, rate: Infinity });
      expect((await retry.exchange([], [], 10)).claimed).toMatchObject(
        [2, 3, 4].map((id) => ({ id, legacyAccessToken: legacyToken(id) })),
      );
    });

    test('remembers a refusal for good only where no answer was lost', async () => {
      const { ledger, run } = await lived();
      await run.exchange([], [], 1);
      const lost: Settlement = { tokenId: 4, attempt, state: 'open', lost: true };
      await run.exchange([lost], [], 0);
      expect((await ledger.counts()).states).toMatchObject({ unknown: 2, pending: 0 });
      expect(await ledger.counts()).toMatchObject({ unknownRefused: 1 });
      await run.end('stopped', 'a test');
      const next = await ledger.startRun({ retryFailed: false, rate: Infinity });
      expect((await next.exchange([], [], 10)).claimed).toEqual([
        expect.objectContaining({ id: 4, lostAnswers: 1 }),
      ]);
    });

    test('that died leaves its tokens unknown, to be tried again, and its attempts on record', async () => {
      const { ledger, sql, run } = await lived();
      await run.exchange([], [], 1);
      const next = await ledger.startRun({ retryFailed: false, rate: Infinity });
      expect((await next.exchange([], [], 10)).claimed).toEqual([
        expect.objectContaining({ id: 4, lostAnswers: 1 }),
      ]);
      expect(await sql(`SELECT token_id, run_id FROM attempts WHERE outcome = 'died'`)).toEqual([
        { token_id: 4, run_id: run.id },
      ]);
      expect(await sql('SELECT outcome FROM runs ORDER BY id')).toEqual([
        { outcome: 'died' },
        { outcome: 'running' },
      ]);
    });
  });

  test('the counts of any mixed table add up', async () => {
    const cell = fc.oneof(
      fc.nat(5).map(legacyToken),
      fc.nat(5).map((n) => `access-sandbox-${String(n)}`),
      fc.constantFrom('', 'test_chase', 'public-sandbox-1', 'nonsense', 'ab'),
    );
    const tables = fc.array(cell, { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(tables, fc.integer({ min: 1, max: 20 }), async (cells, pageSize) => {
        const { ledger } = await newLedgerOf(engine);
        const rows = cells.map((token, index) => ({ key: `row ${String(index)}`, token }));
        for (let from = 0; from < rows.length; from += pageSize) {
          await ledger.importRows(rows.slice(from, from + pageSize));
        }
        const counts = await ledger.counts();
        const sum = (record: Readonly<Record<string, number>>): number =>
          Object.values(record).reduce((total, count) => total + count, 0);
        const tokens = sum(counts.states);
        const isToken = (token: string): boolean => /^(?:[0-9a-f]{160}|access-.*)$/.test(token);
        expect(counts.sourceRows).toBe(cells.length);
        expect(tokens + counts.duplicateRows + sum(counts.rejectedRows)).toBe(cells.length);
        expect(tokens).toBe(new Set(cells.filter(isToken)).size);
        const run = await ledger.startRun({ retryFailed: false, rate: Infinity });
        const { claimed } = await run.exchange([], [], 100);
        expect(claimed.map(({ legacyAccessToken }) => legacyAccessToken).toSorted()).toEqual(
          [...new Set(cells.filter((token) => token.length === 160))].toSorted(),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('an upgraded token is kept, also when its row was taken for lost meanwhile', async () => {
    const { ledger, run } = await lived();
    expect(await claim(run, 1)).toEqual([4]);
    // What a runner does that got past the lock.
    await ledger.startRun({ retryFailed: false, rate: Infinity });
    await run.exchange([migrated(4)], [], 0);
    expect(await ledger.migratedTokens(1, 10, 'all')).toEqual([
      { id: 4, accessToken: 'access-sandbox-4', itemId: 'item-4' },
    ]);
  });

  test('a cell that does not open leaves no token in_flight that was never sent', async () => {
    const { ledger, sql, run } = await lived();
    await sql(`UPDATE tokens SET legacy_access_token = 'v1:broken' WHERE id = 4`);
    await expect(run.exchange([], [], 1)).rejects.toThrow('does not open');
    expect((await ledger.counts()).states).toMatchObject({ in_flight: 0, pending: 1 });
  });
});

test('a link to a ledger is no second ledger: one lock, whichever path', async () => {
  const { ledger, path } = newLedger(plaintextSealing);
  const link = join(temporaryFolder(), 'link.db');
  symlinkSync(path, link);
  expect(() => openLedger(link, binding, { sealing: plaintextSealing, context })).toThrow(
    'is held by another run',
  );
  await ledger.close();
});
