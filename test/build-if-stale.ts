import { spawnSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Tests run the built program: builds it, unless `npm ci` or `npm run build` just did. */
export default function buildIfStale(): void {
  const newest = Math.max(
    ...['src/**/*.ts', 'scripts/*.ts', 'package.json'].flatMap((pattern) =>
      globSync(pattern, { cwd: root }).map(modified),
    ),
  );
  if (newest < modified('dist/help/version.txt')) return;
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) {
    // Unit tests are of use while the types do not fit yet; tests of the built program will fail.
    process.stderr.write('The build failed: tests of the built program have an old one or none.\n');
  }
}

function modified(path: string): number {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
