import { PassThrough } from 'node:stream';
import type { Clock } from '../src/core/clock.ts';
import type { Host, Output } from '../src/core/host.ts';

/** A clock that stands still until it is told. */
export interface FakeClock extends Clock {
  advance(ms: number): void;
}

/** A host in memory, with what was written to it. */
export interface FakeHost extends Host {
  readonly stdin: PassThrough & { isTTY?: boolean };
  readonly clock: FakeClock;
  readonly written: { stdout: string; stderr: string };
}

/** Makes a host by hand: nobody at the terminal, an empty environment, time at zero. */
export function fakeHost(
  options: {
    readonly env?: Record<string, string | undefined>;
    readonly cwd?: string;
    readonly stdinIsTTY?: boolean;
    readonly stdoutIsTTY?: boolean;
    readonly stderrIsTTY?: boolean;
  } = {},
): FakeHost {
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr', isTTY = false): Output => {
    const write = async (text: string) => void (written[name] += text);
    return { isTTY, columns: isTTY ? 80 : undefined, write, writeRaw: write };
  };
  return {
    env: options.env ?? {},
    cwd: options.cwd ?? '/nowhere',
    pid: 1,
    hostname: 'fake',
    stdin: Object.assign(new PassThrough(), { isTTY: options.stdinIsTTY ?? false }),
    stdout: output('stdout', options.stdoutIsTTY),
    stderr: output('stderr', options.stderrIsTTY),
    clock: fakeClock(),
    random: () => 0.5,
    onStopSignal: () => () => {},
    exitNow: (code) => {
      throw new Error(`exitNow(${String(code)})`);
    },
    written,
  };
}

function fakeClock(): FakeClock {
  let now = 0;
  return {
    now: () => now,
    monotonic: () => now,
    sleep: async (ms) => void (now += ms),
    timer: () => () => {},
    advance: (ms) => void (now += ms),
  };
}
