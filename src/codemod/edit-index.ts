import { RangeIndex } from '../scan/range-index.ts';
import type { Range } from '../scan/scanned-file.ts';
import type { TextEdit } from '../scan/text-edit.ts';
import { isSameEdit, overlap } from './apply-edits.ts';

/** Edits of one text, each of them once. */
export class EditIndex {
  readonly #edits = new RangeIndex<TextEdit>();

  constructor(edits: readonly TextEdit[] = []) {
    for (const edit of edits) this.add(edit);
  }

  /** Every edit, in the order they came. */
  get edits(): readonly TextEdit[] {
    return this.#edits.all;
  }

  add(edit: TextEdit): void {
    const isThere = this.#edits.findAround(edit, (other) => isSameEdit(other, edit));
    if (isThere === undefined) this.#edits.add(edit);
  }

  /** The first edit that claims the same text as this one. */
  overlapping(edit: TextEdit): TextEdit | undefined {
    return this.#edits.find(edit, (other) => overlap(edit, other));
  }

  /** The first edit that is meant and replaces the whole of a range. */
  around(range: Range, isMeant: (edit: TextEdit) => boolean): TextEdit | undefined {
    return this.#edits.findAround(range, isMeant);
  }
}
