import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { relativePath } from './root.ts';
import { decodeSource, readBytes, type SourceResult } from './read-source.ts';

/** Where the files of a project come from. */
export interface FileTree {
  /**
   * The one path a file of the tree has, links followed; undefined where there is none. Paths are
   * relative to the root, with `/`.
   */
  locate(file: string): string | undefined;
  /** The text of a file that {@link locate} named. */
  read(file: string): SourceResult;
}

/** The files below a folder of the disk. Links that lead out of it lead nowhere. */
export class DiskTree implements FileTree {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  locate(file: string): string | undefined {
    const absolute = path.join(this.#root, file);
    try {
      if (statSync(absolute, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
      const real = relativePath(this.#root, realpathSync(absolute));
      return real.startsWith('..') || path.isAbsolute(real) ? undefined : real;
    } catch {
      // A loop of links, a folder that cannot be entered.
      return undefined;
    }
  }

  read(file: string): SourceResult {
    const bytes = readBytes(path.join(this.#root, file));
    return typeof bytes === 'string' ? { kind: 'unread', reason: bytes } : decodeSource(bytes);
  }
}

/** Files in memory: what tests, fuzzing and `--stdin` look at. */
export class MemoryTree implements FileTree {
  readonly #files: ReadonlyMap<string, string>;

  constructor(files: ReadonlyMap<string, string>) {
    this.#files = files;
  }

  locate(file: string): string | undefined {
    return this.#files.has(file) ? file : undefined;
  }

  read(file: string): SourceResult {
    const text = this.#files.get(file);
    if (text === undefined) return { kind: 'unread', reason: 'unreadable' };
    const bom = text.startsWith('\uFEFF');
    return { kind: 'text', text: bom ? text.slice(1) : text, bom };
  }
}
