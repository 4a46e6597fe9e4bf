import path from 'node:path';
import type { FileTree } from './file-tree.ts';
import type { PackageManifest } from './project.ts';

/** The `package.json` files of a tree, each read once. */
export class Manifests {
  readonly #tree: FileTree;
  readonly #byFolder = new Map<string, PackageManifest | undefined>();

  constructor(tree: FileTree) {
    this.#tree = tree;
  }

  /** The nearest one above a file that can be read. */
  of(file: string): PackageManifest | undefined {
    return this.#above(path.posix.dirname(file));
  }

  #above(folder: string): PackageManifest | undefined {
    if (this.#byFolder.has(folder)) return this.#byFolder.get(folder);
    const own = this.#read(path.posix.join(folder, 'package.json'));
    const found = own ?? (folder === '.' ? undefined : this.#above(path.posix.dirname(folder)));
    this.#byFolder.set(folder, found);
    return found;
  }

  #read(file: string): PackageManifest | undefined {
    const located = this.#tree.locate(file);
    if (located === undefined) return undefined;
    const source = this.#tree.read(located);
    return source.kind === 'text' ? parseManifest(located, source.text) : undefined;
  }
}

/** What is asked of a `package.json`; undefined for text that is none. */
export function parseManifest(file: string, text: string): PackageManifest | undefined {
  const json = parseJson(text);
  if (!isRecord(json)) return undefined;
  const dependencies = new Map<string, string>();
  for (const field of ['peerDependencies', 'devDependencies', 'dependencies']) {
    const listed = json[field];
    if (!isRecord(listed)) continue;
    for (const [name, version] of Object.entries(listed)) {
      if (typeof version === 'string') dependencies.set(name, version);
    }
  }
  return { path: file, type: json['type'] === 'module' ? 'module' : 'commonjs', dependencies };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
