import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  startSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../../src/simulator/simulator.ts';
import { writeTable } from '../../src/simulator/table-file.ts';
import { ledgerKey } from '../crash/scenario.ts';
import { binPath, type RunResult } from '../run-bin.ts';

/** The settings of a user whose Plaid is the simulator. */
export const settings = {
  PLAID_CLIENT_ID: 'simulated',
  PLAID_SECRET: 'simulated',
  PLAID_MIGRATE_KEY: ledgerKey,
} as const;

/** A folder with a token table, a simulator that knows its tokens, and the program to run there. */
export interface Workspace {
  readonly simulator: Simulator;
  readonly folder: string;
  readonly ledgerPath: string;
  path(name: string): string;
  /** Puts a file there and returns its path. */
  write(name: string, content: string | Uint8Array): Promise<string>;
  /** Runs any command; `env` replaces and, where undefined, takes away settings. */
  run(
    args: readonly string[],
    env?: Readonly<Record<string, string | undefined>>,
  ): Promise<RunResult>;
  /** `tokens` against the simulator, at full speed unless `args` say otherwise. */
  tokens(...args: readonly string[]): Promise<RunResult>;
  /** The same, to be watched and signalled. */
  start(...args: readonly string[]): RunningTokens;
  /** The same, with a standard input to write to. */
  startReading(...args: readonly string[]): RunningTokens;
  /** The same, with a standard error of the test's own: an open file. */
  startLogging(log: number, ...args: readonly string[]): RunningTokens;
}

/** A run under way. */
export interface RunningTokens {
  readonly child: ChildProcess;
  readonly ended: Promise<RunResult>;
}

/** Everything is tidied up when the test ends. */
export async function withWorkspace(options: Partial<SimulatorOptions> = {}): Promise<Workspace> {
  const folder = await mkdtemp(join(tmpdir(), 'plaid-migrate-tokens-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const items = options.items ?? 40;
  const simulator = await startSimulator({ port: 0, ...options, items });
  onTestFinished(() => simulator.close());
  await writeTable(join(folder, 'tokens.csv'), simulator.items, items);

  const launch = (
    args: readonly string[],
    env: Readonly<Record<string, string | undefined>> = {},
    stdin: 'ignore' | 'pipe' = 'ignore',
    log: 'pipe' | number = 'pipe',
  ): RunningTokens => {
    const child = spawn(process.execPath, [binPath, ...args], {
      cwd: folder,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...settings, ...env },
      stdio: [stdin, 'pipe', log],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => void (stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => void (stderr += text));
    const ended = new Promise<RunResult>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, stdout, stderr }));
    });
    return { child, ended };
  };
  const tokensArgs = (args: readonly string[]): string[] => {
    const defaults = [
      ['--api-url', simulator.url],
      ['--rate', 'unlimited'],
      ['--concurrency', '8'],
    ].filter(([flag = '']) => !args.includes(flag));
    return ['tokens', '--yes', ...defaults.flat(), ...args];
  };

  return {
    simulator,
    folder,
    ledgerPath: join(folder, 'plaid-migrate.db'),
    path: (name) => join(folder, name),
    async write(name, content) {
      const path = join(folder, name);
      await writeFile(path, content);
      return path;
    },
    run: (args, env) => launch(args, env).ended,
    tokens: (...args) => launch(tokensArgs(args)).ended,
    start: (...args) => launch(tokensArgs(args)),
    startReading: (...args) => launch(tokensArgs(args), {}, 'pipe'),
    startLogging: (log, ...args) => launch(tokensArgs(args), {}, 'ignore', log),
  };
}
