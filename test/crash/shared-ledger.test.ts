import { describe, expect, test } from 'vitest';
import { mix32 } from '../../src/simulator/mix.ts';
import { startPostgres } from '../databases/postgres.ts';
import { differences } from './look.ts';
import { isFullScale } from './scale.ts';
import { withSharedScenario, type RunnerProcess } from './shared-scenario.ts';

const postgres = await startPostgres();

const RUNNERS = 4;
const ITEMS = isFullScale ? 6_000 : 500;
const KILLS = isFullScale ? 40 : 6;
const RATE = 120;
const faults = new Map([
  ['rate-limit', 0.03],
  ['server-error', 0.02],
  ['drop-before', 0.02],
  ['drop-after', 0.02],
] as const);

/** What failed is named by its seed: PLAID_MIGRATE_TEST_SEED tries it again. */
const seed = Number(process.env['PLAID_MIGRATE_TEST_SEED'] ?? Date.now() % 1_000_000);

describe('four runners on one ledger', () => {
  test(
    `each killed and started again, the database as well: nothing shows it (seed ${String(seed)})`,
    { timeout: isFullScale ? 600_000 : 120_000 },
    async () => {
      const url = await postgres.database();
      const scenario = await withSharedScenario(url, {
        items: ITEMS,
        rate: String(RATE),
        faults,
        latencyMs: 15,
      });
      const { simulator } = scenario;
      const runners = Array.from({ length: RUNNERS }, () => scenario.start());
      // Whoever finds no database, or was too long without one, is started again, as by systemd.
      const finished = Promise.all(
        runners.map(async (_, at) => {
          for (;;) {
            const runner = runners[at] ?? scenario.start();
            const { code, signal, stderr } = await runner.ended;
            if (signal === null && code === 0) return;
            if (signal !== 'SIGKILL') expect(stderr).toMatch(/cannot be reached|has gone away/);
            runners[at] = scenario.start();
          }
        }),
      );
      finished.catch(() => undefined); // Awaited below.

      let kills = 0;
      const isOver = (): boolean => simulator.calls().total > ITEMS * 3;
      for (let kill = 0; kill < KILLS; kill += 1) {
        const from = simulator.calls().total;
        const pause = mix32(seed, kill) % Math.floor((ITEMS * 0.8) / KILLS);
        await scenario.until(() => simulator.calls().total >= from + pause || isOver());
        const victim = runners[kill < RUNNERS ? kill : mix32(seed, 1_000 + kill) % RUNNERS];
        if (victim?.child.kill('SIGKILL') === true) kills += 1;
        if (kill === Math.floor(KILLS / 2)) {
          await (seed % 2 === 0 ? postgres.stop() : postgres.crash());
          await postgres.start();
        }
      }
      await finished;

      expect(kills).toBeGreaterThanOrEqual(RUNNERS);
      const rows = await scenario.finalRows();
      expect(rows).toHaveLength(ITEMS);
      expect(differences(rows, simulator)).toEqual([]);
      expect(await scenario.callDifferences()).toEqual([]);
      expect(simulator.calls().most_concurrent_per_token).toBe(1);
      expect(simulator.calls().most_in_one_second).toBeLessThanOrEqual(RATE);
      expect(await scenario.query(`SELECT 1 FROM tokens WHERE held_by IS NOT NULL`)).toEqual([]);

      const quiet = await postgres.database();
      const undisturbed = await withSharedScenario(quiet, { items: ITEMS, rate: 'unlimited' });
      expect(await undisturbed.start().ended).toMatchObject({ code: 0 });
      expect(rows).toEqual(await undisturbed.finalRows());
    },
  );
});

test('a runner that slept too long sends nothing more, and says why', async () => {
  const url = await postgres.database();
  const scenario = await withSharedScenario(url, { items: 300, rate: '40', latencyMs: 15 });
  const { simulator } = scenario;
  const sleeper = scenario.start();
  await scenario.until(() => simulator.calls().total > 20);
  sleeper.child.kill('SIGSTOP');
  const other: RunnerProcess = scenario.start();
  const buried = `SELECT outcome FROM runs WHERE pid = ${String(sleeper.child.pid)}`;
  await scenario.until(async () => {
    const [run] = await scenario.query<{ outcome: string }>(buried);
    return run?.outcome === 'died';
  }, 250);
  sleeper.child.kill('SIGCONT');
  expect(await sleeper.ended).toMatchObject({ code: 3 });
  expect(await other.ended).toMatchObject({ code: 0 });
  expect(differences(await scenario.finalRows(), simulator)).toEqual([]);
  expect(simulator.calls().most_concurrent_per_token).toBe(1);
  expect(simulator.calls().most_in_one_second).toBeLessThanOrEqual(40);
});

test('a runner that dies in the middle of the import is replaced by one that waits', async () => {
  const url = await postgres.database();
  const items = 500;
  const scenario = await withSharedScenario(url, { items, rate: 'unlimited' });
  const imports = scenario.start('in-import:2');
  await scenario.until(async () => {
    const importing = await scenario
      .query('SELECT 1 FROM ledger WHERE importer IS NOT NULL')
      .catch(() => []);
    return importing.length > 0 || imports.child.signalCode !== null;
  }, 50);
  const waits = scenario.start();
  expect(await imports.ended).toMatchObject({ signal: 'SIGKILL' });
  expect(await waits.ended).toMatchObject({ code: 0 });
  const rows = await scenario.finalRows();
  expect(rows).toHaveLength(items);
  expect(differences(rows, scenario.simulator)).toEqual([]);
});
