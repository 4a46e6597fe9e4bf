import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const tsc = join(import.meta.dirname, '../../node_modules/typescript/bin/tsc');

/** Compiles an app with its own `tsconfig.json`; what does not type-check is an error. */
export function compileApp(folder: string): void {
  try {
    execFileSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const isReport = error instanceof Error && 'stdout' in error;
    throw isReport ? new Error(String(error.stdout), { cause: error }) : error;
  }
}
