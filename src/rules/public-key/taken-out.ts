import { RangeIndex } from '../../scan/range-index.ts';
import type { Range } from '../../scan/scanned-file.ts';
import type { FileEdit, Site } from '../rule.ts';

/** What the sites of a run take out of the files. */
export class TakenOut {
  readonly #byPath = new Map<string, RangeIndex<FileEdit>>();

  constructor(made: readonly Site[]) {
    for (const edit of made.flatMap((site) => site.edits)) {
      const edits = this.#byPath.get(edit.path);
      if (edits === undefined) this.#byPath.set(edit.path, new RangeIndex([edit]));
      else edits.add(edit);
    }
  }

  /** The edits of each file that take something out. */
  *byFile(): Iterable<{ readonly path: string; readonly edits: readonly FileEdit[] }> {
    for (const [path, edits] of this.#byPath) {
      yield { path, edits: edits.all.filter(({ start, end }) => end > start) };
    }
  }

  /** Whether the word at `range` is gone; one that comes back in the new text is not. */
  holds(path: string, range: Range, word: string): boolean {
    const edits = this.#byPath.get(path);
    return edits?.findAround(range, ({ text }) => !text.includes(word)) !== undefined;
  }
}
