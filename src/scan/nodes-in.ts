import { ts } from 'ts-morph';

const known = new WeakMap<ts.SourceFile, ReadonlyMap<ts.SyntaxKind, readonly ts.Node[]>>();

/**
 * The nodes of one kind in a script, in the order of the text, those around before those within. The
 * whole tree is gone through once, however many ask.
 */
export function nodesIn<Kind extends ts.Node>(
  source: ts.SourceFile,
  kind: ts.SyntaxKind,
  isKind: (node: ts.Node) => node is Kind,
): readonly Kind[] {
  const byKind = known.get(source) ?? nodesByKind(source);
  known.set(source, byKind);
  return (byKind.get(kind) ?? []).filter(isKind);
}

function nodesByKind(source: ts.SourceFile): ReadonlyMap<ts.SyntaxKind, readonly ts.Node[]> {
  const byKind = new Map<ts.SyntaxKind, ts.Node[]>();
  const visit = (node: ts.Node): void => {
    const same = byKind.get(node.kind);
    if (same === undefined) byKind.set(node.kind, [node]);
    else same.push(node);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return byKind;
}
