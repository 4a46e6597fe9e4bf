import { spawn } from 'node:child_process';
import { kill } from 'node:process';
import { MigrateError } from '../../core/errors.ts';

/** A program of the user's own that values go through. */
export interface ValuePipe {
  /** A command line for the shell. Never shown: it may name more than it should. */
  readonly command: string;
  /** `--decrypt-command` or `--encrypt-command`, for errors. */
  readonly flag: string;
  readonly cwd: string;
}

/** What one start of the program gets at most. */
export const VALUES_A_BATCH = 1_000;

/** Long enough for a thousand calls of a key service. */
const TIMEOUT_MS = 300_000;

/**
 * Pipes values through the user's program: it is started for each batch, gets one value a line on
 * standard input, then its end, and answers with as many lines, in the same order. Values hold no line break.
 *
 * @throws MigrateError when it ends with anything but 0, takes too long, or answers with other than one line a value.
 */
export async function pipeValues(
  values: readonly string[],
  pipe: ValuePipe,
  timeoutMs = TIMEOUT_MS,
): Promise<readonly string[]> {
  const results: string[] = [];
  for (let start = 0; start < values.length; start += VALUES_A_BATCH) {
    results.push(
      ...(await pipeBatch(values.slice(start, start + VALUES_A_BATCH), pipe, timeoutMs)),
    );
  }
  return results;
}

async function pipeBatch(
  values: readonly string[],
  { command, flag, cwd }: ValuePipe,
  timeoutMs: number,
): Promise<readonly string[]> {
  const started = `${flag}, started for ${String(values.length)} values,`;
  const { code, signal, late, stdout, stderr } = await runShell(command, cwd, values, timeoutMs);
  if (late) {
    throw new MigrateError(`${started} did not end within ${String(timeoutMs / 1_000)} seconds.`, {
      hint: 'It has to end when its standard input does. Try it: echo VALUE | COMMAND',
    });
  }
  if (code !== 0) {
    const said = lastLine(stderr, values);
    throw new MigrateError(
      `${started} ended with ${signal === null ? `exit code ${String(code)}` : signal}${said === '' ? '' : `: ${said}`}`,
      { hint: 'Nothing of this batch was taken. Try the command by hand, then run this again.' },
    );
  }
  const lines = stdout.split(/\r?\n/);
  // Behind the last line end stands no line. Strictly so: one line too few must not pass for an empty one.
  if (lines.at(-1) === '') lines.pop();
  if (lines.length === values.length) return lines;
  throw new MigrateError(`${started} answered with ${String(lines.length)} lines.`, {
    hint: 'It has to print one line for every line it reads, in the same order; an empty one, with its line end, for a value it cannot read.',
  });
}

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly late: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

function runShell(
  command: string,
  cwd: string,
  values: readonly string[],
  timeoutMs: number,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    // In a process group of its own: Ctrl-C lets the batch end, and a timeout reaches what it started.
    const child = spawn(command, { shell: true, cwd, detached: true, stdio: 'pipe' });
    let stdout = '';
    let stderr = '';
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      if (child.pid !== undefined) kill(-child.pid, 'SIGKILL');
    }, timeoutMs);
    child.stdout.setEncoding('utf8').on('data', (text: string) => void (stdout += text));
    child.stderr
      .setEncoding('utf8')
      .on('data', (text: string) => void (stderr = (stderr + text).slice(-4_000)));
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, late, stdout, stderr });
    });
    // A program may end without reading all of it; its exit code and its lines tell.
    child.stdin.on('error', () => undefined);
    child.stdin.end(values.map((value) => `${value}\n`).join(''));
  });
}

/** The last words of a program, without the values it was given, which it may have quoted. */
function lastLine(stderr: string, values: readonly string[]): string {
  const line = stderr.trimEnd().split('\n').at(-1)?.trim().slice(0, 300) ?? '';
  const whole = values.reduce(
    (text, value) => (value.length < 4 ? text : text.replaceAll(value, '[redacted]')),
    line,
  );
  return whole;
}
