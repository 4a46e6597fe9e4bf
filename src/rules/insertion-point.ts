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
  return holder?.getStart(place.script.source);
}

function statementsOf(scope: ts.Node): readonly ts.Statement[] | undefined {
  if (ts.isSourceFile(scope)) return scope.statements;
  if (!ts.isFunctionLike(scope) || !('body' in scope)) return undefined;
  const { body } = scope;
  return body !== undefined && ts.isBlock(body) ? body.statements : undefined;
}
