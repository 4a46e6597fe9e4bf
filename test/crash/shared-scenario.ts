import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import {
  startSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../../src/simulator/simulator.ts';
import { readLedgerPlace } from '../../src/tokens/ledger/ledger-place.ts';
import type { ExportRow } from '../../src/tokens/ledger/ledger.ts';
import { runSql } from '../databases/postgres.ts';
import { CALL_COUNTS, callDifferences, finalRowsAt, type CallCount } from './look.ts';
import { ledgerKey, tableOf, type ChildEnd } from './scenario.ts';

const childPath = join(import.meta.dirname, 'child.ts');
const compileCache = join(import.meta.dirname, '../../node_modules/.cache/plaid-migrate-tests');

/** How long a silent runner keeps its rows here. */
const LEASE_MS = 6_000;

/** A process that takes part. */
export interface RunnerProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<ChildEnd>;
}

/** A table, a simulator, and a ledger in Postgres for many processes. */
export interface SharedScenario {
  readonly simulator: Simulator;
  /** Starts a runner, which dies at a fault point if one is given, like `in-import:3`. */
  start(crashAt?: string): RunnerProcess;
  /** Resolves when `moment` has come; looks many times a second, not so often that it gets in the way. */
  until(moment: () => boolean | Promise<boolean>, everyMs?: number): Promise<void>;
  query<Row extends object>(sql: string): Promise<readonly Row[]>;
  finalRows(): Promise<ExportRow[]>;
  /** What `attempts` and the simulator tell differently. */
  callDifferences(): Promise<string[]>;
}

/** Everything is tidied up when the test ends. */
export async function withSharedScenario(
  databaseUrl: string,
  options: Partial<SimulatorOptions> & { readonly items: number; readonly rate: string },
): Promise<SharedScenario> {
  const { rate, ...settings } = options;
  const folder = await mkdtemp(join(tmpdir(), 'plaid-migrate-shared-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const simulator = await startSimulator({ port: 0, ...settings });
  onTestFinished(() => simulator.close());
  await writeFile(join(folder, 'tokens.csv'), tableOf(simulator.items, options.items));
  const place = readLedgerPlace(databaseUrl, { cwd: folder, env: {} });

  async function query<Row extends object>(sql: string): Promise<readonly Row[]> {
    const rows: readonly unknown[] = await runSql(
      databaseUrl,
      `SET search_path = plaid_migrate; ${sql}`,
    );
    return rows.filter((row): row is Row => typeof row === 'object' && row !== null);
  }

  return {
    simulator,
    start(crashAt = '') {
      const args = ['--from', 'tokens.csv', '--api-url', simulator.url, '--ledger', databaseUrl];
      const pace = ['--rate', rate, '--concurrency', '8', '--speed', '1', '--lease'];
      const child = spawn(process.execPath, [childPath, ...args, ...pace, String(LEASE_MS)], {
        cwd: folder,
        env: {
          PLAID_CLIENT_ID: 'simulated',
          PLAID_SECRET: 'simulated',
          PLAID_MIGRATE_KEY: ledgerKey,
          CRASH_AT: crashAt,
          NODE_COMPILE_CACHE: compileCache,
        },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      onTestFinished(() => void child.kill('SIGKILL'));
      let stderr = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => void (stderr += text));
      const ended = new Promise<ChildEnd>((resolve, reject) => {
        child.once('error', reject);
        child.once('close', (code, signal) => resolve({ code, signal, stderr }));
      });
      return { child, ended };
    },
    async until(moment, everyMs = 10) {
      while (!(await moment())) await delay(everyMs);
    },
    query,
    finalRows: () => finalRowsAt(place),
    async callDifferences() {
      return callDifferences(await query<CallCount>(CALL_COUNTS), simulator);
    },
  };
}
