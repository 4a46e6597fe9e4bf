import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import { isAsync } from './is-async.ts';

/** A call that is given what is left to do as its last argument. */
export interface Around {
  readonly head: string;
  readonly tail: string;
  readonly isAsync: boolean;
}

/** `cors(req, res, () => {…})` is all that a handler of a function does, where other origins ask it. */
export function innerFunction(body: ts.Node, node: ts.Node): ts.ArrowFunction | undefined {
  if (!ts.isBlock(body) || body.statements.length !== 1) return undefined;
  const [only] = body.statements;
  const given =
    only !== undefined && (ts.isExpressionStatement(only) || ts.isReturnStatement(only))
      ? only.expression
      : undefined;
  if (given === undefined || !ts.isCallExpression(given)) return undefined;
  const last = given.arguments.at(-1);
  const isCors = /cors/i.test(given.expression.getText());
  if (!isCors || last === undefined || !ts.isArrowFunction(last)) return undefined;
  return isIn(node, last) && last.parameters.length === 0 ? last : undefined;
}

/** What stands around a function in its statement. */
export function aroundOf(inner: ts.ArrowFunction, place: CodePlace): Around {
  const { source } = place.script;
  const statement = ts.findAncestor(inner, ts.isStatement) ?? inner;
  return {
    head: source.text.slice(statement.getStart(source), inner.getStart(source)),
    tail: source.text.slice(inner.end, statement.end),
    isAsync: isAsync(inner),
  };
}

/** Whether a node stands in another. */
export function isIn(node: ts.Node, outer: ts.Node): boolean {
  return node.pos >= outer.pos && node.end <= outer.end;
}
