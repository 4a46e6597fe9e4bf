import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Attempt, LedgerRun, Settlement } from '../../src/tokens/ledger/ledger.ts';
import { openLedger } from '../../src/tokens/ledger/open-ledger.ts';
import { impatient, newLedgerOf, startEngines, type TestLedger } from './engines.ts';
import { binding, context, legacyToken } from './open-ledger-for-test.ts';

// What only a ledger that many share has to keep.

const [, postgres] = await startEngines();
if (postgres === undefined) throw new Error('There is no Postgres.');
const engine = postgres;

const attempt: Attempt = {
  outcome: 'upgraded',
  sentAt: 0,
  latencyMs: 1,
  httpStatus: 200,
  errorType: null,
  errorCode: null,
  requestId: 'request',
};

function migrated(tokenId: number, by: string): Settlement {
  return { tokenId, attempt, state: 'migrated', accessToken: `access-sandbox-${by}`, itemId: by };
}

function refused(tokenId: number): Settlement {
  return { tokenId, attempt, state: 'unknown', errorCode: 'INVALID_ACCESS_TOKEN' };
}

/** A ledger of so many tokens, whose runners keep their rows unless told otherwise. */
async function filled(tokens: number, runContext = context): Promise<TestLedger> {
  const it = await newLedgerOf(engine, undefined, runContext);
  const rows = Array.from({ length: tokens }, (_, at) => ({
    key: String(at + 1),
    token: legacyToken(at + 1),
  }));
  await it.ledger.importRows(rows);
  await it.ledger.finishImport();
  return it;
}

async function join({ ledger }: TestLedger, rate = Infinity): Promise<LedgerRun> {
  return ledger.startRun({ retryFailed: false, rate });
}

async function claim(run: LedgerRun, count: number): Promise<number[]> {
  return (await run.exchange([], [], count)).claimed.map(({ id }) => id);
}

describe('rows', () => {
  test('are held by one runner at a time, and the last ones are waited for', async () => {
    const it = await filled(5);
    const one = await join(it);
    const other = await join(it);
    expect(await claim(one, 3)).toEqual([1, 2, 3]);
    expect(await other.exchange([], [], 3)).toMatchObject({
      claimed: [{ id: 4 }, { id: 5 }],
      rest: 'held',
    });
    // Waiting to be tried again, a row is held all the same; given up, it is for the next.
    await one.exchange(
      [
        { tokenId: 1, attempt, state: 'open', lost: false },
        { tokenId: 2, attempt, state: 'open', lost: true, givenUp: true },
      ],
      [],
      0,
    );
    expect(await claim(one, 3)).toEqual([]);
    expect(await other.exchange([], [], 3)).toMatchObject({
      claimed: [{ id: 2, lostAnswers: 1 }],
      rest: 'held',
    });
    expect((await it.ledger.runners()).map(({ rowsHeld }) => rowsHeld)).toEqual([2, 3]);
    expect(await one.end('stopped', 'a test')).toBe(true);
    expect(await claim(other, 3)).toEqual([1, 3]);
    expect(await other.exchange([], [], 1)).toMatchObject({ claimed: [], rest: 'none' });
    expect(await other.end('finished', null)).toBe(false);
  });

  test('of a silent runner are given to others, and it learns that', async () => {
    const it = await filled(3);
    const silent = await join(it);
    expect(await claim(silent, 2)).toEqual([1, 2]);
    await it.sql(`UPDATE runs SET lease_until = '-infinity'`);
    const other = await startImpatient(it);
    expect((await other.exchange([], [], 3)).claimed).toMatchObject([
      { id: 1, lostAnswers: 1 },
      { id: 2, lostAnswers: 1 },
      { id: 3, lostAnswers: 0 },
    ]);
    expect(await silent.exchange([refused(2)], [], 2)).toEqual({
      claimed: [],
      rest: 'none',
      holds: false,
    });
    expect(silent.maySend()).toBe(false);
    expect(await silent.beat({ rate: 0, works: true, holdMs: 0 })).toMatchObject({ holds: false });
    // The call is on record, and changes nothing that is in the hands of another.
    expect((await it.ledger.counts()).states).toMatchObject({ in_flight: 3, unknown: 0 });
    expect(await it.sql('SELECT token_id, outcome FROM attempts ORDER BY id')).toEqual([
      { token_id: 1, outcome: 'died' },
      { token_id: 2, outcome: 'died' },
      { token_id: 2, outcome: 'upgraded' },
    ]);
  });

  test('keep an upgraded token that comes late, unless a newer one came', async () => {
    const it = await filled(3);
    const silent = await join(it);
    await claim(silent, 3);
    await it.sql(`UPDATE runs SET lease_until = '-infinity'`);
    const other = await startImpatient(it);
    expect(await claim(other, 2)).toEqual([1, 2]);
    // Two are in the hands of the other, the third in nobody's.
    await silent.exchange(
      [1, 2, 3].map((id) => migrated(id, 'late')),
      [],
      0,
    );
    expect((await it.ledger.counts()).states).toMatchObject({ in_flight: 2, migrated: 1 });
    await other.exchange([migrated(1, 'newer'), refused(2)], [], 0);
    expect(await it.ledger.migratedTokens(0, 10, 'all')).toEqual([
      { id: 1, accessToken: 'access-sandbox-newer', itemId: 'newer' },
      { id: 2, accessToken: 'access-sandbox-late', itemId: 'late' },
      { id: 3, accessToken: 'access-sandbox-late', itemId: 'late' },
    ]);
  });

  test('are claimed and answered once, also when nobody knows whether that was committed', async () => {
    const it = await filled(4);
    const run = await join(it);
    expect(await claim(run, 2)).toEqual([1, 2]);
    const again = `SELECT token_id FROM exchange(${String(run.id)}, 1, '1 minute', '{}', '{}', 2, 0)`;
    expect(await it.sql(again)).toEqual([{ token_id: null }, { token_id: 1 }, { token_id: 2 }]);
    expect(await claim(run, 2)).toEqual([3, 4]);
  });
});

/** Another runner, for whom a server need not have run for minutes before it takes rows of the silent. */
async function startImpatient({ place, sealing }: TestLedger): Promise<LedgerRun> {
  const ledger = await openLedger(place, binding, { sealing, context: impatient });
  onTestFinished(() => ledger.close());
  return ledger.startRun({ retryFailed: false, rate: Infinity });
}

describe('the rate', () => {
  const beat = async (run: LedgerRun, inUse: number): Promise<number> =>
    (await run.beat({ rate: inUse, works: true, holdMs: 0 })).rate;
  /** What was used before can no longer be seen in the last second. */
  const aSecondLater = ({ sql }: TestLedger): Promise<unknown> =>
    sql(`UPDATE runs SET past_share_until = '-infinity'`);

  test('changes hands only when nobody uses it any more', async () => {
    const it = await filled(1);
    const one = await join(it, 10);
    expect(await beat(one, 0)).toBe(10);
    const other = await join(it, 10);
    expect(await beat(other, 0)).toBe(0);
    expect(await beat(one, 10)).toBe(5);
    // It has heard, and not said so yet.
    expect(await beat(other, 0)).toBe(0);
    expect(await beat(one, 5)).toBe(5);
    // It has said so, and the last second still shows ten.
    expect(await beat(other, 0)).toBe(0);
    await aSecondLater(it);
    expect(await beat(other, 0)).toBe(5);
    await other.end('finished', null);
    expect(await beat(one, 5)).toBe(5);
    await aSecondLater(it);
    expect(await beat(one, 5)).toBe(10);
  });

  test('is given back by a runner that dies', async () => {
    const it = await filled(1);
    const one = await join(it, 10);
    expect(await beat(one, 0)).toBe(10);
    const other = await join(it, 10);
    expect(await beat(other, 0)).toBe(0);
    await it.sql(
      `UPDATE runs SET share_until = clock_timestamp() - interval '1 second' WHERE id = ${String(one.id)}`,
    );
    expect(await beat(other, 0)).toBe(0);
    await it.sql(`UPDATE runs SET share_until = '-infinity' WHERE id = ${String(one.id)}`);
    expect(await beat(other, 0)).toBe(10);
    // Should it only have slept, it begins with nothing.
    expect(await beat(one, 10)).toBe(0);
  });

  test('is the lowest that anybody asked for, in whole calls as far as it goes', async () => {
    const it = await filled(1);
    const runs = [await join(it, Infinity), await join(it, 7), await join(it, 100)];
    const all = async (inUse: readonly number[]): Promise<number[]> => {
      const parts: number[] = [];
      for (const [at, run] of runs.entries()) parts.push(await beat(run, inUse[at] ?? 0));
      await aSecondLater(it);
      return parts;
    };
    let parts = await all([0, 0, 0]);
    expect(parts[0]).toBe(Infinity);
    for (let round = 0; round < 4; round += 1) parts = await all(parts);
    expect(parts).toEqual([3, 2, 2]);
  });

  test.each([
    [1, [1, 0]],
    [0.5, [0.5, 0]],
    [3, [2, 1]],
  ])('of %f for two is %j', async (rate, expected) => {
    const it = await filled(1);
    const runs = [await join(it, rate), await join(it, rate)];
    let parts = [0, 0];
    for (let round = 0; round < 4; round += 1) {
      const next: number[] = [];
      for (const [at, run] of runs.entries()) next.push(await beat(run, parts[at] ?? 0));
      parts = next;
      await aSecondLater(it);
    }
    expect(parts).toEqual(expected);
  });

  test('is held for all when Plaid tells one to wait', async () => {
    const it = await filled(1);
    const one = await join(it);
    const other = await join(it);
    await one.beat({ rate: Infinity, works: true, holdMs: 30_000 });
    const { holdMs } = await other.beat({ rate: Infinity, works: true, holdMs: 0 });
    expect(holdMs).toBeGreaterThan(0);
    expect(holdMs).toBeLessThanOrEqual(30_000);
  });
});

describe('the import', () => {
  test('is one runner’s; others wait, and take over when it dies', async () => {
    const it = await newLedgerOf(engine, undefined, context);
    const other = await openLedger(it.place, binding, { sealing: it.sealing, context });
    expect(await other.beginImport()).toBe('elsewhere');
    await it.sql(`UPDATE ledger SET importer_until = '-infinity'`);
    expect(await other.beginImport()).toBe('yours');
    await expect(it.ledger.importRows([{ key: '1', token: legacyToken(1) }])).rejects.toThrow(
      'another runner took it over',
    );
    expect(await it.ledger.beginImport()).toBe('elsewhere');
    await other.importRows([{ key: '1', token: legacyToken(1) }]);
    await other.finishImport();
    expect(await it.ledger.beginImport()).toBe('done');
    expect(await it.ledger.counts()).toMatchObject({ sourceRows: 1 });
    // Whoever comes later and finds nobody at work reads the table again.
    const later = await openLedger(it.place, binding, { sealing: it.sealing, context });
    expect(await later.beginImport()).toBe('yours');
    await later.close();
    await other.close();
  });

  test('stays with a runner that waits long for its next rows, and ends with it', async () => {
    const it = await newLedgerOf(engine, undefined, { ...context, leaseMs: 2_000 });
    // Twice the lease after its beginning it is not free yet.
    const kept = `SELECT FROM ledger WHERE importer_until > created_at + interval '4 s'`;
    await vi.waitUntil(async () => (await it.sql(kept)).length === 1, 20_000);
    const other = await openLedger(it.place, binding, { sealing: it.sealing, context });
    expect(await other.beginImport()).toBe('elsewhere');
    await it.ledger.close();
    expect(await other.beginImport()).toBe('yours');
    await other.close();
  });

  test('knows the tokens of earlier ones, though it keeps no index of them meanwhile', async () => {
    const it = await newLedgerOf(engine, undefined, context);
    const rows = [1, 2].map((id) => ({ key: String(id), token: legacyToken(id) }));
    const index = `SELECT FROM pg_indexes WHERE indexname = 'tokens_by_fingerprint' AND schemaname = current_schema()`;
    await it.ledger.importRows(rows);
    expect(await it.sql(index)).toHaveLength(1);
    await it.ledger.finishImport();
    expect(await it.sql(index)).toEqual([]);
    // Killed in the middle, and begun anew.
    for (const end of ['killed', 'finished']) {
      const later = await openLedger(it.place, binding, { sealing: it.sealing, context });
      await it.sql(`UPDATE ledger SET importer_until = '-infinity'`);
      expect(await later.beginImport()).toBe('yours');
      await later.importRows([...rows, { key: 'again', token: legacyToken(1) }]);
      await later.importRows([{ key: '3', token: legacyToken(3) }]);
      if (end === 'finished') await later.finishImport();
      await later.close();
    }
    expect(await it.sql(index)).toEqual([]);
    expect(await it.ledger.counts()).toMatchObject({
      sourceRows: 4,
      duplicateRows: 1,
      states: { pending: 3 },
    });
  });

  test('takes keys with anything in them', async () => {
    const it = await newLedgerOf(engine);
    const keys = ['a\0b', '\ud800', "'; DROP TABLE tokens; --", '𝄞', 'k'.repeat(20_000), '\\x00'];
    await it.ledger.importRows(
      keys.map((key, at) => ({ key, token: at === 1 ? 'nonsense' : legacyToken(at) })),
    );
    await it.ledger.importRows(keys.map((key) => ({ key, problem: 'a pro\0blem' })));
    await it.ledger.finishImport();
    expect(await it.ledger.counts()).toMatchObject({ sourceRows: 12 });
    expect(await it.ledger.rowKeysOf(1)).toEqual(['a\ufffdb']);
    expect(await it.ledger.rowKeysOf(4)).toEqual(['k'.repeat(20_000)]);
  });
});
