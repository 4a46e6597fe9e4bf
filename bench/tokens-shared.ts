import { randomBytes } from 'node:crypto';
import { launchPostgres, runSql, type PostgresServer } from '../test/databases/postgres-server.ts';
import { runMeasured } from './measured-process.ts';
import { startSimulatorProcess, type SimulatorProcess } from './simulator-process.ts';
import { inShuffledRounds, median } from './statistics.ts';
import { ratio, table, whole } from './table.ts';
import { measureClaims } from './tokens-claims.ts';
import { bin, freshPath } from './workspace.ts';

const RUNNERS = [1, 2, 4];
/** Enough for one core not to be the limit of a lone runner at once. */
const CONCURRENCY = 32;
const LATENCY_MS = 20;
const IMPORTED = 'imported';

interface SharedRun {
  readonly perSecond: number;
  readonly cpuMicros: number;
}

/** One ledger in Postgres, and ever more runners on it. */
export async function measureRunners(full: boolean): Promise<void> {
  const tokens = full ? 40_000 : 10_000;
  const tokenTable = freshPath('table.csv');
  const key = randomBytes(32).toString('base64url');
  // As it comes, durable and with its own 128 MB of memory: tests do with less.
  const postgres = await launchPostgres(['-c', 'fsync=on', '-c', 'shared_buffers=128MB']);
  const simulator = await startSimulatorProcess({
    items: tokens,
    latencyMs: LATENCY_MS,
    table: tokenTable,
  });
  try {
    await runSql(postgres.url('postgres'), `CREATE DATABASE ${IMPORTED}`);
    const settings = { postgres, simulator, key };
    await tokensOn(settings, IMPORTED, ['--from', tokenTable, '--limit', '1']);
    const runs = new Map(RUNNERS.map((count) => [count, [] as SharedRun[]]));
    await inShuffledRounds(
      full ? 5 : 3,
      RUNNERS.map((count) => async () => {
        runs.get(count)?.push(await together(settings, count));
      }),
    );
    const medians = RUNNERS.map((count) => ({
      count,
      perSecond: median((runs.get(count) ?? []).map((run) => run.perSecond)),
      cpu: median((runs.get(count) ?? []).map((run) => run.cpuMicros)),
    }));
    const alone = medians[0]?.perSecond ?? Number.NaN;
    console.log(
      `\nA ledger in Postgres: answers after ${String(LATENCY_MS)} ms, ${String(CONCURRENCY)} in flight a runner, all on this machine\n`,
    );
    table(
      ['runners', 'tokens/s', '÷ one', '÷ what latency allows', 'CPU µs/token'],
      medians.map(({ count, perSecond, cpu }) => [
        String(count),
        whole(perSecond),
        ratio(perSecond / alone),
        ratio(perSecond / ((count * CONCURRENCY * 1_000) / LATENCY_MS)),
        whole(cpu),
      ]),
    );
    await measureClaims(postgres, full ? 200_000 : 60_000, full ? 5 : 3);
  } finally {
    await simulator.stop();
    await postgres.remove();
  }
}

interface Settings {
  readonly postgres: PostgresServer;
  readonly simulator: SimulatorProcess;
  readonly key: string;
}

function tokensOn(
  { postgres, simulator, key }: Settings,
  database: string,
  extra: readonly string[],
): ReturnType<typeof runMeasured> {
  const how = ['--rate', 'unlimited', '--concurrency', String(CONCURRENCY), '--quiet'];
  const where = ['--ledger', postgres.url(database), '--api-url', simulator.url];
  return runMeasured([bin, 'tokens', '--yes', ...where, ...how, ...extra], {
    env: {
      PLAID_CLIENT_ID: 'simulated',
      PLAID_SECRET: 'simulated',
      PLAID_ENV: 'sandbox',
      PLAID_MIGRATE_KEY: key,
    },
  });
}

let copies = 0;

/** So many runners on a copy of the imported ledger. */
async function together(settings: Settings, count: number): Promise<SharedRun> {
  const { postgres } = settings;
  copies += 1;
  const database = `run_${String(copies)}`;
  await runSql(postgres.url('postgres'), `CREATE DATABASE ${database} TEMPLATE ${IMPORTED}`);
  const usages = await Promise.all(
    Array.from({ length: count }, () => tokensOn(settings, database, [])),
  );
  const [run] = await runSql(
    postgres.url(database),
    `SELECT count(*)::integer AS calls,
       extract(epoch FROM max(sent_at + latency_ms * interval '1 ms') - min(sent_at))::float8 AS seconds
     FROM plaid_migrate.attempts WHERE run_id > 1`,
  );
  await runSql(postgres.url('postgres'), `DROP DATABASE ${database}`);
  const calls = Number(run?.['calls']);
  const cpu = usages.reduce((sum, { cpuMicros }) => sum + cpuMicros, 0);
  return { perSecond: calls / Number(run?.['seconds']), cpuMicros: cpu / calls };
}
