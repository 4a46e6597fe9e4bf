import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ItemTokens } from '../../src/simulator/items.ts';
import {
  startSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../../src/simulator/simulator.ts';
import { inspectLedger } from '../../src/tokens/ledger/sqlite-ledger.ts';

const childPath = join(import.meta.dirname, 'child.ts');
/** Hundreds of children start: that takes half as long when their code is compiled once. */
const compileCache = join(import.meta.dirname, '../../node_modules/.cache/plaid-migrate-tests');

/** The key of every ledger of the crash tests. */
export const ledgerKey = '5a'.repeat(32);

/** How a child ended: by itself with a code, or by a signal. */
export interface ChildEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

/** A table, a simulator that outlives every child, and the ledger the children leave behind. */
export interface Scenario {
  readonly simulator: Simulator;
  readonly folder: string;
  readonly ledgerPath: string;
  /** Runs a child to its end, which is early with `crashAt`, like `in-commit:3`. */
  run(crashAt?: string): Promise<ChildEnd>;
  /** Runs a child and kills it as soon as `moment` says so, unless it ends before. */
  runUntil(moment: () => boolean): Promise<ChildEnd>;
}

/** Tidies up when a test is over. Vitest's own, from the test's context: these tests run side by side. */
export type AfterTest = (tidy: () => Promise<void>) => void;

/** Half of the resumptions name the table again, half trust the ledger: both must work. */
export async function withScenario(
  options: Partial<SimulatorOptions> & {
    readonly items: number;
    readonly table?: (items: ItemTokens, rows: number) => string;
    readonly concurrency?: number;
  },
  afterTest: AfterTest,
): Promise<Scenario> {
  const { table = tableOf, concurrency = 16, ...settings } = options;
  const folder = await mkdtemp(join(tmpdir(), 'plaid-migrate-crash-'));
  afterTest(() => rm(folder, { recursive: true }));
  const simulator = await startSimulator({ port: 0, ...settings });
  afterTest(() => simulator.close());
  await writeFile(join(folder, 'tokens.csv'), table(simulator.items, options.items));
  const ledgerPath = join(folder, 'plaid-migrate.db');
  let runs = 0;

  function start() {
    const isBound = existsSync(ledgerPath) && inspectLedger(ledgerPath) !== undefined;
    const source = isBound && runs % 2 === 1 ? [] : ['--from', 'tokens.csv'];
    runs += 1;
    return [...source, '--api-url', simulator.url, '--concurrency', String(concurrency)];
  }

  async function runChild(crashAt: string, moment?: () => boolean): Promise<ChildEnd> {
    const child = spawn(process.execPath, [childPath, ...start()], {
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
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => void (stderr += text));
    const end = new Promise<ChildEnd>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve({ code, signal, stderr }));
    });
    if (moment !== undefined) {
      while (child.exitCode === null && child.signalCode === null && !moment()) await nextTurn();
      child.kill('SIGKILL');
    }
    return end;
  }

  return {
    simulator,
    folder,
    ledgerPath,
    run: (crashAt = '') => runChild(crashAt),
    runUntil: (moment) => runChild('', moment),
  };
}

/** Legacy tokens, one row in ten sharing its token with the row before, one in ten current already. */
export function tableOf(items: ItemTokens, rows: number): string {
  const lines = Array.from({ length: rows }, (_, index) => {
    const token =
      index % 10 === 7
        ? items.legacyAccessToken(index - 1)
        : index % 10 === 3
          ? items.accessToken(index, 1)
          : items.legacyAccessToken(index);
    return `${String(index + 1)},${token}\n`;
  });
  return `id,access_token\n${lines.join('')}`;
}
