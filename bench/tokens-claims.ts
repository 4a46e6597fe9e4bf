import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { systemClock } from '../src/core/clock.ts';
import { readLedgerPlace } from '../src/tokens/ledger/ledger-place.ts';
import type { ClaimedToken, Ledger, LedgerRun, Settlement } from '../src/tokens/ledger/ledger.ts';
import { openLedger } from '../src/tokens/ledger/open-ledger.ts';
import { createSealing } from '../src/tokens/ledger/sealing.ts';
import { runSql, type PostgresServer } from '../test/databases/postgres-server.ts';
import { verdict } from './budget.ts';
import { median } from './statistics.ts';
import { ratio, table, whole } from './table.ts';

const RUNNERS = 4;
const CLAIM = 1_000;
/** As src/tokens/import.ts has it. */
const PAGE = 5_000;

interface Measured {
  readonly perSecond: number;
  /** Of this process, which is all four runners: the server's is not in it. */
  readonly cpuMicros: number;
}

const sealing = createSealing(randomBytes(32));
const context = {
  host: 'bench',
  pid: 1,
  toolVersion: '0',
  now: () => '',
  probe: () => undefined,
  clock: systemClock,
};
const binding = {
  environment: 'sandbox',
  apiUrl: 'http://127.0.0.1',
  source: { kind: 'stdin', tokenColumn: 'access_token', keyColumn: 'id' },
} as const;

/** What the ledger itself can do, without calls: one that imports, and four that claim, and that record, too. */
export async function measureClaims(
  postgres: PostgresServer,
  tokens: number,
  rounds: number,
): Promise<void> {
  const imports: Measured[] = [];
  const claims: Measured[] = [];
  const records: Measured[] = [];
  const bare: Measured[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const database = `claims_${String(round)}`;
    await runSql(postgres.url('postgres'), `CREATE DATABASE ${database}`);
    const place = readLedgerPlace(postgres.url(database), { cwd: '/', env: {} });
    const ledgers: Ledger[] = [];
    for (let runner = 0; runner < RUNNERS; runner += 1) {
      ledgers.push(await openLedger(place, binding, { sealing, context }));
    }
    imports.push(await measured(() => importInto(ledgers[0], tokens)));
    claims.push(await claim(ledgers, tokens / 2, 'and leave it'));
    records.push(await claim(ledgers, tokens / 2, 'and record'));
    for (const ledger of ledgers) await ledger.close();
    bare.push(await bareClaims(postgres.url(database), tokens / 2));
    await runSql(postgres.url('postgres'), `DROP DATABASE ${database}`);
  }
  console.log(`\nThe ledger in Postgres by itself: ${whole(tokens)} rows, encrypted\n`);
  const best = median(bare.map(({ perSecond }) => perSecond));
  const row = (what: string, measures: readonly Measured[], least?: number): string[] => {
    const perSecond = median(measures.map((measure) => measure.perSecond));
    return [
      what,
      whole(perSecond),
      ratio(perSecond / best),
      whole(median(measures.map(({ cpuMicros }) => cpuMicros))),
      ...verdict(perSecond, least === undefined ? undefined : { atLeast: least }),
    ];
  };
  table(
    ['what', 'rows/s', '÷ bare', 'CPU µs/row of the runners', 'budget', ''],
    [
      row('four runners claim, 1,000 at a time', claims, 50_000),
      row('four runners claim and record', records),
      row('one imports', imports),
      row('four clients claim from a bare table', bare),
    ],
  );
}

/** `work` returns how many rows it was. */
async function measured(work: () => Promise<number>): Promise<Measured> {
  const used = process.cpuUsage();
  const start = performance.now();
  const rows = await work();
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(used);
  return { perSecond: rows / seconds, cpuMicros: (user + system) / rows };
}

async function importInto(ledger: Ledger | undefined, tokens: number): Promise<number> {
  if (ledger === undefined) throw new Error('No ledger.');
  await ledger.beginImport();
  for (let from = 0; from < tokens; from += PAGE) {
    await ledger.importRows(
      Array.from({ length: PAGE }, (_, at) => ({
        key: String(from + at),
        token: (from + at).toString(16).padStart(160, '0'),
      })),
    );
  }
  await ledger.finishImport();
  return tokens;
}

/** What is claimed and left is given back at the end, so that both find enough. */
async function claim(
  ledgers: readonly Ledger[],
  tokens: number,
  then: 'and leave it' | 'and record',
): Promise<Measured> {
  const answers = then === 'and record' ? answersTo : () => [];
  const runs: LedgerRun[] = [];
  for (const ledger of ledgers) {
    runs.push(await ledger.startRun({ retryFailed: false, rate: Infinity }));
  }
  let claimed = 0;
  const result = await measured(async () => {
    await Promise.all(
      runs.map(async (run) => {
        let batch: readonly ClaimedToken[] = [];
        while (claimed < tokens) {
          const exchanged = await run.exchange(answers(batch), [], CLAIM);
          batch = exchanged.claimed;
          claimed += batch.length;
          if (batch.length === 0) break;
        }
        if (then === 'and record') await run.exchange(answers(batch), [], 0);
      }),
    );
    return claimed;
  });
  for (const run of runs) await run.end('stopped', null);
  return result;
}

function answersTo(batch: readonly ClaimedToken[]): readonly Settlement[] {
  return batch.map(({ id }) => ({
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
  }));
}

/**
 * What four clients claim from a table of an id, a state and a cell: what this machine does at best at
 * this moment. The machine of the budget did 111,000 to 170,000.
 */
async function bareClaims(url: string, rows: number): Promise<Measured> {
  await runSql(
    url,
    `CREATE TABLE bare (id integer PRIMARY KEY, state text, cell text);
     INSERT INTO bare SELECT n, 'pending', repeat('x', 260) FROM generate_series(1, ${String(rows)}) AS n;
     CREATE INDEX ON bare (id) WHERE state = 'pending'; ANALYZE bare`,
  );
  const clients = Array.from({ length: RUNNERS }, () => new pg.Client({ connectionString: url }));
  for (const client of clients) await client.connect();
  const result = await measured(async () => {
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
    return rows;
  });
  for (const client of clients) await client.end();
  return result;
}
