import { ts } from 'ts-morph';
import type { Range } from '../../scan/scanned-file.ts';
import { rangeOf } from './code-test.ts';

/** The `if` whose condition a node belongs to. */
export function ifAround(node: ts.Node): ts.IfStatement | undefined {
  const found = ts.findAncestor(node, (each) => ts.isStatement(each));
  return found !== undefined && ts.isIfStatement(found) && inside(found.expression, node)
    ? found
    : undefined;
}

function inside(outer: ts.Node, node: ts.Node): boolean {
  return outer.pos <= node.pos && node.end <= outer.end;
}

/** By statement: a chain of thousands is gone through once. */
const known = new WeakMap<ts.IfStatement, boolean>();

/** Whether a chain of `else if` ends with an `else`. */
export function hasLastElse(statement: ts.IfStatement): boolean {
  const chain: ts.IfStatement[] = [];
  let last: ts.Statement | undefined = statement;
  while (last !== undefined && ts.isIfStatement(last) && !known.has(last)) {
    chain.push(last);
    last = last.elseStatement;
  }
  const found = last !== undefined && (!ts.isIfStatement(last) || known.get(last) === true);
  for (const each of chain) known.set(each, found);
  return chain.length === 0 ? known.get(statement) === true : found;
}

/** Where only what a comparison takes arrives. */
export function scopesOf(node: ts.Node, equal: boolean): readonly Range[] {
  const joins = equal
    ? ts.SyntaxKind.AmpersandAmpersandToken
    : // `if (type !== 'ITEM' || code !== 'ERROR') return;`
      ts.SyntaxKind.BarBarToken;
  let whole = node;
  while (isJoinedBy(joins, whole.parent) || ts.isParenthesizedExpression(whole.parent)) {
    whole = whole.parent;
  }
  const { parent } = whole;
  const start = whole.getStart();
  if (ts.isIfStatement(parent) && parent.expression === whole) {
    if (equal) return [{ start, end: parent.thenStatement.end }];
    const rest = { start: parent.end, end: parent.parent.end };
    return leaves(parent.thenStatement) ? [rangeOf(whole), rest] : [];
  }
  if (!equal) return [];
  if (ts.isConditionalExpression(parent) && parent.condition === whole) {
    return [{ start, end: parent.whenTrue.end }];
  }
  return whole === node ? [] : [rangeOf(whole)];
}

function isJoinedBy(sign: ts.SyntaxKind, node: ts.Node): boolean {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === sign;
}

/** `return;` and its like: what follows is not reached. */
function leaves(statement: ts.Statement): boolean {
  const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement;
  return last !== undefined && (ts.isReturnStatement(last) || ts.isThrowStatement(last));
}

/** What is done, or given, where a comparison holds. */
export function resultOf(
  node: ts.Node,
  statement: ts.IfStatement | undefined,
): ts.Node | undefined {
  if (statement !== undefined) return statement.thenStatement;
  const { parent } = node;
  return ts.isConditionalExpression(parent) && parent.condition === node
    ? parent.whenTrue
    : undefined;
}
