import { ts } from 'ts-morph';

/** The word, string or text at a position; undefined in comments and white space. */
export function nodeAt(source: ts.SourceFile, position: number): ts.Node | undefined {
  let node: ts.Node = source;
  for (let next: ts.Node | undefined = node; next !== undefined;) {
    node = next;
    next = ts.forEachChild(node, (child) =>
      child.getStart(source) <= position && position < child.end ? child : undefined,
    );
  }
  const isWord =
    ts.isIdentifier(node) ||
    ts.isPrivateIdentifier(node) ||
    ts.isStringLiteralLike(node) ||
    ts.isTemplateLiteralToken(node) ||
    ts.isJsxText(node) ||
    ts.isRegularExpressionLiteral(node);
  return isWord ? node : undefined;
}
