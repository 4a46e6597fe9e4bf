import type { TextEdit } from '../scan/text-edit.ts';
import type { EditIndex } from './edit-index.ts';
import { indentationAt, lineEndAt, lineStart } from './line-ends.ts';

/**
 * Sets code that goes before a statement apart from what stands above it. `others` are edits of the same
 * text: lines that they take out do not count.
 */
export function blankLineBefore(edit: TextEdit, text: string, others: EditIndex): TextEdit {
  const line = lineStart(text, edit.start);
  const indentation = indentationAt(text, line);
  const isBeforeStatement =
    edit.start === edit.end &&
    edit.start === line + indentation.length &&
    // Functions come with a comment of theirs; imports go next to others.
    edit.text.startsWith('//') &&
    edit.text.endsWith(indentation);
  if (!isBeforeStatement || !isTouched(text, line, others)) return edit;
  const code = edit.text.slice(0, edit.text.length - indentation.length);
  return { start: line, end: line, text: lineEndAt(text, line) + indentation + code };
}

/** Whether something stands right above a line that does not open what the line is in. */
function isTouched(text: string, line: number, others: EditIndex): boolean {
  let end = line;
  while (end > 0) {
    const above = lineStart(text, end - 1);
    const removal = others.around({ start: above, end }, (edit) => edit.text === '');
    if (removal === undefined) return !/^\s*$|[{(>]\s*$|[%}]\}\s*$/.test(text.slice(above, end));
    end = lineStart(text, removal.start);
  }
  return false;
}
