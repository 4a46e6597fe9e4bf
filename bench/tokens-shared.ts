import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { systemClock } from '../src/core/clock.ts';
import { readLedgerPlace } from '../src/tokens/ledger/ledger-place.ts';
import type { ClaimedToken, LedgerRun, Settlement } from '../src/tokens/ledger/ledger.ts';
import { openLedger } from '../src/tokens/ledger/open-ledger.ts';
import { createSealing } from '../src/tokens/ledger/sealing.ts';
import { launchPostgres, runSql, type PostgresServer } from '../test/databases/postgres-server.ts';
import { verdict } from './budget.ts';
import { runMeasured } from './measured-process.ts';
import { startSimulatorProcess, type SimulatorProcess } from './simulator-process.ts';
import { inShuffledRounds, median } from './statistics.ts';
import { ratio, table, whole } from './table.ts';
import { bin, freshPath } from './workspace.ts';

const RUNNERS = [1, 2, 4];
/** Enough for one core not to be the limit of a lone runner at once. */
const CONCURRENCY = 32;
const LATENCY_MS = 20;
const CLAIM = 1_000;
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
  // As durable as any: tests do without.
  const postgres = await launchPostgres(['-c', 'fsync=on']);
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
    await measureClaims(postgres, full ? 200_000 : 60_000);
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

/** What the ledger itself can do, without calls: four runners that claim, and that record, too. */
async function measureClaims(postgres: PostgresServer, tokens: number): Promise<void> {
  await runSql(postgres.url('postgres'), 'CREATE DATABASE claims');
  const place = readLedgerPlace(postgres.url('claims'), { cwd: '/', env: {} });
  const sealing = createSealing(randomBytes(32));
  const context = {
    host: 'bench',
    pid: 1,
    toolVersion: '0',
    now: () => '',
    probe: () => undefined,
    clock: systemClock,
  };
  const source = { kind: 'stdin', tokenColumn: 'access_token', keyColumn: 'id' } as const;
  const binding = { environment: 'sandbox', apiUrl: 'http://127.0.0.1', source } as const;
  const ledgers = [];
  for (let runner = 0; runner < 4; runner += 1) {
    ledgers.push(await openLedger(place, binding, { sealing, context }));
  }
  const [first] = ledgers;
  if (first === undefined) throw new Error('No ledger.');
  await first.beginImport();
  const importing = performance.now();
  for (let from = 0; from < tokens; from += 1_000) {
    await first.importRows(
      Array.from({ length: 1_000 }, (_, at) => ({
        key: String(from + at),
        token: (from + at).toString(16).padStart(160, '0'),
      })),
    );
  }
  await first.finishImport();
  const importedPerSecond = (tokens / (performance.now() - importing)) * 1_000;

  const half = tokens / 2;
  const rates: number[] = [];
  for (const record of [false, true]) {
    const runs: LedgerRun[] = [];
    for (const ledger of ledgers) {
      runs.push(await ledger.startRun({ retryFailed: false, rate: Infinity }));
    }
    let claimed = 0;
    const start = performance.now();
    await Promise.all(
      runs.map(async (run) => {
        let batch: readonly ClaimedToken[] = [];
        while (claimed < half) {
          const exchanged = await run.exchange(record ? batch.map(answered) : [], [], CLAIM);
          batch = exchanged.claimed;
          claimed += batch.length;
          if (batch.length === 0) break;
        }
        if (record) await run.exchange(batch.map(answered), [], 0);
      }),
    );
    rates.push((claimed / (performance.now() - start)) * 1_000);
    for (const run of runs) await run.end('stopped', null);
  }
  for (const ledger of ledgers) await ledger.close();
  const bare = await bareClaims(postgres.url('claims'), half);
  const [claims = Number.NaN, recorded = Number.NaN] = rates;
  console.log(`\nThe ledger in Postgres by itself: ${whole(tokens)} rows, encrypted\n`);
  table(
    ['what', 'rows/s', '÷ bare', 'budget', ''],
    [
      [
        'four runners claim, 1,000 at a time',
        whole(claims),
        ratio(claims / bare),
        ...verdict(claims, { atLeast: 50_000 }),
      ],
      ['four runners claim and record', whole(recorded), ratio(recorded / bare), '', ''],
      ['one imports', whole(importedPerSecond), ratio(importedPerSecond / bare), '', ''],
      ['four clients claim from a bare table', whole(bare), ratio(1), '', ''],
    ],
  );
}

/**
 * Rows a second that four clients claim from a table of an id, a state and a cell: what this machine
 * does at best at this moment. The machine of the budget did 111,000 to 170,000.
 */
async function bareClaims(url: string, rows: number): Promise<number> {
  await runSql(
    url,
    `CREATE TABLE bare (id integer PRIMARY KEY, state text, cell text);
     INSERT INTO bare SELECT n, 'pending', repeat('x', 260) FROM generate_series(1, ${String(rows)}) AS n;
     CREATE INDEX ON bare (id) WHERE state = 'pending'; ANALYZE bare`,
  );
  const clients = Array.from({ length: 4 }, () => new pg.Client({ connectionString: url }));
  for (const client of clients) await client.connect();
  const start = performance.now();
  await Promise.all(
    clients.map(async (client) => {
      for (;;) {
        const { rowCount } = await client.query(
          `UPDATE bare SET state = 'in_flight' WHERE id = ANY (ARRAY(SELECT id FROM bare WHERE state = 'pending'
             ORDER BY id LIMIT ${String(CLAIM)} FOR UPDATE SKIP LOCKED)) RETURNING id, cell`,
        );
        if (rowCount === 0) return;
      }
    }),
  );
  const seconds = (performance.now() - start) / 1_000;
  for (const client of clients) await client.end();
  return rows / seconds;
}

function answered({ id }: ClaimedToken): Settlement {
  return {
    tokenId: id,
    state: 'migrated',
    accessToken: `access-sandbox-${String(id).padStart(36, '0')}`,
    itemId: `item-${String(id)}`,
    attempt: {
      outcome: 'upgraded',
      sentAt: Date.now(),
      latencyMs: 1,
      httpStatus: 200,
      errorType: null,
      errorCode: null,
      requestId: String(id),
    },
  };
}
