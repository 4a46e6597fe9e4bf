import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The program as users start it. */
export const binPath = join(import.meta.dirname, '..', 'bin', 'plaid-migrate.js');

/** How a run of the program ended. */
export interface RunResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the built program with an environment of its own: nothing of the developer's shell gets in.
 * `node` is another Node to run it with.
 */
export async function runBin(
  args: readonly string[],
  options: {
    readonly env?: Readonly<Record<string, string>>;
    readonly cwd?: string;
    readonly node?: string;
  } = {},
): Promise<RunResult> {
  const child = spawn(options.node ?? process.execPath, [binPath, ...args], {
    cwd: options.cwd,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (stderr += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  return { code, stdout, stderr };
}
