import type { ts } from 'ts-morph';
import type { Range } from '../../scan/scanned-file.ts';
import type { TextEdit } from '../../scan/text-edit.ts';

/** Whether a range lies in another. */
export function isIn({ start, end }: Range, outer: Range): boolean {
  return outer.start <= start && end <= outer.end;
}

/** The text of a part of a file once the edits in it are made. */
export function textWith(part: ts.Node, edits: readonly TextEdit[], source: ts.SourceFile): string {
  const range = { start: part.getStart(source), end: part.end };
  const own = edits.filter((edit) => isIn(edit, range));
  let text = '';
  let position = range.start;
  for (const edit of own.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < position) continue;
    text += source.text.slice(position, edit.start) + edit.text;
    position = edit.end;
  }
  return text + source.text.slice(position, range.end);
}
