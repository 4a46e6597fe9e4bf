import { ts } from 'ts-morph';
import { bare } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import type { TextEdit } from '../../scan/text-edit.ts';
import { sdkExport } from './sdk-export.ts';

/**
 * `error instanceof plaid.PlaidError`, `plaid.isPlaidError(error)`: the current SDK has neither, and what
 * Plaid answered has a code. `text`: the same, asked of that.
 */
export function checkEdits(
  use: ts.Identifier,
  text: string,
  place: CodePlace,
): TextEdit[] | undefined {
  const { parent } = use;
  const isInstance =
    ts.isBinaryExpression(parent) &&
    parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword &&
    parent.left === use &&
    sdkExport(parent.right, place) === 'PlaidError';
  const isAsked =
    ts.isCallExpression(parent) && sdkExport(parent.expression, place) === 'isPlaidError';
  if (!isInstance && !isAsked) return undefined;
  const isAlone = ts.isIfStatement(parent.parent) || ts.isParenthesizedExpression(parent.parent);
  const { source } = place.script;
  return [{ start: parent.getStart(source), end: parent.end, text: isAlone ? text : `(${text})` }];
}

/** The checks in a callback, which is handed the body of Plaid's answer where there was one, or null. */
export function callbackChecks(
  callback: ts.Expression | undefined,
  place: CodePlace,
): readonly TextEdit[] {
  const found = callback === undefined ? undefined : definitionOf(bare(callback), place);
  if (found === undefined || found.place.script !== place.script) return [];
  const [error] = ts.isFunctionLike(found.node) ? found.node.parameters : [];
  if (error === undefined || !ts.isIdentifier(error.name)) return [];
  const { name } = error;
  return symbolsOf(place.script)
    .usesOf(name)
    .flatMap((use) => {
      const { text } = name;
      return checkEdits(use, `${text} && ${text}.error_code !== undefined`, place) ?? [];
    });
}
