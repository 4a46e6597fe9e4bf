import { ts } from 'ts-morph';
import { enclosingFunction } from './enclosing-function.ts';

/**
 * Whether what a called function gives is told apart where it is called: `switch (webhookName(req.body))`,
 * there or under a name of its own. Such a function names webhooks for its caller, and handles none.
 * `used` is its name, or the call.
 */
export function isToldApartBy(used: ts.Node): boolean {
  const call =
    ts.isCallExpression(used.parent) && used.parent.expression === used ? used.parent : used;
  if (isSubject(call)) return true;
  const { parent } = call;
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return false;
  const { text } = parent.name;
  const unit = enclosingFunction(call);
  const isNamed = (node: ts.Node) => ts.isIdentifier(node) && node.text === text;
  return unit !== undefined && holds(unit, (node) => isNamed(node) && isSubject(node));
}

/** `switch (x)`, `x === …`, `… === x` */
function isSubject(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isSwitchStatement(parent)) return parent.expression === node;
  if (!ts.isBinaryExpression(parent)) return false;
  const { kind } = parent.operatorToken;
  return kind === ts.SyntaxKind.EqualsEqualsEqualsToken || kind === ts.SyntaxKind.EqualsEqualsToken;
}

function holds(node: ts.Node, isIt: (node: ts.Node) => boolean): boolean {
  return isIt(node) || ts.forEachChild(node, (child) => holds(child, isIt)) === true;
}
