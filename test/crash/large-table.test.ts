import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startSimulator } from '../../src/simulator/simulator.ts';
import { writeTable } from '../../src/simulator/table-file.ts';
import { binPath } from '../run-bin.ts';
import { attemptDifferences, differences, finalRows } from './look.ts';
import { isFullScale } from './scale.ts';
import { ledgerKey } from './scenario.ts';

const ROWS = isFullScale ? 100_000 : 3_000;
/** Far above what it takes, far below a table in memory or a queue that grows with it. */
const MEMORY_MIB = 400;

test('a large table, with every twelfth answer a fault, ends equal to the simulator row by row', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'plaid-migrate-large-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const faults = new Map([
    ['rate-limit', 0.05],
    ['server-error', 0.02],
    ['drop-after', 0.01],
    ['drop-before', 0.01],
  ] as const);
  const simulator = await startSimulator({ port: 0, items: ROWS, faults });
  onTestFinished(() => simulator.close());
  await writeTable(join(folder, 'tokens.csv'), simulator.items, ROWS);

  const started = performance.now();
  const { code, stderr, peakMiB } = await runMeasured(folder, simulator.url);
  const seconds = (performance.now() - started) / 1000;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });

  const ledgerPath = join(folder, 'plaid-migrate.db');
  const rows = await finalRows(ledgerPath);
  expect(rows.length).toBe(ROWS);
  expect(differences(rows, simulator)).toEqual([]);
  expect(attemptDifferences(ledgerPath, simulator)).toEqual([]);
  expect(simulator.calls().most_concurrent_per_token).toBe(1);
  if (isFullScale) {
    console.log(`${String(ROWS)} rows: ${seconds.toFixed(1)} s, ${String(peakMiB)} MiB resident`);
  }
  if (peakMiB !== undefined) expect(peakMiB).toBeLessThan(MEMORY_MIB);
}, 600_000);

/** Runs the program and reads its peak of resident memory where the system tells (Linux). */
async function runMeasured(folder: string, apiUrl: string) {
  const args = ['--from', 'tokens.csv', '--api-url', apiUrl, '--yes', '--quiet'];
  const child = spawn(
    process.execPath,
    [binPath, 'tokens', ...args, '--rate', 'unlimited', '--concurrency', '128'],
    {
      cwd: folder,
      env: {
        PLAID_CLIENT_ID: 'simulated',
        PLAID_SECRET: 'simulated',
        PLAID_MIGRATE_KEY: ledgerKey,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let stderr = '';
  let peakMiB: number | undefined;
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (stderr += text));
  const watch = setInterval(() => {
    peakMiB = peakOf(child.pid ?? 0) ?? peakMiB;
  }, 100);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  clearInterval(watch);
  return { code, stderr, peakMiB };
}

function peakOf(pid: number): number | undefined {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    const kib = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
    return kib === undefined ? undefined : Math.round(Number(kib) / 1024);
  } catch {
    return undefined;
  }
}
