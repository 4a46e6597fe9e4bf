import { spawnSync } from 'node:child_process';

/** A command line, and where it runs. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** An exit code that is no failure, besides 0. */
  readonly alsoFine?: number;
}

/** What a process printed and the milliseconds until its end. */
export interface TimedRun {
  readonly ms: number;
  readonly stdout: string;
}

/** Runs a process to its end. */
export function timedRun({ file, args, cwd, env, alsoFine }: Command): TimedRun {
  const start = performance.now();
  const { status, stdout, stderr, error } = spawnSync(file, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
  });
  const ms = performance.now() - start;
  if (error !== undefined) throw error;
  if (status !== 0 && status !== alsoFine) {
    throw new Error(`${file} ${args.join(' ')} ended with ${String(status)}:\n${stderr}`);
  }
  return { ms, stdout };
}
