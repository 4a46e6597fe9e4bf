import Database from 'better-sqlite3';
import { wholeRun, type Target } from './our-runs.ts';
import { startSimulatorProcess } from './simulator-process.ts';
import { median } from './statistics.ts';
import { ratio, table, whole } from './table.ts';
import { freshPath } from './workspace.ts';

/** Whether `--rate` is a ceiling that is kept, and used. */
export async function measureCeiling(full: boolean): Promise<void> {
  const rows: string[][] = [];
  for (const rate of [500, 2_000]) {
    const tokens = rate * (full ? 10 : 5);
    const tokenTable = freshPath('table.csv');
    const simulator = await startSimulatorProcess({
      items: tokens,
      latencyMs: 20,
      table: tokenTable,
    });
    const target: Target = {
      url: simulator.url,
      table: tokenTable,
      concurrency: 128,
      keeping: 'encrypted',
    };
    const run = await wholeRun(target, ['--rate', String(rate)]);
    const most = await simulator.mostInOneSecond();
    await simulator.stop();
    rows.push([
      `--rate ${String(rate)}`,
      whole(run.perSecond),
      ratio(run.perSecond / rate),
      '≥ 0.97',
      whole(most),
      `≤ ${String(rate)}`,
    ]);
  }
  console.log('\nThe ceiling: answers after 20 ms\n');
  table(['asked', 'reached/s', 'of it', 'budget', 'most in any second', 'budget'], rows);
}

/** Memory and import as the table grows: the whole of `tokens` in one process. */
export async function measureScale(full: boolean): Promise<void> {
  const sizes = full ? [10_000, 100_000, 1_000_000] : [10_000, 100_000];
  const rows: string[][] = [];
  let before = Number.NaN;
  for (const size of sizes) {
    const tokenTable = freshPath('table.csv');
    const simulator = await startSimulatorProcess({ items: size, latencyMs: 0, table: tokenTable });
    const target: Target = {
      url: simulator.url,
      table: tokenTable,
      concurrency: 128,
      keeping: 'encrypted',
    };
    const runs = [await wholeRun(target)];
    for (let more = 0; size <= 100_000 && more < 2; more += 1) runs.push(await wholeRun(target));
    await simulator.stop();
    const peak = median(runs.map((run) => run.peakMb));
    const imported = median(runs.map((run) => run.importedPerSecond));
    const bare = median([bareInserts(), bareInserts(), bareInserts()]);
    rows.push([
      whole(size),
      whole(imported),
      size < 100_000 ? '' : '≥ 40,000',
      whole(bare),
      ratio(imported / bare),
      whole(median(runs.map((run) => run.perSecond))),
      whole(peak),
      Number.isNaN(before) ? '' : `${peak < before ? '' : '+'}${whole(peak - before)}`,
      size === 1_000_000 ? '≤ +40' : '',
    ]);
    before = peak;
  }
  console.log(
    '\nScale: encrypted, answers after 0 ms, 128 in flight, import and calls in one process\n',
  );
  table(
    [
      'rows',
      'imported/s',
      'budget',
      'bare inserts/s',
      'imported ÷ bare',
      'tokens/s',
      'peak MB',
      'growth',
      'budget',
    ],
    rows,
  );
}

/**
 * Rows a second into a table without an index, nothing encrypted: what this machine does at best at
 * this moment. The machine of the budget did 514,000.
 */
function bareInserts(): number {
  const count = 100_000;
  const db = new Database(freshPath('bare.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE tokens (id INTEGER PRIMARY KEY, token TEXT)');
  const insert = db.prepare('INSERT INTO tokens (token) VALUES (?)');
  const token = '0'.repeat(160);
  const page = db.transaction(() => {
    for (let row = 0; row < 1_000; row += 1) insert.run(token);
  });
  const start = performance.now();
  for (let done = 0; done < count; done += 1_000) page();
  const seconds = (performance.now() - start) / 1000;
  db.close();
  return count / seconds;
}
