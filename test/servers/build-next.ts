import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** `next build`, which also checks the types of an app in TypeScript; without a request to anybody. */
export async function buildNext(folder: string): Promise<void> {
  const next = join(folder, 'node_modules/next/dist/bin/next');
  const env = {
    PATH: process.env['PATH'],
    NEXT_TELEMETRY_DISABLED: '1',
    NEXT_IGNORE_INCORRECT_LOCKFILE: '1',
    npm_config_offline: 'true',
  };
  const build = promisify(execFile)(process.execPath, [next, 'build'], { cwd: folder, env });
  await build.catch((error: unknown) => {
    // What does not type-check is on stdout.
    const isReport = error instanceof Error && 'stdout' in error && 'stderr' in error;
    throw isReport ? new Error(`${String(error.stdout)}${String(error.stderr)}`) : error;
  });
}

/** How an app of Next.js is started once it is built. */
export const startNext = {
  script: 'node_modules/next/dist/bin/next',
  args: ['start'],
  env: { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
} as const;
