import { ts } from 'ts-morph';
import type { CodePlace } from '../scan/code-place.ts';
import type { ConfigEntry } from './link-config.ts';
import { removeStatement } from './remove-statement.ts';
import type { FileEdit } from './rule.ts';

/**
 * The edits that take entries out of their object literals, with their comments and separators, so that
 * the rest reads as if they had never been there. Statements (`options.key = key;`) go with their line.
 */
export function removeEntries(entries: readonly ConfigEntry[]): FileEdit[] {
  return removal(entries).edits;
}

/** What {@link removeEntries} takes out; an `if` that is left with nothing goes as a whole. */
export function removedNodes(entries: readonly ConfigEntry[]): readonly ts.Node[] {
  return removal(entries).gone;
}

function removal(entries: readonly ConfigEntry[]): {
  readonly edits: FileEdit[];
  readonly gone: readonly ts.Node[];
} {
  const byLiteral = new Map<ts.ObjectLiteralExpression, ConfigEntry[]>();
  const statements = entries.map((each) => each.node).filter(ts.isExpressionStatement);
  const edits: FileEdit[] = [];
  const gone: ts.Node[] = [];
  for (const entry of entries) {
    const { node, place } = entry;
    const whole = ts.isExpressionStatement(node) ? withEmptied(node, statements) : node;
    gone.push(whole);
    if (ts.isExpressionStatement(node)) {
      edits.push(removeStatement(whole, place));
    } else if (ts.isObjectLiteralExpression(node.parent)) {
      byLiteral.set(node.parent, [...(byLiteral.get(node.parent) ?? []), entry]);
    }
  }
  for (const [literal, removed] of byLiteral) {
    const [first] = removed;
    if (first !== undefined) {
      edits.push(...removeFrom(literal, new Set(removed.map((each) => each.node)), first.place));
    }
  }
  return { edits, gone };
}

/** The `if` around a statement, where nothing would be left in it. */
function withEmptied(statement: ts.Statement, gone: readonly ts.Statement[]): ts.Statement {
  const block = statement.parent;
  const outer = block.parent;
  const isEmptied =
    ts.isBlock(block) &&
    ts.isIfStatement(outer) &&
    outer.thenStatement === block &&
    outer.elseStatement === undefined &&
    !/[([]|[^=!<>]=[^=]|\+\+|--/.test(outer.expression.getText()) &&
    block.statements.every((each) => gone.includes(each));
  return isEmptied ? outer : statement;
}

function removeFrom(
  literal: ts.ObjectLiteralExpression,
  gone: ReadonlySet<ts.Node>,
  place: CodePlace,
): FileEdit[] {
  const emptied = literal.properties.every((each) => gone.has(each));
  const spread = emptied ? conditionalSpreadOf(literal) : undefined;
  if (spread !== undefined) return removeFrom(spread.parent, new Set([spread]), place);
  const { properties } = literal;
  if (emptied && !/\/[/*]/.test(place.script.source.text.slice(literal.pos, literal.end))) {
    const start = literal.getStart(place.script.source) + 1;
    return [{ path: place.file.path, start, end: literal.end - 1, text: '' }];
  }
  return removeFromList(properties, gone, place);
}

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
    edits.push(...removeRun(list, start, index + 1, place));
    start = undefined;
  }
  return edits;
}

/** The spread that an emptied literal stood in: `...(token && { token })` goes as a whole. */
function conditionalSpreadOf(
  literal: ts.ObjectLiteralExpression,
): (ts.SpreadAssignment & { parent: ts.ObjectLiteralExpression }) | undefined {
  const spread = ts.findAncestor(literal, ts.isSpreadAssignment);
  if (spread === undefined) return undefined;
  const inner = ts.findAncestor(
    literal.parent,
    (each) => each === spread || ts.isFunctionLike(each) || ts.isObjectLiteralExpression(each),
  );
  return inner === spread ? spread : undefined;
}

/** Removes the properties from `from` up to, not including, `to`. */
function removeRun(
  properties: ts.NodeArray<ts.Node>,
  from: number,
  to: number,
  place: CodePlace,
): FileEdit[] {
  const { text, path } = place.file;
  const first = properties[from];
  const last = properties[to - 1];
  if (first === undefined || last === undefined) return [];
  const before = properties[from - 1];
  const after = properties[to];
  const start = leadingStart(first, before?.end ?? properties.pos, place);
  const end = trailingEnd(last, place);
  const wholeLines = isLineStart(text, start) && isLineEnd(text, end);
  if (wholeLines) {
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const isFirst =
      before === undefined || /\n[ \t]*\r?\n$/.test(text.slice(0, lineStart).slice(-400));
    const lineEnd = nextLine(text, end) + (isFirst ? blankLines(text, nextLine(text, end)) : 0);
    const edits: FileEdit[] = [{ path, start: lineStart, end: lineEnd, text: '' }];
    // The new last property has no comma where the old one had none.
    if (after === undefined && before !== undefined && !properties.hasTrailingComma) {
      const comma = afterComma(text, before.end);
      edits.push({ path, start: Math.max(before.end, comma - 1), end: comma, text: '' });
    }
    return edits;
  }
  if (after !== undefined) {
    return [{ path, start, end: after.getStart(place.script.source), text: '' }];
  }
  if (before === undefined) return [{ path, start: properties.pos, end: properties.end, text: '' }];
  const comma = afterComma(text, before.end) - 1;
  // Commas first: the line goes, and what stands behind the property above it stays.
  if (isLineStart(text, comma) && isLineEnd(text, end)) {
    const lineStart = text.lastIndexOf('\n', comma) + 1;
    return [{ path, start: lineStart, end: nextLine(text, end), text: '' }];
  }
  const tail = properties.hasTrailingComma ? afterComma(text, last.end) - 1 : last.end;
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

/** `// key: 'x',` is an option somebody switched off, not an explanation. */
function isCode(comment: string): boolean {
  return /^(\/\/|\/\*)\s*['"]?[\w$.]+['"]?\s*[:=(]\s*\S.*[,;)'"]\s*(\*\/)?$/.test(comment);
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
  const comma = /^(?:\s|\/\*[\s\S]*?\*\/|\/\/.*)*,/.exec(text.slice(position));
  return comma === null ? position : position + comma[0].length;
}

export function isLineStart(text: string, position: number): boolean {
  return /(^|[\r\n])[ \t]*$/.test(text.slice(Math.max(0, position - 400), position));
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
