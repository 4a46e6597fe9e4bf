import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import { insertionPoint } from './insertion-point.ts';

/** The names that code takes from where it stands: no members, and none that it declares itself. */
export function namesIn(node: ts.Node, place: CodePlace): readonly ts.Identifier[] {
  const names: ts.Identifier[] = [];
  const visit = (each: ts.Node): void => {
    if (ts.isIdentifier(each) && !isMember(each) && !isOwn(each)) names.push(each);
    ts.forEachChild(each, visit);
  };
  const isOwn = (name: ts.Identifier): boolean => {
    const declaration = symbolsOf(place.script).symbolOf(name)?.declarations?.[0];
    return declaration !== undefined && declaration.pos >= node.pos && declaration.end <= node.end;
  };
  visit(node);
  return names;
}

function isMember(name: ts.Identifier): boolean {
  const { parent } = name;
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === name) ||
    (ts.isPropertyAssignment(parent) && parent.name === name) ||
    (ts.isMethodDeclaration(parent) && parent.name === name)
  );
}

/** Whether code means something else, or is none, in another function: `this`, `await`, `yield`. */
export function isBoundToPlace(node: ts.Node): boolean {
  let bound = false;
  const visit = (each: ts.Node): void => {
    bound ||=
      each.kind === ts.SyntaxKind.ThisKeyword ||
      each.kind === ts.SyntaxKind.SuperKeyword ||
      ts.isAwaitExpression(each) ||
      ts.isYieldExpression(each) ||
      (ts.isIdentifier(each) && each.text === 'arguments');
    if (!bound) ts.forEachChild(each, visit);
  };
  visit(node);
  return bound;
}

/** Where code goes that a site calls: before the statement at `at` of a block, function or file. */
export interface CodeSpot {
  readonly scope: ts.Node;
  readonly at: number;
}

/**
 * The outermost spot before the site whose code sees all of `names`. Undefined where there is none: a
 * name belongs to another function, comes later, or stands where no statement can be put before.
 */
export function spotSeeing(
  names: readonly ts.Identifier[],
  site: ts.Node,
  place: CodePlace,
): CodeSpot | undefined {
  let scope: ts.Node = place.script.source;
  for (const name of names) {
    const declaration = symbolsOf(place.script).symbolOf(name)?.declarations?.[0];
    if (declaration === undefined) continue;
    const own = scopeOf(declaration);
    if (!holds(own, site) || isLater(declaration, own, site)) return undefined;
    if (holds(scope, own)) scope = own;
  }
  const at = insertionPoint(site, scope, place);
  return at === undefined ? undefined : { scope, at };
}

/** Whether code in `scope` sees what `names` refer to. */
export function areSeenIn(
  scope: ts.Node,
  names: readonly ts.Identifier[],
  place: CodePlace,
): boolean {
  return names.every((name) => {
    const declaration = symbolsOf(place.script).symbolOf(name)?.declarations?.[0];
    return declaration === undefined || holds(scopeOf(declaration), scope);
  });
}

/** What a declaration can be seen in. */
function scopeOf(declaration: ts.Declaration): ts.Node {
  const isBlockScoped =
    ts.isClassDeclaration(declaration) ||
    ts.isCatchClause(declaration.parent) ||
    (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.BlockScoped) !== 0;
  const owner = ts.findAncestor(
    declaration.parent,
    (each) =>
      ts.isFunctionLike(each) || ts.isSourceFile(each) || (isBlockScoped && isBlockLike(each)),
  );
  return owner ?? declaration.getSourceFile();
}

/** What holds names of its own besides functions. */
function isBlockLike(node: ts.Node): boolean {
  if (ts.isBlock(node)) return !ts.isFunctionLike(node.parent);
  return (
    ts.isForStatement(node) ||
    ts.isForInStatement(node) ||
    ts.isForOfStatement(node) ||
    ts.isCaseBlock(node) ||
    ts.isCatchClause(node)
  );
}

function holds(outer: ts.Node, inner: ts.Node): boolean {
  return outer.pos <= inner.pos && outer.end >= inner.end;
}

/** Whether the name has no value yet when the site runs: it is given one further down. */
function isLater(declaration: ts.Declaration, scope: ts.Node, site: ts.Node): boolean {
  const hasValue = ts.isVariableDeclaration(declaration) || ts.isClassDeclaration(declaration);
  if (!hasValue || declaration.pos < site.pos) return false;
  const runs = ts.findAncestor(site, (each) => ts.isFunctionLike(each) || each === scope);
  return runs === scope || holds(runs ?? scope, scope);
}
