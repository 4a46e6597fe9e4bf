import type { ScannedFile } from '../scan/scanned-file.ts';
import type { TextEdit } from '../scan/text-edit.ts';
import type { EditIndex } from './edit-index.ts';
import { indentationAt, lineEndAt, lineStart } from './line-ends.ts';
import { markerComment, markerStart } from './marker-comment.ts';
import type { MarkerPlace } from './marker-place.ts';

/** Comments that speak of the next line: nothing may come between. */
const DIRECTIVE =
  /^\s*(?:\/\/|\/\*|\{\/\*|<!--|#).*(?:@ts-expect-error|@ts-ignore|prettier-ignore|(?:eslint|oxlint)-disable-next-line|biome-ignore|(?:istanbul|c8|v8) ignore)/;

const COMMENT_LINE = /^\s*(?:\/\/|\/\*|\*|\{\/\*|<!--|#|-#|\/ )/;

/**
 * The edit that puts a marker on a line of its own above the statement, JSX element, tag or line that
 * holds `position`, given the other edits of the file. Undefined when a marker of this rule is there,
 * and where no comment is possible: in JSON, before the first line of PHP.
 */
export function placeMarker(
  file: ScannedFile,
  findPlace: (position: number) => MarkerPlace | undefined,
  marker: { readonly rule: string; readonly position: number; readonly text: string },
  others: EditIndex,
): TextEdit | undefined {
  const { text } = file;
  for (let { position } = marker; ;) {
    const place = findPlace(position);
    if (place === undefined) return undefined;
    const { line, syntax } = place;
    if (linesAbove(text, line, COMMENT_LINE).includes(markerStart(marker.rule))) return undefined;
    const inMarkup = file.kind === 'markup' || syntax === 'html';
    const comment = markerComment(syntax, marker.rule, marker.text, inMarkup);
    const eol = lineEndAt(text, line);
    const above = line - linesAbove(text, line, DIRECTIVE).length;
    const indentation = indentationAt(text, above);
    // Behind the indentation: what others insert before the statement comes above the marker.
    const at = above + indentation.length;
    const edit = { start: at, end: at, text: `${comment}${eol}${indentation}` };
    const around = others.overlapping(edit);
    if (around === undefined) return edit;
    if (around.start === position || isWithinSpace(text, around.start, at)) {
      const isLineStart = around.start === lineStart(text, around.start);
      const own = isLineStart ? `${indentation}${comment}${eol}` : `${eol}${indentation}${comment}`;
      return { start: around.start, end: around.start, text: own };
    }
    // The statement is replaced from further up: the marker goes above the whole of it.
    position = around.start;
  }
}

function isWithinSpace(text: string, start: number, end: number): boolean {
  return text.slice(start, end).trim() === '';
}

/** The lines right above a line start that all match, as one text; empty when the first does not. */
function linesAbove(text: string, line: number, pattern: RegExp): string {
  let start = line;
  while (start > 0) {
    const previous = lineStart(text, start - 1);
    if (!pattern.test(text.slice(previous, start))) break;
    start = previous;
  }
  return text.slice(start, line);
}
