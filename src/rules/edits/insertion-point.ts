import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import { isLineStart } from './remove-from-list.ts';

/**
 * Where code goes that `site` calls and that needs the names of `scope`: before the statement of the
 * scope's body that holds the site. Undefined where the scope does not hold the site.
 */
export function insertionPoint(
  site: ts.Node,
  scope: ts.Node,
  place: CodePlace,
): number | undefined {
  const statements = statementsOf(scope) ?? [];
  let index = holderOf(site, statements);
  // `;(function () { … })()`: what shares the line with the statement before stays with it.
  while (index > 0 && sharesLine(statements[index], place)) index -= 1;
  const holder = statements[index];
  return holder === undefined ? undefined : startWithComments(holder, place);
}

/** Statements follow each other: thousands of sites look in thousands of them. */
function holderOf(site: ts.Node, statements: readonly ts.Statement[]): number {
  let [low, high] = [0, statements.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((statements[middle]?.end ?? 0) < site.end) low = middle + 1;
    else high = middle;
  }
  const found = statements[low];
  return found !== undefined && found.pos <= site.pos ? low : -1;
}

function statementsOf(scope: ts.Node): readonly ts.Statement[] | undefined {
  if (ts.isSourceFile(scope) || ts.isBlock(scope)) return scope.statements;
  if (!ts.isFunctionLike(scope) || !('body' in scope)) return undefined;
  const { body } = scope;
  return body !== undefined && ts.isBlock(body) ? body.statements : undefined;
}

function sharesLine(statement: ts.Statement | undefined, place: CodePlace): boolean {
  if (statement === undefined) return false;
  return !isLineStart(place.file.text, statement.getStart(place.script.source));
}

/** A statement starts with the comments right above it, which explain it. */
function startWithComments(statement: ts.Statement, place: CodePlace): number {
  const { text } = place.script.source;
  let start = statement.getStart(place.script.source);
  const comments = ts.getLeadingCommentRanges(text, statement.pos) ?? [];
  for (const comment of comments.toReversed()) {
    const isAbove = /^[ \t]*\r?\n[ \t]*$/.test(text.slice(comment.end, start));
    const isOfFile = OF_THE_FILE.test(text.slice(comment.pos, comment.end));
    if (!isAbove || isOfFile || !isLineStart(place.file.text, comment.pos)) break;
    start = comment.pos;
  }
  return start;
}

/** Comments that speak of the whole file, and count only at its top. */
const OF_THE_FILE =
  /@flow|@ts-(no)?check|@license|@preserve|@jsx|copyright|^\/\*\s*(global|globals|eslint|jshint|jslint)\b|^\/\/\/\s*<reference/i;
