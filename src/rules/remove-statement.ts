import { ts } from 'ts-morph';
import type { CodePlace } from '../scan/code-place.ts';
import type { FileEdit } from './rule.ts';

/**
 * Takes a statement out with its line. Where it is all there is behind an `if` or an `else`, that goes
 * too; where the grammar needs a statement, an empty block stays.
 */
export function removeStatement(statement: ts.Node, place: CodePlace): FileEdit {
  const { text, path } = place.file;
  const { parent } = statement;
  if (ts.isIfStatement(parent) && parent.thenStatement === statement) {
    if (parent.elseStatement === undefined) return removeStatement(parent, place);
    return { path, start: statement.getStart(place.script.source), end: statement.end, text: '{}' };
  }
  if (ts.isIfStatement(parent) && parent.elseStatement === statement) {
    return { path, start: parent.thenStatement.end, end: statement.end, text: '' };
  }
  const start = statement.getStart(place.script.source);
  const { end } = statement;
  const before = /(?:^|[\r\n])([ \t]*)$/.exec(text.slice(Math.max(0, start - 400), start));
  const after = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(end, end + 400));
  if (before === null || after === null) return { path, start, end, text: '' };
  const lineStart = start - (before[1]?.length ?? 0);
  let lineEnd = end + after[0].length;
  // Two blank lines would meet where the statement stood between them, or one would be left on top.
  if (
    lineStart === 0 ||
    /(^|\n)[ \t]*\r?\n$/.test(text.slice(Math.max(0, lineStart - 400), lineStart))
  ) {
    const blank = /^[ \t]*\r?\n/.exec(text.slice(lineEnd, lineEnd + 400));
    lineEnd += blank === null ? 0 : blank[0].length;
  }
  return { path, start: lineStart, end: lineEnd, text: '' };
}
