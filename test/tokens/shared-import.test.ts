import { expect, onTestFinished, test, vi } from 'vitest';
import type { Ledger } from '../../src/tokens/ledger/ledger.ts';
import { openLedger } from '../../src/tokens/ledger/open-ledger.ts';
import type { RunContext } from '../../src/tokens/ledger/sqlite-run.ts';
import { newLedgerOf, startEngines, type TestLedger } from '../ledger/engines.ts';
import { binding, context, legacyToken } from '../ledger/open-ledger-for-test.ts';

// The import of a ledger that many share, where a database is slow or its connection breaks.

const [, postgres] = await startEngines();
if (postgres === undefined) throw new Error('There is no Postgres.');
const engine = postgres;

/** Another runner of the same ledger. */
async function another(
  { place, sealing }: TestLedger,
  runContext: RunContext = context,
): Promise<Ledger> {
  const ledger = await openLedger(place, binding, { sealing, context: runContext });
  onTestFinished(() => ledger.close());
  return ledger;
}

test('ends once more where nobody knows whether its end was committed', async () => {
  const it = await newLedgerOf(engine, undefined, context);
  await it.ledger.importRows([{ key: '1', token: legacyToken(1) }]);
  // What a session does again when the connection breaks behind a COMMIT.
  await it.ledger.finishImport();
  await it.ledger.finishImport();
  expect(it.ledger.importFinished).toBe(true);
  // An import that another began meanwhile is the other's.
  expect(await (await another(it)).beginImport()).toBe('yours');
  await expect(it.ledger.finishImport()).rejects.toThrow('another runner took it over');
});

test('stays with the runner that begins it, also where its index takes longer than a lease', async () => {
  const leaseMs = 1_000;
  const it = await newLedgerOf(engine, undefined, { ...context, leaseMs });
  await it.ledger.importRows([{ key: '1', token: legacyToken(1) }]);
  await it.ledger.finishImport();
  const [one, other] = [await another(it, { ...context, leaseMs }), await another(it)];

  const locks = async (granted: boolean): Promise<number> => {
    const found = await it.sql(
      `SELECT FROM pg_locks WHERE relation = 'tokens'::regclass AND granted = ${String(granted)}
         AND mode IN ('RowExclusiveLock', 'ShareLock')`,
    );
    return found.length;
  };
  // A transaction that writes to the table, and takes its time.
  const slow = it.sql(
    `BEGIN; LOCK TABLE tokens IN ROW EXCLUSIVE MODE; SELECT pg_sleep(${String((2 * leaseMs) / 1000)}); COMMIT`,
  );
  await vi.waitUntil(async () => (await locks(true)) === 1, 10_000);
  const turns = [one.beginImport()];
  await vi.waitUntil(async () => (await locks(false)) === 1, 10_000);
  turns.push(other.beginImport());
  expect(await Promise.all(turns)).toEqual(['yours', 'elsewhere']);
  await slow;
});
