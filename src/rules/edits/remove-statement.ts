import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import type { Range } from '../../scan/scanned-file.ts';
import type { FileEdit } from '../rule.ts';
import { isCode } from './remove-from-list.ts';

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
  const end = statement.end;
  const before = /(?:^|[\r\n])([ \t]*)$/.exec(text.slice(Math.max(0, start - 400), start));
  const behind = before === null ? end : commentEnd(end, place);
  const after = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(behind, behind + 400));
  if (before === null) return { path, start, end, text: '' };
  if (after === null) {
    const space = /^[ \t]+(?=\/[/*])/.exec(text.slice(end, end + 400))?.[0] ?? '';
    return { path, start, end: end + space.length, text: '' };
  }
  const lineStart = start - (before[1]?.length ?? 0);
  return { path, text: '', ...withBlankLine(lineStart, behind + after[0].length, text) };
}

/** The end of what explains a statement on its own line; code that was put out of use stays. */
function commentEnd(end: number, { script }: CodePlace): number {
  const { text } = script.source;
  const comment = ts.getTrailingCommentRanges(text, end)?.at(-1);
  const said = comment === undefined ? '' : text.slice(comment.pos, comment.end);
  return comment === undefined || said.includes('\n') || isCode(said) ? end : comment.end;
}

/** The lines of a removal, and the blank line behind them where it would set nothing apart any more. */
export function withBlankLine(start: number, end: number, text: string): Range {
  const above = text.slice(Math.max(0, start - 400), start);
  // Below another blank line, or on top of a file, block or script.
  const isIdle = start === 0 || /(?:(?:^|\n)[ \t]*|[{>][ \t]*)\r?\n$/.test(above);
  const blank = isIdle ? /^[ \t]*\r?\n/.exec(text.slice(end, end + 400)) : null;
  return { start, end: end + (blank?.[0].length ?? 0) };
}
