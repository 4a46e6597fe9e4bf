import type { Readable } from 'node:stream';
import type { Clock } from './clock.ts';

/** An output stream as commands see it. Everything but {@link Output.writeRaw} is redacted. */
export interface Output {
  readonly isTTY: boolean;
  /** Columns of the terminal; undefined elsewhere. */
  readonly columns: number | undefined;
  /** Writes redacted text; resolves when the reader has taken it. */
  write(text: string): Promise<void>;
  /** Writes text as it is. For `tokens export` and `keygen` alone, whose result is the secret. */
  writeRaw(text: string): Promise<void>;
}

/** The outside world as commands see it; only main.ts touches `process`. Tests build it by hand. */
export interface Host {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly pid: number;
  readonly hostname: string;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Calls back on SIGINT and SIGTERM until the returned function is called. */
  onStopSignal(listener: (signal: 'SIGINT' | 'SIGTERM') => void): () => void;
  /** Leaves at once, without draining. For a second Ctrl-C alone. */
  exitNow(code: number): never;
}
