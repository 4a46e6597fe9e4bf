import { ts } from 'ts-morph';
import type { CodePlace } from '../scan/code-place.ts';

/**
 * Where code goes that `site` calls and that needs the names of `scope`: before the statement of the
 * scope's body that holds the site. Undefined where the scope does not hold the site.
 */
export function insertionPoint(
  site: ts.Node,
  scope: ts.Node,
  place: CodePlace,
): number | undefined {
  const statements = statementsOf(scope);
  const holder = statements?.find((each) => each.pos <= site.pos && each.end >= site.end);
  return holder === undefined ? undefined : startWithComments(holder, place);
}

function statementsOf(scope: ts.Node): readonly ts.Statement[] | undefined {
  if (ts.isSourceFile(scope)) return scope.statements;
  if (!ts.isFunctionLike(scope) || !('body' in scope)) return undefined;
  const { body } = scope;
  return body !== undefined && ts.isBlock(body) ? body.statements : undefined;
}

/** A statement starts with the comments right above it, which explain it. */
function startWithComments(statement: ts.Statement, place: CodePlace): number {
  const { text } = place.script.source;
  let start = statement.getStart(place.script.source);
  const comments = ts.getLeadingCommentRanges(text, statement.pos) ?? [];
  for (const comment of comments.toReversed()) {
    const isAbove = /^[ \t]*\r?\n[ \t]*$/.test(text.slice(comment.end, start));
    if (!isAbove || !/(^|\n)[ \t]*$/.test(text.slice(0, comment.pos))) break;
    start = comment.pos;
  }
  return start;
}
