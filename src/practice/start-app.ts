import { mkdir, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { extname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { MigrateError } from '../core/errors.ts';
import type { AppWorkerData } from './app-worker.ts';

/** An app's own server, started. */
export interface StartedApp {
  readonly url: string;
  stop(): Promise<void>;
}

const PATIENCE_MS = 20_000;
const PAUSE_MS = 50;

/**
 * Starts the server of a migrated app that needs nothing but Plaid's client, in a thread of its own. The
 * client is ours, linked as `npm install` would put it there, and calls `plaidUrl`.
 */
export async function startApp(
  folder: string,
  script: string,
  plaidUrl: string,
): Promise<StartedApp> {
  await linkPlaid(folder);
  const port = await freePort();
  const data: AppWorkerData = { server: join(folder, script), plaidUrl };
  // Beside this file, as source in a checkout and compiled in the package.
  const code = new URL(`./app-worker${extname(import.meta.url)}`, import.meta.url);
  const worker = new Worker(code, {
    workerData: data,
    env: {
      PORT: String(port),
      PLAID_ENV: 'sandbox',
      PLAID_CLIENT_ID: 'simulated',
      PLAID_SECRET: 'simulated',
    },
    stdout: true,
    stderr: true,
  });
  let ended: unknown;
  worker.once('error', (error) => (ended = error));
  worker.once('exit', () => (ended ??= new Error('its server ended')));
  const url = `http://127.0.0.1:${String(port)}`;
  for (let waited = 0; !(await answers(url)); waited += PAUSE_MS) {
    if (ended !== undefined || waited > PATIENCE_MS) {
      await worker.terminate();
      throw new MigrateError('The migrated app does not start.', {
        hint: `It is in ${folder}: look why with node ${script}`,
        cause: ended,
      });
    }
    await wait(PAUSE_MS);
  }
  return { url, stop: async () => void (await worker.terminate()) };
}

async function answers(url: string): Promise<boolean> {
  try {
    await (await fetch(url)).body?.cancel();
    return true;
  } catch {
    return false;
  }
}

async function linkPlaid(folder: string): Promise<void> {
  const modules = join(folder, 'node_modules');
  await mkdir(modules, { recursive: true });
  const manifest = createRequire(import.meta.url).resolve('plaid/package.json');
  await symlink(join(manifest, '..'), join(modules, 'plaid'), 'junction');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
