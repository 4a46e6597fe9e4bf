import { existsSync, globSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

const modules = join(import.meta.dirname, '../../node_modules');

/** Packages that do for any major an app asks for: what apps use of them has not changed since. */
const sameInEveryMajor: ReadonlySet<string> = new Set(['ejs', 'typescript', '@types/node']);

/**
 * What `npm install` would do, without a network: every dependency that a `package.json` of the app asks
 * for, in the major it asks for, from our own devDependencies, where `name-major` is an alias of `name`.
 */
export function linkPackages(folder: string): void {
  for (const path of globSync('**/package.json', {
    cwd: folder,
    exclude: ['**/node_modules/**'],
  })) {
    const home = dirname(join(folder, path));
    for (const [name, range] of dependenciesOf(join(folder, path))) {
      linkPackage(home, name, range);
    }
  }
}

function linkPackage(home: string, name: string, range: string): void {
  const link = join(home, 'node_modules', name);
  if (existsSync(link)) return;
  const major = /\d+/.exec(range)?.[0] ?? '';
  const found = [name, `${name}-${major}`].find(
    (each) =>
      majorOf(each) === major || (sameInEveryMajor.has(each) && majorOf(each) !== undefined),
  );
  if (found === undefined) throw new Error(`there is no ${name}@${range} among our packages`);
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(join(modules, found), link, 'dir');
}

function majorOf(name: string): string | undefined {
  const path = join(modules, name, 'package.json');
  if (!existsSync(path)) return undefined;
  const { version }: { readonly version: string } = JSON.parse(readFileSync(path, 'utf8'));
  return version.slice(0, version.indexOf('.'));
}

function dependenciesOf(path: string): [string, string][] {
  const manifest: {
    readonly dependencies?: Readonly<Record<string, string>>;
    readonly devDependencies?: Readonly<Record<string, string>>;
  } = JSON.parse(readFileSync(path, 'utf8'));
  return Object.entries({ ...manifest.devDependencies, ...manifest.dependencies });
}
