import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import type { Range } from '../../scan/scanned-file.ts';
import { areBalanced, controlTags } from '../drop-in/control-tags.ts';
import type { FileEdit } from '../rule.ts';

/** Takes items out of a list with commas between: properties, names of a pattern, members of a type. */
export function removeFromList(
  list: ts.NodeArray<ts.Node>,
  gone: ReadonlySet<ts.Node>,
  place: CodePlace,
): FileEdit[] {
  const edits: FileEdit[] = [];
  let start: number | undefined;
  for (const [index, item] of list.entries()) {
    const next = list[index + 1];
    if (!gone.has(item)) continue;
    start ??= index;
    if (next !== undefined && gone.has(next)) continue;
    edits.push(
      ...(removeTagged(list, start, index + 1, place) ?? removeRun(list, start, index + 1, place)),
    );
    start = undefined;
  }
  return edits;
}

/**
 * `{% if hook %} webhook: '…', {% endif %}`: the condition goes with all that it is about; one about other
 * options, too, stays. Undefined where there is none.
 */
function removeTagged(
  list: ts.NodeArray<ts.Node>,
  from: number,
  to: number,
  place: CodePlace,
): FileEdit[] | undefined {
  const { source } = place.script;
  const { text, path } = place.file;
  const items = list.slice(from, to);
  const [first] = items;
  const last = items.at(-1);
  if (first === undefined || last === undefined || place.file.placeholders.length === 0) {
    return undefined;
  }
  const bounds = {
    start: list[from - 1]?.end ?? list.pos,
    end: list[to]?.getStart(source) ?? first.parent.end,
  };
  const tags = controlTags(items, bounds, place);
  const [firstTag] = tags;
  const lastTag = tags.at(-1);
  if (firstTag === undefined || lastTag === undefined) return undefined;
  if (!areBalanced(tags, text)) {
    return items.flatMap((item): FileEdit[] => {
      const start = item.getStart(source);
      const end = afterComma(text, item.end);
      // A tag may stand before the comma.
      const comma = end === item.end ? afterComma(source.text, item.end) : end;
      if (comma === end) return [{ path, ...wholeLine(start, end, text), text: '' }];
      return [
        { path, start, end, text: '' },
        { path, start: comma - 1, end: comma, text: '' },
      ];
    });
  }
  const start = Math.min(firstTag.start, leadingStart(first, bounds.start, place));
  const end = afterComma(text, Math.max(lastTag.end, trailingEnd(last, place)));
  return [{ path, ...wholeLine(start, end, text), text: '' }];
}

/** A range with its lines, where nothing else stands on them. */
function wholeLine(start: number, end: number, text: string): Range {
  if (!isLineStart(text, start) || !isLineEnd(text, end)) return { start, end };
  return { start: text.lastIndexOf('\n', start - 1) + 1, end: nextLine(text, end) };
}

/** Removes the items from `from` up to, not including, `to`. */
function removeRun(
  list: ts.NodeArray<ts.Node>,
  from: number,
  to: number,
  place: CodePlace,
): FileEdit[] {
  const { text, path } = place.file;
  const first = list[from];
  const last = list[to - 1];
  if (first === undefined || last === undefined) return [];
  const before = list[from - 1];
  const after = list[to];
  const behind = before === undefined ? list.pos : afterComma(text, before.end);
  const start = leadingStart(first, behind, place);
  const end = trailingEnd(last, place);
  const wholeLines = isLineStart(text, start) && isLineEnd(text, end);
  if (wholeLines) {
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const isFirst =
      before === undefined || /\n[ \t]*\r?\n$/.test(text.slice(0, lineStart).slice(-400));
    const lineEnd = nextLine(text, end) + (isFirst ? blankLines(text, nextLine(text, end)) : 0);
    const edits: FileEdit[] = [{ path, start: lineStart, end: lineEnd, text: '' }];
    // The new last property has no comma where the old one had none.
    if (after === undefined && before !== undefined && !list.hasTrailingComma) {
      const comma = afterComma(text, before.end);
      edits.push({ path, start: Math.max(before.end, comma - 1), end: comma, text: '' });
    }
    return edits;
  }
  if (after !== undefined) {
    // The line break behind the last one is kept for what follows.
    return !isLineStart(text, start) && isLineEnd(text, end)
      ? [{ path, start: behind, end, text: '' }]
      : [{ path, start, end: after.getStart(place.script.source), text: '' }];
  }
  if (before === undefined) return [{ path, start: list.pos, end: list.end, text: '' }];
  const comma = afterComma(text, before.end) - 1;
  // Commas first: the line goes, and what stands behind the property above it stays.
  if (isLineStart(text, comma) && isLineEnd(text, end)) {
    const lineStart = text.lastIndexOf('\n', comma) + 1;
    return [{ path, start: lineStart, end: nextLine(text, end), text: '' }];
  }
  const tail = list.hasTrailingComma ? afterComma(text, last.end) - 1 : last.end;
  return [{ path, start: before.end, end: tail, text: '' }];
}

/** Own-line comments right above an option explain it and go with it; code put out of use stays. */
export function leadingStart(node: ts.Node, from: number, place: CodePlace): number {
  const { text } = place.file;
  const own = node.getStart(place.script.source);
  let start = own;
  for (const comment of [
    ...(ts.getLeadingCommentRanges(place.script.source.text, from) ?? []),
  ].toReversed()) {
    const gap = text.slice(comment.end, start);
    if (comment.pos < from || !/^[ \t]*\r?\n[ \t]*$/.test(gap)) break;
    if (!isLineStart(text, comment.pos) || isCode(text.slice(comment.pos, comment.end))) break;
    start = comment.pos;
  }
  return start;
}

/** The comments that explain an item of a list and stand with it: above it, and behind it on its line. */
export function ownComments(node: ts.Node, place: CodePlace): readonly string[] {
  const { source } = place.script;
  const { text } = place.file;
  const above = text.slice(leadingStart(node, node.pos, place), node.getStart(source));
  const behind = text.slice(afterComma(text, node.end), trailingEnd(node, place));
  return [...above.split(/\r?\n/), behind].map((each) => each.trim()).filter((each) => each !== '');
}

/** `// key: 'x',` is an option somebody switched off, not an explanation. */
export function isCode(comment: string): boolean {
  return /^(\/\/|\/\*)\s*(?:(?:const|let|var)\s+)?['"]?[\w$.]+['"]?\s*[:=(]\s*\S.*[,;)'"]\s*(\*\/)?$/.test(
    comment,
  );
}

/** The end of the property with its comma and a comment behind it on the same line. */
function trailingEnd(node: ts.Node, place: CodePlace): number {
  const { text } = place.file;
  const end = afterComma(text, node.end);
  const comments = ts.getTrailingCommentRanges(place.script.source.text, end) ?? [];
  const last = comments.at(-1);
  if (last !== undefined && isLineEnd(text, last.end)) return last.end;
  return end;
}

function afterComma(text: string, position: number): number {
  // Each comment matches in one way only: a comma in one, or between two, is another's.
  const comma = /^(?:\s|\/\*(?:[^*]|\*(?!\/))*\*\/|\/\/[^\r\n]*[\r\n])*,/.exec(
    text.slice(position),
  );
  return comma === null ? position : position + comma[0].length;
}

export function isLineStart(text: string, position: number): boolean {
  const from = Math.max(0, position - 400);
  let at = position;
  while (at > from && (text[at - 1] === ' ' || text[at - 1] === '\t')) at -= 1;
  return at === from || text[at - 1] === '\n' || text[at - 1] === '\r';
}

export function isLineEnd(text: string, position: number): boolean {
  return /^[ \t]*(\r?\n|$)/.test(text.slice(position, position + 400));
}

/** The length of the blank lines at a line start, which set nothing apart any more. */
function blankLines(text: string, position: number): number {
  return /^(?:[ \t]*\r?\n)*/.exec(text.slice(position, position + 400))?.[0].length ?? 0;
}

export function nextLine(text: string, position: number): number {
  const end = text.indexOf('\n', position);
  return end === -1 ? text.length : end + 1;
}
