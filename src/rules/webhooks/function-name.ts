import { ts } from 'ts-morph';

/** The name a function is called by. */
export function functionName(node: ts.Node): ts.Identifier | undefined {
  if (
    (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node)) &&
    node.name !== undefined
  ) {
    return node.name;
  }
  if (ts.isMethodDeclaration(node) && ts.isIdentifier(node.name)) return node.name;
  let { parent } = node;
  // `const handle = wrap(async (req, res) => {…})`
  while (ts.isCallExpression(parent)) ({ parent } = parent);
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return parent.name;
  if (ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) {
    return ts.isIdentifier(parent.name) ? parent.name : undefined;
  }
  if (!ts.isBinaryExpression(parent) || !ts.isPropertyAccessExpression(parent.left)) {
    return undefined;
  }
  const { name } = parent.left;
  return ts.isIdentifier(name) && name.text !== 'exports' ? name : undefined;
}
