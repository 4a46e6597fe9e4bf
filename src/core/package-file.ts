import { fileURLToPath } from 'node:url';

/**
 * The absolute path of a file or folder that the package brings besides code, as `migrations`. This
 * module stands in src/core, and built in dist/chunks: two levels below the package either way.
 */
export function packageFile(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}
