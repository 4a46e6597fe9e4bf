import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import { symbolsOf } from '../../scan/symbols.ts';

const ANSWERING = /^(json|jsonp|send|end|response|render)$/;

/** `res.status(200).json(…)`: a method of a parameter, or of the web's own Response. */
export function isAnswering(call: ts.CallExpression, name: string, place: CodePlace): boolean {
  if (!ANSWERING.test(name)) return false;
  let root: ts.Node = call.expression;
  while (ts.isPropertyAccessExpression(root) || ts.isCallExpression(root)) root = root.expression;
  if (!ts.isIdentifier(root)) return false;
  if (/^(NextResponse|Response)$/.test(root.text)) return true;
  const declaration = symbolsOf(place.script).symbolOf(root)?.declarations?.[0];
  return declaration !== undefined && ts.findAncestor(declaration, ts.isParameter) !== undefined;
}

/** What hands on the value of the node as it is. */
export function isTransparent(parent: ts.Node, node: ts.Node): boolean {
  if (ts.isConditionalExpression(parent)) return parent.condition !== node;
  if (ts.isBinaryExpression(parent)) {
    const kind = parent.operatorToken.kind;
    if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return parent.right === node;
    return kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken;
  }
  return (
    ts.isParenthesizedExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isSatisfiesExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    ts.isAwaitExpression(parent) ||
    ts.isYieldExpression(parent)
  );
}

/** What only looks whether there is a value. */
export function isTest(parent: ts.Node, node: ts.Node): boolean {
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  if (ts.isBinaryExpression(parent)) {
    const kind = parent.operatorToken.kind;
    if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return parent.left === node;
    return kind !== ts.SyntaxKind.EqualsToken && kind !== ts.SyntaxKind.PlusToken;
  }
  return (
    ts.isIfStatement(parent) || ts.isPrefixUnaryExpression(parent) || ts.isTypeOfExpression(parent)
  );
}

/** What nobody reads. */
export function isDropped(parent: ts.Node): boolean {
  return ts.isExpressionStatement(parent) || ts.isVoidExpression(parent);
}

/** `name` of `name = value` and `var name` */
export function isTarget(use: ts.Node): boolean {
  const { parent } = use;
  if (ts.isVariableDeclaration(parent) || ts.isBindingElement(parent)) return parent.name === use;
  return (
    ts.isBinaryExpression(parent) &&
    parent.left === use &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  );
}
