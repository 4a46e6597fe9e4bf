import path from 'node:path';
import type { FileTree } from './file-tree.ts';
import { aliasTargets, readAliases, type PathAliases } from './path-aliases.ts';

const extensions = '.ts .tsx .js .jsx .mjs .cjs .mts .cts .vue .svelte .json .d.ts'.split(' ');

/** TypeScript sources are imported by the name of what they compile to. */
const sourceOf: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.jsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

/** Says which file of the tree an import means, as bundlers and TypeScript do. */
export class ImportResolver {
  readonly #tree: FileTree;
  readonly #found = new Map<string, string | undefined>();
  readonly #aliases = new Map<string, PathAliases | undefined>();

  constructor(tree: FileTree) {
    this.#tree = tree;
  }

  /** The path of the file; undefined for packages, what is not there and what lies in node_modules. */
  resolve(from: string, specifier: string): string | undefined {
    const folder = path.posix.dirname(from);
    const key = `${folder}\0${specifier}`;
    if (!this.#found.has(key)) this.#found.set(key, this.#search(folder, specifier));
    return this.#found.get(key);
  }

  #search(folder: string, specifier: string): string | undefined {
    const name = specifier.replace(/\?.*$/, '');
    for (const target of this.#targets(folder, name)) {
      const found = this.#probe(target);
      if (found !== undefined && !/(?:^|\/)node_modules\//.test(found)) return found;
    }
    return undefined;
  }

  #targets(folder: string, name: string): readonly string[] {
    if (/^\.\.?(?:\/|$)/.test(name)) return [path.posix.join(folder, name)];
    const aliases = aliasTargets(this.#aliasesOf(folder), name);
    const home = this.#packageFolder(folder);
    // Meteor, Vite and Parcel take a leading slash for the project's root.
    if (name.startsWith('/')) return [path.posix.join(home, name), name.slice(1)];
    const conventional = /^[@~]\/(.+)$/.exec(name)?.[1];
    if (conventional === undefined) return aliases;
    // What Vue CLI and Nuxt set up without a word in any config.
    return [
      ...aliases,
      path.posix.join(home, 'src', conventional),
      path.posix.join(home, conventional),
    ];
  }

  /** The file itself, the file with an extension, or the index of a folder. */
  #probe(target: string): string | undefined {
    if (target.startsWith('..')) return undefined;
    const direct = this.#tree.locate(target);
    if (direct !== undefined) return direct;
    const extension = path.posix.extname(target);
    const stem = target.slice(0, target.length - extension.length);
    const candidates = [
      ...(sourceOf[extension] ?? []).map((source) => stem + source),
      ...extensions.map((each) => target + each),
      ...extensions.map((each) => path.posix.join(target, `index${each}`)),
    ];
    for (const candidate of candidates) {
      const found = this.#tree.locate(candidate);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #packageFolder(folder: string): string {
    if (
      folder === '.' ||
      this.#tree.locate(path.posix.join(folder, 'package.json')) !== undefined
    ) {
      return folder;
    }
    return this.#packageFolder(path.posix.dirname(folder));
  }

  /** Those of the nearest tsconfig.json or jsconfig.json. */
  #aliasesOf(folder: string): PathAliases {
    if (this.#aliases.has(folder)) return this.#aliases.get(folder) ?? noAliases;
    const config = ['tsconfig.json', 'jsconfig.json']
      .map((name) => path.posix.join(folder, name))
      .find((name) => this.#tree.locate(name) !== undefined);
    const above = folder === '.' ? noAliases : undefined;
    const aliases =
      config === undefined
        ? (above ?? this.#aliasesOf(path.posix.dirname(folder)))
        : readAliases(this.#tree, config);
    this.#aliases.set(folder, aliases);
    return aliases;
  }
}

const noAliases: PathAliases = { baseUrl: undefined, patterns: [] };
