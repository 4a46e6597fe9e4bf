import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { rolldown } from 'rolldown';
import { vueFiles } from './vue-files.ts';

const root = join(import.meta.dirname, '../..');
const modules = join(root, 'node_modules');

/**
 * Bundles a page's entry file in memory, as the app's own bundler would: with the packages that its
 * `package.json` names in the generation it asks for, and with its `.env` in `process.env`.
 */
export async function bundleApp(folder: string, entry: string): Promise<string> {
  const envFile = join(folder, '.env');
  const env = existsSync(envFile) ? parseEnv(readFileSync(envFile, 'utf8')) : {};
  const bundle = await rolldown({
    input: join(folder, entry),
    platform: 'browser',
    tsconfig: false,
    resolve: { alias: installedCopies(folder), modules: ['node_modules', modules] },
    moduleTypes: { '.js': 'jsx' },
    transform: {
      decorator: { legacy: true, emitDecoratorMetadata: true },
      assumptions: { setPublicClassFields: true },
      define: { 'process.env.NODE_ENV': '"development"', 'process.env': JSON.stringify(env) },
    },
    plugins: [vueFiles()],
    onLog: (_, log) => {
      if (log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message);
    },
  });
  const { output } = await bundle.generate({ format: 'iife', name: 'app' });
  await bundle.close();
  return output[0].code;
}

/** Where the app's dependencies are, for those installed here under another name (`react-16`). */
function installedCopies(folder: string): Record<string, string> {
  const installed = dependenciesOf(root).map(([name, range]) => {
    const aliased = /^npm:(.+)@([^@]+)$/.exec(range);
    return { copy: name, name: aliased?.[1] ?? name, major: majorOf(aliased?.[2] ?? range) };
  });
  const copies: Record<string, string> = {};
  for (const [name, range] of dependenciesOf(folder)) {
    const ours = installed.filter((dependency) => dependency.name === name);
    const match = ours.find((dependency) => dependency.major === majorOf(range));
    if (match === undefined && ours.length > 0) {
      throw new Error(`${name} ${range} is not among our devDependencies`);
    }
    if (match !== undefined && match.copy !== name) copies[name] = join(modules, match.copy);
  }
  return copies;
}

function majorOf(range: string): string {
  return /\d+/.exec(range)?.[0] ?? range;
}

/** Of an app what it runs on, of ours what is there for tests. */
function dependenciesOf(folder: string): [string, string][] {
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const field = folder === root ? manifest.devDependencies : manifest.dependencies;
  return Object.entries(field ?? {});
}

interface Manifest {
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
}
