import { unreadCode } from './built-code.ts';
import { holdsName } from './prefilter.ts';
import { decodeSource, type SourceReader } from './read-source.ts';
import type { Roots } from './root.ts';
import { walk, type Candidate } from './walk.ts';

/** The files of a tree that were not asked for. They are listed when somebody first wants to know. */
export class Elsewhere {
  readonly #roots: Roots;
  readonly #reader: SourceReader;
  readonly #isAskedFor: (path: string) => boolean;
  #files: readonly Candidate[] | undefined;

  constructor(roots: Roots, reader: SourceReader, isAskedFor: (path: string) => boolean) {
    this.#roots = roots;
    this.#reader = reader;
    this.#isAskedFor = isAskedFor;
    // Where the whole tree was asked for there is nothing else.
    if (roots.starts.some(({ path }) => path === '')) this.#files = [];
  }

  /** The paths of those whose text holds a name, what a tool wrote left out. */
  pathsMentioning(name: string): readonly string[] {
    this.#files ??= walk({ ...this.#roots, starts: [{ path: '', kind: 'folder' }] }).files.filter(
      ({ path }) => !this.#isAskedFor(path),
    );
    return this.#files.flatMap(({ path, type }) => {
      const bytes = this.#reader.bytes(`${this.#roots.root}/${path}`);
      if (typeof bytes === 'string' || !holdsName(bytes, name)) return [];
      const source = decodeSource(bytes);
      const isWritten = source.kind === 'text' && type.kind === 'script' && unreadCode(source.text);
      return isWritten === undefined || isWritten === false ? [path] : [];
    });
  }
}
