import type { TextEdit } from '../scan/text-edit.ts';
import { lineEndAt } from './line-ends.ts';

/**
 * Splices edits into a text, all at once. Equal edits count once; the others must not overlap (see
 * {@link overlap}). Insertions at one place keep the order they are given in. Line breaks of inserted
 * text become those in use at the place, so that edits can be written with `\n`.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let position = 0;
  for (const edit of inOrder(edits)) {
    if (edit.start < position || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError(
        `The edit of ${String(edit.start)} to ${String(edit.end)} overlaps another or leaves the text.`,
      );
    }
    parts.push(text.slice(position, edit.start), inLineEndsOf(text, edit));
    position = edit.end;
  }
  parts.push(text.slice(position));
  return parts.join('');
}

/**
 * Whether two edits claim the same text. An insertion at the border of a replaced range does not, and
 * neither do two insertions at one place. Equal edits do not: both sites want the same thing.
 */
export function overlap(one: TextEdit, other: TextEdit): boolean {
  if (isSameEdit(one, other)) return false;
  return one.start < other.end && other.start < one.end;
}

/** Whether two edits do the same. */
export function isSameEdit(one: TextEdit, other: TextEdit): boolean {
  return one.start === other.start && one.end === other.end && one.text === other.text;
}

/** By position; insertions before what is replaced from there on, else as given. */
function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  const unique = new Map(
    edits.map((edit) => [`${String(edit.start)}:${String(edit.end)}:${edit.text}`, edit]),
  );
  return [...unique.values()].toSorted((a, b) => a.start - b.start || a.end - b.end);
}

function inLineEndsOf(text: string, { start, text: inserted }: TextEdit): string {
  return inserted.includes('\n') ? inserted.replaceAll(/\r?\n/g, lineEndAt(text, start)) : inserted;
}
