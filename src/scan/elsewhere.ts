import { unreadText } from './built-code.ts';
import { holdsName, namesPlaid } from './prefilter.ts';
import { decodeSource, readBytes } from './read-source.ts';
import type { Roots } from './root.ts';
import { walk, type Candidate } from './walk.ts';

/** The files of a tree that were not asked for. They are listed when somebody first wants to know. */
export class Elsewhere {
  readonly #roots: Roots;
  readonly #isAskedFor: (path: string) => boolean;
  #files: readonly Candidate[] | undefined;
  #naming: readonly Candidate[] | undefined;

  constructor(roots: Roots, isAskedFor: (path: string) => boolean) {
    this.#roots = roots;
    this.#isAskedFor = isAskedFor;
    // Where the whole tree was asked for there is nothing else.
    if (roots.starts.some(({ path }) => path === '')) this.#files = [];
  }

  /** The paths of those that name Plaid, what a tool wrote left out. */
  pathsNamingPlaid(): readonly string[] {
    return this.#namingPlaid().map(({ path }) => path);
  }

  /** The paths of those whose text holds a name, what a tool wrote left out. */
  pathsMentioning(name: string): readonly string[] {
    // Whoever holds a name that holds Plaid's is known after the first time.
    const files = /plaid/i.test(name) ? this.#namingPlaid() : this.#all();
    return this.#among(files, (bytes) => holdsName(bytes, name)).map(({ path }) => path);
  }

  #all(): readonly Candidate[] {
    this.#files ??= walk({ ...this.#roots, starts: [{ path: '', kind: 'folder' }] }).files.filter(
      ({ path }) => !this.#isAskedFor(path),
    );
    return this.#files;
  }

  #namingPlaid(): readonly Candidate[] {
    this.#naming ??= this.#among(this.#all(), namesPlaid);
    return this.#naming;
  }

  #among(files: readonly Candidate[], isWanted: (bytes: Buffer) => boolean): Candidate[] {
    return files.filter(({ path, type }) => {
      const bytes = readBytes(`${this.#roots.root}/${path}`);
      if (typeof bytes === 'string' || !isWanted(bytes)) return false;
      const source = decodeSource(bytes);
      return source.kind !== 'text' || unreadText(source.text, type) === undefined;
    });
  }
}
