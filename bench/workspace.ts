import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The built program, as users run it. */
export const bin = join(import.meta.dirname, '..', 'bin', 'plaid-migrate.js');

/** The folder of one benchmark: gone when the process ends. */
export const workspace = mkdtempSync(join(tmpdir(), 'plaid-migrate-bench-'));
process.on('exit', () => rmSync(workspace, { recursive: true, force: true }));
process.on('SIGINT', () => process.exit(130));

let files = 0;

/** A path in the workspace that nobody uses yet. */
export function freshPath(name: string): string {
  files += 1;
  return join(workspace, `${String(files)}-${name}`);
}

/** An empty folder in the workspace. */
export function freshFolder(name: string): string {
  const folder = freshPath(name);
  mkdirSync(folder);
  return folder;
}
