import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { systemClock } from './core/clock.ts';
import { errorCode } from './core/errors.ts';
import type { Host, Output } from './core/host.ts';
import { createRedactor } from './core/secrets.ts';
import { knownSecrets, passwordsIn } from './core/settings.ts';

/** The reader of standard output is gone: there is nobody left to work for. */
export class ClosedOutputError extends Error {
  override readonly name = 'ClosedOutputError';
}

/** The real world as a {@link Host}: redacted output, the system's clock, the process's signals. */
export function createProcessHost(proc: NodeJS.Process, env: Host['env']): Host {
  const redact = createRedactor([
    ...knownSecrets(env, (path) => readFileSync(path, 'utf8')),
    ...proc.argv.flatMap(passwordsIn),
  ]);
  return {
    env,
    cwd: proc.cwd(),
    pid: proc.pid,
    hostname: hostname(),
    get stdin() {
      // Looked up when used: touching it opens the descriptor and may hold the process.
      return proc.stdin;
    },
    stdout: createOutput(proc.stdout, redact, 'reject'),
    // A log that nobody reads any more, or whose disk is full, must not stop a run half way.
    stderr: createOutput(proc.stderr, redact, 'ignore'),
    clock: systemClock,
    random: Math.random,
    onStopSignal(listener) {
      proc.on('SIGINT', listener);
      proc.on('SIGTERM', listener);
      return () => {
        proc.removeListener('SIGINT', listener);
        proc.removeListener('SIGTERM', listener);
      };
    },
    exitNow: (code) => proc.exit(code),
  };
}

/** `process.stdout` as it is: the types promise a terminal, and a pipe or a file is none. */
type OutputStream = NodeJS.WritableStream & {
  readonly isTTY?: boolean;
  readonly columns?: number;
};

/** A stream of the process as an {@link Output}. */
export function createOutput(
  stream: OutputStream,
  redact: (text: string) => string,
  whenLost: 'reject' | 'ignore',
): Output {
  // Every write reports its own failure; without a listener the event would end the process.
  stream.on('error', () => {});

  const writeRaw = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      stream.write(text, (error) => {
        if (error === null || error === undefined || whenLost === 'ignore') resolve();
        else
          reject(isClosed(error) ? new ClosedOutputError(error.message, { cause: error }) : error);
      });
    });

  return {
    isTTY: stream.isTTY ?? false,
    get columns() {
      // Some terminals say 0, and mean that nobody told them.
      return stream.columns === 0 ? undefined : stream.columns;
    },
    write: (text) => writeRaw(redact(text)),
    writeRaw,
  };
}

function isClosed(error: Error): boolean {
  const code = errorCode(error);
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED' || code === 'EOF';
}
