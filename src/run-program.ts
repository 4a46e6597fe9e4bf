import { CommanderError } from 'commander';
import { errorMessage, MigrateError } from './core/errors.ts';
import { ExitCode } from './core/exit-codes.ts';
import type { Host } from './core/host.ts';
import { ClosedOutputError, createProcessHost } from './process-host.ts';
import { createProgram } from './program.ts';

/** Runs the command line of a process and returns its exit code. Never rejects. */
export async function runProgram(proc: NodeJS.Process): Promise<ExitCode> {
  const args = proc.argv.slice(2);
  const host = createProcessHost(proc, environmentFor(args, proc.env));
  const debug = args.includes('--debug');
  const lastWords = (error: unknown) => {
    void reportError(host, error, debug).finally(() => host.exitNow(ExitCode.usage));
  };
  // Node's own report would print the error unredacted.
  proc.once('uncaughtException', lastWords);
  proc.once('unhandledRejection', lastWords);
  try {
    return await runCommandLine(args, host, debug);
  } finally {
    proc.removeListener('uncaughtException', lastWords);
    proc.removeListener('unhandledRejection', lastWords);
  }
}

/** Runs one command line in a given world. Every failure is reported on its standard error. */
export async function runCommandLine(
  args: readonly string[],
  host: Host,
  debug = args.includes('--debug'),
): Promise<ExitCode> {
  let exitCode: ExitCode = ExitCode.done;
  let out = '';
  let err = '';
  const program = createProgram({
    start: async (command) => {
      exitCode = await command(host);
    },
    writeOut: (text) => void (out += text),
    writeErr: (text) => void (err += text),
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) return await reportError(host, error, debug);
    if (out !== '') await host.stdout.write(out).catch(() => {});
    if (err !== '') await writeError(host, err.trimEnd().split('\n'));
    // Commander's own codes know only 0 and 1.
    return error.exitCode === 0 ? ExitCode.done : ExitCode.usage;
  }
}

/** `--no-color` is one more way to say NO_COLOR, so that a single rule decides (ui/colour.ts). */
function environmentFor(args: readonly string[], env: Host['env']): Host['env'] {
  return args.includes('--no-color') ? { ...env, NO_COLOR: '1' } : env;
}

async function reportError(host: Host, error: unknown, debug: boolean): Promise<ExitCode> {
  // Not a success: what was to be written was not. But a closed pipe is no reason for a message.
  if (error instanceof ClosedOutputError) return ExitCode.stopped;

  const lines = [`error: ${errorMessage(error)}`];
  if (error instanceof MigrateError) {
    if (error.hint !== undefined) lines.push(error.hint);
  } else if (!isSystemError(error)) {
    lines.push(
      debug
        ? 'This is a bug in plaid-migrate, not in your data. Please report it with what follows.'
        : 'This is a bug in plaid-migrate, not in your data: run again with --debug for what a report needs.',
    );
  }
  if (debug) lines.push(stackOf(error));
  await writeError(host, lines);
  return error instanceof MigrateError ? error.exitCode : ExitCode.usage;
}

/** Messages quote the user's data and other programs' words; the line breaks are ours. */
async function writeError(host: Host, lines: readonly string[]): Promise<void> {
  const [{ colourFor }, { escapeControls }] = await Promise.all([
    import('./ui/colour.ts'),
    import('./ui/escape-controls.ts'),
  ]);
  const text = lines.join('\n').split('\n').map(escapeControls).join('\n');
  const red = colourFor(host, host.stderr).red('error:');
  await host.stderr.write(`${text.replace(/^error:/, red)}\n`);
}

/** `ENOSPC: no space left on device, write`: the machine's fault, and said well enough. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? `${error.name}: ${error.message}`;
  return error.cause === undefined ? own : `${own}\nCaused by: ${stackOf(error.cause)}`;
}
