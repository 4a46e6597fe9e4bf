import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { numbersIn } from './numbers-in.ts';

/** What a process used until its end. */
export interface Usage {
  readonly cpuMicros: number;
  readonly peakMb: number;
}

/** Runs a Node program to its end and returns what it used and what it printed. */
export async function runMeasured(
  args: readonly string[],
  options: {
    readonly env: Readonly<Record<string, string>>;
    readonly preload?: string;
    readonly cwd?: string;
    /** Exit codes that are no failure besides 0. */
    readonly alsoFine?: number;
  },
): Promise<Usage & { readonly stdout: string }> {
  const preloads = ['report-usage.ts', ...(options.preload === undefined ? [] : [options.preload])];
  const imports = preloads.flatMap((name) => ['--import', join(import.meta.dirname, name)]);
  const child = spawn(process.execPath, [...imports, ...args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const [stdout = '', stderr = '', usage = ''] = await Promise.all(
    child.stdio.filter((pipe) => pipe instanceof Readable).map((pipe) => text(pipe)),
  );
  if (child.exitCode === null) await once(child, 'exit');
  if (child.exitCode !== 0 && child.exitCode !== options.alsoFine)
    throw new Error(`${args.join(' ')} failed:\n${stderr}`);
  const { cpuMicros = Number.NaN, peakMb = Number.NaN } = numbersIn(usage);
  return { cpuMicros, peakMb, stdout };
}
