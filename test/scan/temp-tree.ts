import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Files by path; a path that ends with `/` is an empty folder. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A folder on disk with these files, gone when the test ends. */
export function tempFolder(files: Files): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'plaid-migrate-scan-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  writeFiles(root, files);
  return root;
}

/** The same as the top of a git work tree. */
export function tempRepository(files: Files): string {
  return tempFolder({ '.git/HEAD': 'ref: refs/heads/main\n', ...files });
}

export function writeFiles(root: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    const absolute = join(root, path);
    mkdirSync(path.endsWith('/') ? absolute : dirname(absolute), { recursive: true });
    if (!path.endsWith('/')) writeFileSync(absolute, content);
  }
}

/** Runs as a user without rights where the tests run as root, to whom no folder is closed. */
export function withoutRights<Result>(work: () => Result): Result {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    return work();
  } finally {
    process.seteuid?.(0);
  }
}
