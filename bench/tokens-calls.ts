import { runMeasured } from './measured-process.ts';
import { numbersIn } from './numbers-in.ts';
import { callsOnly, importedLedger, type Run, type Target } from './our-runs.ts';
import { startSimulatorProcess } from './simulator-process.ts';
import { inShuffledRounds, median } from './statistics.ts';
import { ratio, table, whole } from './table.ts';
import { freshPath } from './workspace.ts';
import { hasWrk, wrkRate } from './wrk.ts';

/** How a Plaid of some latency is asked: about four seconds a run. */
const settings = [
  { latencyMs: 0, concurrency: 32, tokens: 30_000, budget: '' },
  { latencyMs: 20, concurrency: 128, tokens: 24_000, budget: '≥ 0.92' },
  { latencyMs: 100, concurrency: 128, tokens: 5_000, budget: '' },
];
const WRK_SECONDS = 4;

interface Loop {
  readonly perSecond: number;
  readonly cpuMicros: number;
}

/** The achieved rate, beside wrk and the plain loop at the same concurrency. */
export async function measureThroughput(full: boolean): Promise<void> {
  const rows: string[][] = [];
  for (const { latencyMs, concurrency, tokens, budget } of settings) {
    const tokenTable = freshPath('table.csv');
    const simulator = await startSimulatorProcess({ items: tokens, latencyMs, table: tokenTable });
    const target: Target = {
      url: simulator.url,
      table: tokenTable,
      concurrency,
      keeping: 'encrypted',
    };
    const imported = await importedLedger(target);
    const start = await callsOnly(imported, target, { limit: 1 });
    const ourRuns: Run[] = [];
    const loops: Loop[] = [];
    const wrkRates: number[] = [];
    await inShuffledRounds(full ? 7 : 3, [
      async () => void ourRuns.push(await callsOnly(imported, target)),
      async () => void loops.push(await officialLoop(target, Math.floor(tokens / 4))),
      async () => {
        if (hasWrk) {
          wrkRates.push(await wrkRate(simulator.url, tokenTable, concurrency, WRK_SECONDS));
        }
      },
    ]);
    await simulator.stop();
    const ours = median(ourRuns.map((run) => run.perSecond));
    const loop = median(loops.map((run) => run.perSecond));
    const wrk = median(wrkRates);
    const ourCpu = median(ourRuns.map((run) => cpuPerToken(run, start)));
    const loopCpu = median(loops.map((run) => run.cpuMicros));
    rows.push([
      `${String(latencyMs)} ms, ${String(concurrency)} in flight`,
      whole(wrk),
      whole(ours),
      ratio(ours / wrk),
      budget,
      whole(loop),
      ratio(loop / wrk),
      whole(ourCpu),
      whole(loopCpu),
      ratio(ourCpu / loopCpu),
      '≤ 0.20',
    ]);
  }
  console.log('\nTokens a second, durable and encrypted, and CPU µs a token\n');
  table(
    [
      'answers after',
      'wrk/s',
      'ours/s',
      'ours ÷ wrk',
      'budget',
      'loop/s',
      'loop ÷ wrk',
      'our µs',
      'loop µs',
      'ours ÷ loop',
      'budget',
    ],
    rows,
  );
}

/** What encryption and durability cost, where nothing else is in the way. */
export async function measureCosts(full: boolean): Promise<void> {
  const tokens = full ? 100_000 : 20_000;
  const tokenTable = freshPath('table.csv');
  const simulator = await startSimulatorProcess({ items: tokens, latencyMs: 0, table: tokenTable });
  const target: Target = {
    url: simulator.url,
    table: tokenTable,
    concurrency: 32,
    keeping: 'encrypted',
  };
  const inClear: Target = { ...target, keeping: 'plaintext' };
  const imported = await importedLedger(target);
  const importedInClear = await importedLedger(inClear);
  const start = await callsOnly(imported, target, { limit: 1 });
  const ways = [
    way('encrypted, synchronous=FULL (the product)', () => callsOnly(imported, target)),
    way('--plaintext, synchronous=FULL', () => callsOnly(importedInClear, inClear)),
    way('encrypted, synchronous=NORMAL (bench only)', () =>
      callsOnly(imported, target, { preload: 'sync-normal.ts' }),
    ),
  ];
  await inShuffledRounds(
    full ? 7 : 3,
    ways.map(
      ({ runs, run }) =>
        async () =>
          void runs.push(await run()),
    ),
  );
  await simulator.stop();
  const rates = ways.map(({ runs }) => median(runs.map((run) => run.perSecond)));
  console.log('\nWhat safety costs: answers after 0 ms, 32 in flight\n');
  table(
    ['kept', 'tokens/s', '÷ product', 'CPU µs/token'],
    ways.map(({ name, runs }, at) => {
      const rate = rates[at] ?? Number.NaN;
      const cpu = median(runs.map((run) => cpuPerToken(run, start)));
      return [name, whole(rate), ratio(rate / (rates[0] ?? Number.NaN)), whole(cpu)];
    }),
  );
}

function way(
  name: string,
  run: () => Promise<Run>,
): { name: string; run: typeof run; runs: Run[] } {
  return { name, run, runs: [] };
}

/** `start` is a run of one call: what every process costs is taken off. */
function cpuPerToken(run: Run, start: Run): number {
  return (run.cpuMicros - start.cpuMicros) / (run.calls - start.calls);
}

async function officialLoop(target: Target, tokens: number): Promise<Loop> {
  const { stdout } = await runMeasured(
    [
      `${import.meta.dirname}/official-loop.ts`,
      target.url,
      target.table,
      freshPath('loop.db'),
      String(target.concurrency),
      String(tokens),
    ],
    { env: {} },
  );
  const { perSecond = Number.NaN, cpuMicros = Number.NaN } = numbersIn(stdout);
  return { perSecond, cpuMicros };
}
