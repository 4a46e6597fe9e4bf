import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkLedger } from '../../src/tokens/check-ledger.ts';
import type { LedgerPlace } from '../../src/tokens/ledger/ledger-place.ts';
import type { ExportRow, LedgerCounts } from '../../src/tokens/ledger/ledger.ts';
import { openLedger, readLedger } from '../../src/tokens/ledger/open-ledger.ts';
import { createSealing, plaintextSealing, type Sealing } from '../../src/tokens/ledger/sealing.ts';
import { moveLedger } from '../../src/tokens/move-ledger.ts';
import { purgeLedger } from '../../src/tokens/purge-ledger.ts';
import { rekeyLedger } from '../../src/tokens/rekey-ledger.ts';
import { impatient, newLedgerOf, startEngines, type Engine } from './engines.ts';
import { binding, context, legacyToken, temporaryFolder } from './open-ledger-for-test.ts';

const engines = await startEngines();
const [sqlite, postgres] = engines;
if (sqlite === undefined || postgres === undefined) throw new Error('Two engines are needed.');

const oldKey = createSealing(Buffer.alloc(32, 1));
const newKey = createSealing(Buffer.alloc(32, 2));
const attempt = {
  outcome: 'upgraded',
  sentAt: 1_767_323_045_678,
  latencyMs: 12,
  httpStatus: 200,
  errorType: null,
  errorCode: null,
  requestId: 'request',
} as const;

/** A ledger that has seen everything: migrated, refused, unknown, pending, skipped, rejected, duplicate. */
async function lived(engine: Engine, sealing: Sealing = oldKey): Promise<LedgerPlace> {
  const { ledger, place } = await newLedgerOf(engine, sealing);
  const tokens = [1, 2, 3, 4, 5, 1].map(legacyToken);
  const rows = [...tokens, 'access-sandbox-there-already', 'nonsense'];
  await ledger.importRows(rows.map((token, at) => ({ key: `ключ ${String(at)}\0'"`, token })));
  await ledger.finishImport();
  const run = await ledger.startRun({ retryFailed: false, rate: Infinity });
  const { claimed } = await run.exchange([], [], 3);
  const [one, two, three] = claimed.map(({ id }) => id);
  if (one === undefined || two === undefined || three === undefined) throw new Error('Too few.');
  const refused = { ...attempt, outcome: 'error', errorCode: 'ITEM_GONE' } as const;
  await run.exchange(
    [
      {
        tokenId: one,
        attempt,
        state: 'migrated',
        accessToken: 'access-sandbox-new',
        itemId: 'item',
      },
      { tokenId: two, attempt: refused, state: 'failed', errorCode: 'ITEM_GONE' },
      { tokenId: three, attempt, state: 'open', lost: true },
    ],
    [],
    0,
  );
  await run.end('stopped', 'a test');
  await ledger.recordVerified([{ tokenId: one, itemId: 'item' }]);
  await ledger.close();
  return place;
}

async function contents(
  place: LedgerPlace,
  sealing: Sealing = oldKey,
): Promise<{ rows: ExportRow[]; counts: LedgerCounts; runs: unknown }> {
  const ledger = await readLedger(place, { sealing, context });
  const rows: ExportRow[] = [];
  for await (const page of ledger.exportRows(3)) {
    // What a table holds of a key with a NUL in it, Postgres cannot.
    for (const row of page) {
      rows.push(Object.assign({}, row, { rowKey: row.rowKey.replaceAll('\0', '\ufffd') }));
    }
  }
  const counts = await ledger.counts();
  const runs = await ledger.recentRuns(10);
  await ledger.close();
  return { rows, counts, runs };
}

async function problemsOf(
  place: LedgerPlace,
  sealing: Sealing = oldKey,
): Promise<readonly string[]> {
  return (await checkLedger(place, sealing, context)).problems;
}

describe.each(engines)('check in $name', (engine) => {
  test('finds nothing wrong with a ledger that has seen everything', async () => {
    expect(await checkLedger(await lived(engine), oldKey, context)).toMatchObject({
      tokens: 6,
      cellsOpened: 7,
      problems: [],
    });
  });

  test.each([
    [
      `UPDATE tokens SET legacy_access_token = (SELECT t.legacy_access_token FROM tokens AS t WHERE t.id = 2) WHERE id = 4`,
      ['token 4: legacy_access_token does not open: it was changed or moved'],
    ],
    [
      `UPDATE tokens SET legacy_access_token = NULL WHERE id = 4`,
      [/^token 4: it is empty$/, /^token 4: pending/],
    ],
    [
      `UPDATE tokens SET state = 'migrated', access_token = legacy_access_token WHERE id = 5`,
      [
        /^1 tokens count as migrated, and no call upgraded them$/,
        /^token 5: access_token does not open/,
      ],
    ],
    [`DELETE FROM source_rows WHERE token_id = 2`, ['1 tokens belong to no row of the table']],
    [
      `UPDATE tokens SET state = 'failed' WHERE id = 4`,
      ['1 tokens count as tried, and no call is on record'],
    ],
  ])('finds %s', async (statement, problems) => {
    const place = await lived(engine);
    await engine.sql(place, statement);
    const found = await problemsOf(place);
    expect(found).toHaveLength(problems.length);
    for (const [at, problem] of problems.entries()) expect(found[at]).toMatch(problem);
  });

  // In SQLite an index rules it out.
  test.runIf(engine.name === 'Postgres')('finds a token that has two rows', async () => {
    const place = await lived(engine);
    await engine.sql(
      place,
      'UPDATE tokens SET fingerprint = (SELECT t.fingerprint FROM tokens AS t WHERE t.id = 2) WHERE id = 4',
    );
    expect(await problemsOf(place)).toEqual([
      '1 tokens have more than one row',
      expect.stringMatching(/^token 4: /),
    ]);
  });

  test('refuses the wrong key before anything is read with it', async () => {
    await expect(checkLedger(await lived(engine), newKey, context)).rejects.toThrow(
      'is not the key',
    );
  });
});

describe.each([
  [sqlite, postgres],
  [postgres, sqlite],
  [sqlite, sqlite],
  [postgres, postgres],
])('move from $name to $name', (from, to) => {
  test('brings every row, and leaves the old one whole, marked and of no use to a run', async () => {
    const [old, next] = [await lived(from), to.place()];
    const before = await contents(old);
    expect(await moveLedger(old, next, oldKey, context)).toEqual({
      runs: 1,
      tokens: 6,
      source_rows: 8,
      attempts: 3,
    });
    expect(await contents(next)).toEqual(before);
    expect(await problemsOf(next)).toEqual([]);
    expect(await problemsOf(old)).toEqual([]);
    await expect(openLedger(old, binding, { sealing: oldKey, context })).rejects.toThrow(
      `was moved to ${next.shown}`,
    );

    // It goes on there: new rows, new runs and new attempts get numbers of their own.
    const ledger = await openLedger(next, binding, { sealing: oldKey, context });
    onTestFinished(() => ledger.close());
    await ledger.beginImport();
    await ledger.importRows([{ key: 'one more', token: legacyToken(9) }]);
    const run = await ledger.startRun({ retryFailed: true, rate: Infinity });
    const { claimed } = await run.exchange([], [], 10);
    expect(claimed.map(({ legacyAccessToken }) => legacyAccessToken)).toEqual(
      [2, 3, 4, 5, 9].map(legacyToken),
    );
  });

  test('is made again when it was cut short, and never over another ledger', async () => {
    const [old, next, other] = [await lived(from), to.place(), await lived(to)];
    await expect(moveLedger(old, other, oldKey, context)).rejects.toThrow(/already/);
    await expect(moveLedger(old, next, newKey, context)).rejects.toThrow('is not the key');
    // Dead between the mark and the end.
    await from.sql(old, `UPDATE ledger SET moved_to = '${next.shown}'`);
    await moveLedger(old, next, oldKey, context);
    expect((await contents(next)).rows).toHaveLength(7);
    await expect(moveLedger(old, next, oldKey, context)).rejects.toThrow(/already/);
    await expect(moveLedger(old, to.place(), oldKey, context)).rejects.toThrow(
      /was moved to|already/,
    );
  });
});

test('a move of a ledger whose run died tries again what had been sent', async () => {
  const { ledger, place } = await newLedgerOf(sqlite, oldKey);
  await ledger.importRows([{ key: '1', token: legacyToken(1) }]);
  await ledger.finishImport();
  await (await ledger.startRun({ retryFailed: false, rate: Infinity })).exchange([], [], 1);
  await expect(moveLedger(place, postgres.place(), oldKey, context)).rejects.toThrow('is held by');
  await ledger.close();
  const next = postgres.place();
  await moveLedger(place, next, oldKey, context);
  const there = await openLedger(next, binding, { sealing: oldKey, context });
  onTestFinished(() => there.close());
  const run = await there.startRun({ retryFailed: false, rate: Infinity });
  expect((await run.exchange([], [], 5)).claimed).toMatchObject([{ id: 1, lostAnswers: 1 }]);
});

test('nobody changes a ledger as a whole while a run is under way on it', async () => {
  const { ledger, place } = await newLedgerOf(postgres, oldKey, context);
  await ledger.finishImport();
  const run = await ledger.startRun({ retryFailed: false, rate: Infinity });
  const held = `is held by process ${String(context.pid)} on ${context.host}`;
  const backup = join(temporaryFolder(), 'backup.db');
  await expect(moveLedger(place, sqlite.place(), oldKey, context)).rejects.toThrow(held);
  await expect(rekeyLedger(place, { old: oldKey, new: newKey }, backup, context)).rejects.toThrow(
    held,
  );
  const purge = purgeLedger(place, context, { force: true, confirm: async () => true });
  await expect(purge).rejects.toThrow(held);
  await run.end('stopped', null);
  await rekeyLedger(place, { old: oldKey, new: newKey }, backup, context);
});

describe.each(engines)('rekey in $name', (engine) => {
  test('seals everything with the new key, and leaves a copy that the old one opens', async () => {
    const place = await lived(engine);
    const before = await contents(place);
    const backup = join(temporaryFolder(), 'backup.db');
    const keys = { old: oldKey, new: newKey };
    expect(await rekeyLedger(place, keys, backup, context)).toMatchObject({
      kind: 'rekeyed',
      tokens: 6,
    });
    expect(await contents(place, newKey)).toEqual(before);
    expect(await problemsOf(place, newKey)).toEqual([]);
    await expect(contents(place)).rejects.toThrow('is not the key');
    const copy: LedgerPlace = { kind: 'sqlite', path: backup, shown: backup };
    expect(await contents(copy)).toEqual(before);
    expect(statSync(backup).mode & 0o777).toBe(0o600);
    expect(await rekeyLedger(place, keys, `${backup}2`, context)).toEqual({ kind: 'already' });
    expect(existsSync(`${backup}2`)).toBe(false);
    // Known tokens are found again under the new key.
    const ledger = await openLedger(place, binding, { sealing: newKey, context });
    await ledger.beginImport();
    await ledger.importRows([{ key: 'again', token: legacyToken(1) }]);
    expect((await ledger.counts()).states.pending).toBe(before.counts.states.pending);
    await ledger.close();
  });

  test('seals a ledger in clear for the first time', async () => {
    const place = await lived(engine, plaintextSealing);
    const keys = { old: plaintextSealing, new: newKey };
    await rekeyLedger(place, keys, join(temporaryFolder(), 'backup.db'), context);
    expect(JSON.stringify(await engine.sql(place, 'SELECT * FROM tokens'))).not.toContain(
      legacyToken(1),
    );
    expect(await problemsOf(place, newKey)).toEqual([]);
  });

  test('changes nothing when a cell does not open', async () => {
    const place = await lived(engine);
    await engine.sql(place, `UPDATE tokens SET legacy_access_token = 'v1:broken' WHERE id = 4`);
    const before = await engine.sql(place, 'SELECT * FROM tokens ORDER BY id');
    const keys = { old: oldKey, new: newKey };
    const backup = join(temporaryFolder(), 'backup.db');
    await expect(rekeyLedger(place, keys, backup, context)).rejects.toThrow('does not open');
    expect(await engine.sql(place, 'SELECT * FROM tokens ORDER BY id')).toEqual(before);
  });
});

describe.each(engines)('purge in $name', (engine) => {
  const yes = { force: true, confirm: async () => true };

  test('takes every token and keeps the history', async () => {
    const place = await lived(engine);
    const before = await contents(place);
    const { plan, isPurged } = await purgeLedger(place, context, yes);
    expect({ plan, isPurged }).toEqual({
      plan: { migrated: 1, verified: 1, failed: 1, open: 3 },
      isPurged: true,
    });
    expect(await problemsOf(place)).toEqual([]);
    const ledger = await readLedger(place, { sealing: undefined, context });
    expect(await ledger.counts()).toEqual(before.counts);
    await ledger.close();
    const sealed = await engine.sql(
      place,
      `SELECT count(*) AS cells FROM tokens WHERE legacy_access_token IS NOT NULL OR access_token LIKE 'v1:%'`,
    );
    expect(JSON.stringify(sealed)).toMatch(/"cells":"?0"?/);
    await expect(openLedger(place, binding, { sealing: oldKey, context })).rejects.toThrow(
      'was purged',
    );
    await expect(contents(place)).rejects.toThrow('was purged');
  });

  test('refuses while tokens are open, and takes no for an answer', async () => {
    const place = await lived(engine);
    const careful = { force: false, confirm: async () => true };
    await expect(purgeLedger(place, context, careful)).rejects.toThrow('3 tokens of the ledger');
    const no = { force: true, confirm: async () => false };
    expect(await purgeLedger(place, context, no)).toMatchObject({ isPurged: false });
    expect((await contents(place)).rows).toHaveLength(7);
  });

  test('of what a move left behind needs no force', async () => {
    const place = await lived(engine);
    await moveLedger(place, sqlite.place(), oldKey, context);
    const careful = { force: false, confirm: async () => true };
    expect(await purgeLedger(place, context, careful)).toMatchObject({ isPurged: true });
  });
});

test('a purge leaves nothing in the file of a ledger in clear, nor beside it', async () => {
  const place = await lived(sqlite, plaintextSealing);
  const path = place.kind === 'sqlite' ? place.path : '';
  const texts = (): string =>
    ['', '-wal', '-shm']
      .filter((end) => existsSync(path + end))
      .map((end) => readFileSync(path + end, 'latin1'))
      .join('');
  expect(texts()).toContain(legacyToken(4));
  await purgeLedger(place, impatient, { force: true, confirm: async () => true });
  expect(texts()).not.toContain(legacyToken(4));
  expect(texts()).not.toContain('access-sandbox-new');
});
