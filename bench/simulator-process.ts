import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { numbersIn } from './numbers-in.ts';
import { bin } from './workspace.ts';

/** A simulator in a process of its own, so that its work is not counted as ours. */
export interface SimulatorProcess {
  readonly url: string;
  /** The most upgrade requests that arrived in any second. */
  mostInOneSecond(): Promise<number>;
  stop(): Promise<void>;
}

export async function startSimulatorProcess(options: {
  readonly items: number;
  readonly latencyMs: number;
  /** Where to write its token table. */
  readonly table?: string;
}): Promise<SimulatorProcess> {
  const table = options.table === undefined ? [] : ['--table', options.table];
  const child = spawn(
    process.execPath,
    [
      bin,
      'simulate',
      '--port',
      '0',
      '--items',
      String(options.items),
      '--latency',
      String(options.latencyMs),
      ...table,
    ],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  let url = '';
  for await (const line of createInterface({ input: child.stdout })) {
    url = line;
    break;
  }
  if (url === '') throw new Error('The simulator did not start. Was npm run build run?');
  return {
    url,
    async mostInOneSecond() {
      const answer = await fetch(`${url}/simulator/calls`);
      return numbersIn(await answer.text())['most_in_one_second'] ?? Number.NaN;
    },
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
