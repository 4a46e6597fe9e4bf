import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const preload = join(import.meta.dirname, 'plaid-to-simulator.ts');

/** An app's own server, in a process of its own. */
export interface StartedServer extends AsyncDisposable {
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  /** What it wrote on stdout and stderr, and what Plaid refused it. */
  output(): string;
}

/** How an app's server is started. */
export interface ServerStart {
  /** The folder to start it in, from the app's. */
  readonly folder?: string;
  /** The file that node runs, or the script of a package, from that folder. */
  readonly script: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts a server and waits until it listens; its port is a free one, whatever it asks for. */
export async function startServer(
  appFolder: string,
  start: ServerStart,
  simulatorUrl: string,
): Promise<StartedServer> {
  const cwd = join(appFolder, start.folder ?? '.');
  const child = fork(join(cwd, start.script), start.args ?? [], {
    cwd,
    execArgv: ['--import', preload, '--no-warnings'],
    env: {
      PATH: process.env['PATH'],
      PLAID_CLIENT_ID: 'simulated',
      PLAID_SECRET: 'simulated',
      PLAID_ENV: 'sandbox',
      ...start.env,
      TEST_SIMULATOR: simulatorUrl,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  const hear = (chunk: unknown): void => void (output += String(chunk));
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message: { readonly port: number }) => resolve(message.port));
    child.once('error', reject);
    child.once('close', () => reject(new Error(`the server ended:\n${output}`)));
  });
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    output: () => output,
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const closed = once(child, 'close');
      child.kill('SIGKILL');
      await closed;
    },
  };
}
