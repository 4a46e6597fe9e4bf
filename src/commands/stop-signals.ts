import { ExitCode } from '../core/exit-codes.ts';
import type { Host } from '../core/host.ts';

/** What a command does about Ctrl-C and SIGTERM. */
export interface StopSignals {
  /** Aborted by the first one: take no new work, finish what is under way. */
  readonly signal: AbortSignal;
  /** The exit code of the signal that came; undefined when none did. */
  exitCode(): ExitCode | undefined;
  forget(): void;
}

/** The first signal drains, the second leaves at once. */
export function interruptedBy(host: Host, progress: { log: (line: string) => void }): StopSignals {
  const controller = new AbortController();
  let exitCode: ExitCode | undefined;
  const forget = host.onStopSignal((signal) => {
    const code = signal === 'SIGINT' ? ExitCode.interrupted : ExitCode.terminated;
    if (exitCode !== undefined) host.exitNow(code);
    exitCode = code;
    progress.log('Stopping: waiting for the answers under way. Once more to leave at once.');
    controller.abort();
  });
  return { signal: controller.signal, exitCode: () => exitCode, forget };
}

/** Resolves at the first signal. */
export function untilStopped(host: Host): Promise<void> {
  return new Promise((done) => {
    const forget = host.onStopSignal(() => {
      forget();
      done();
    });
  });
}
