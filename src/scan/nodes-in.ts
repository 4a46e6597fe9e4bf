import { ts } from 'ts-morph';

/** The nodes of each kind, in the order of the text. */
type NodesByKind = readonly (readonly ts.Node[])[];

const known = new WeakMap<ts.SourceFile, NodesByKind>();

/**
 * The nodes of one kind in a script, or of some kinds, in the order of the text, those around before
 * those within. The whole tree is gone through once, however many ask.
 */
export function nodesIn<Kind extends ts.Node>(
  source: ts.SourceFile,
  kinds: ts.SyntaxKind | readonly ts.SyntaxKind[],
  isKind: (node: ts.Node) => node is Kind,
): readonly Kind[] {
  const byKind = nodesByKind(source);
  if (typeof kinds === 'number') return (byKind[kinds] ?? []).filter(isKind);
  return kinds
    .flatMap((kind) => byKind[kind] ?? [])
    .filter(isKind)
    .toSorted(inOrder);
}

/** Lists that many sites of a file ask for are made once. */
function once<List>(read: (source: ts.SourceFile) => List): (source: ts.SourceFile) => List {
  const lists = new WeakMap<ts.SourceFile, { readonly list: List }>();
  return (source) => {
    const made = lists.get(source) ?? { list: read(source) };
    lists.set(source, made);
    return made.list;
  };
}

export const callsIn = once((source): readonly ts.CallExpression[] => {
  return nodesIn(source, ts.SyntaxKind.CallExpression, ts.isCallExpression);
});

export const identifiersIn = once((source): readonly ts.Identifier[] => {
  return nodesIn(source, ts.SyntaxKind.Identifier, ts.isIdentifier);
});

const functionKinds = [
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.FunctionExpression,
  ts.SyntaxKind.ArrowFunction,
  ts.SyntaxKind.MethodDeclaration,
  ts.SyntaxKind.Constructor,
  ts.SyntaxKind.GetAccessor,
  ts.SyntaxKind.SetAccessor,
];

/** What may have a body: no signatures, no types. */
export const functionsIn = once((source): readonly ts.FunctionLikeDeclaration[] => {
  return nodesIn(source, functionKinds, isFunction);
});

function isFunction(node: ts.Node): node is ts.FunctionLikeDeclaration {
  return functionKinds.includes(node.kind);
}

/** The tags of JSX, without those that close. */
export const jsxTagsIn = once((source): readonly ts.JsxOpeningLikeElement[] => {
  return nodesIn(
    source,
    [ts.SyntaxKind.JsxOpeningElement, ts.SyntaxKind.JsxSelfClosingElement],
    ts.isJsxOpeningLikeElement,
  );
});

export const objectsIn = once((source): readonly ts.ObjectLiteralExpression[] => {
  return nodesIn(source, ts.SyntaxKind.ObjectLiteralExpression, ts.isObjectLiteralExpression);
});

/** `a.b`, `a['b']`, `a[b]` */
export type Member = ts.PropertyAccessExpression | ts.ElementAccessExpression;

export const membersIn = once((source): readonly Member[] => {
  return nodesIn(
    source,
    [ts.SyntaxKind.PropertyAccessExpression, ts.SyntaxKind.ElementAccessExpression],
    isMember,
  );
});

function isMember(node: ts.Node): node is Member {
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
}

/** What holds text, whole templates among them. */
export type TextNode = ts.StringLiteralLike | ts.TemplateExpression;

export const textsIn = once((source): readonly TextNode[] => {
  const kinds = [
    ts.SyntaxKind.StringLiteral,
    ts.SyntaxKind.NoSubstitutionTemplateLiteral,
    ts.SyntaxKind.TemplateExpression,
  ];
  return nodesIn(source, kinds, isTextNode);
});

function isTextNode(node: ts.Node): node is TextNode {
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
}

/** Nodes in the order of the text without those that stand within another of them. */
export function withoutNested<Kind extends ts.Node>(nodes: readonly Kind[]): readonly Kind[] {
  let end = 0;
  return nodes.filter((node) => {
    if (node.pos < end) return false;
    end = node.end;
    return true;
  });
}

function nodesByKind(source: ts.SourceFile): NodesByKind {
  const nodes = known.get(source) ?? readNodes(source);
  known.set(source, nodes);
  return nodes;
}

function readNodes(source: ts.SourceFile): NodesByKind {
  const byKind: ts.Node[][] = [];
  const visit = (node: ts.Node): void => {
    (byKind[node.kind] ??= []).push(node);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return byKind;
}

function inOrder(one: ts.Node, other: ts.Node): number {
  return one.pos - other.pos || other.end - one.end;
}
