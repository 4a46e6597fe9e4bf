import type { NativeCode } from '../../scan/native/native-code.ts';
import type { Range } from '../../scan/scanned-file.ts';
import type { FileEdit } from '../rule.ts';

/** The comments in code that gives way to other code: they come to stand above it. */
export function commentsWithin({ start, end }: Range, code: NativeCode): readonly string[] {
  const { text } = code.file;
  return code.comments
    .filter((each) => start <= each.start && each.end <= end)
    .map((each) => text.slice(each.start, each.end).trim());
}

/** The edit that puts them above the line where that code begins. */
export function commentsAbove(range: Range, code: NativeCode): readonly FileEdit[] {
  const comments = commentsWithin(range, code);
  if (comments.length === 0) return [];
  const { path, text } = code.file;
  const at = text.lastIndexOf('\n', range.start - 1) + 1;
  const indentation = /^[ \t]*/.exec(text.slice(at))?.[0] ?? '';
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  return [
    { path, start: at, end: at, text: comments.map((each) => indentation + each + eol).join('') },
  ];
}
