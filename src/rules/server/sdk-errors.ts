import { ts } from 'ts-morph';
import { bare } from '../../scan/bindings.ts';
import type { CodePlace, Placed } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import { importersOf } from '../../scan/importers.ts';
import { callsIn } from '../../scan/nodes-in.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import { chainedCall, outermost } from './sdk-answer.ts';

/** Longer ways from a call to who handles its error than are worth following. */
const LONGEST_WAY = 12;

/** Code that gets the error of a call whose promise is rejected. */
export type ErrorHandler =
  | {
      readonly kind: 'named';
      /** The error, as the handler calls it. */
      readonly name: ts.BindingName;
      readonly place: CodePlace;
      /** Also gets errors of other calls, or bodies of Plaid's errors. */
      readonly isShared: boolean;
    }
  /** `.catch(console.error)`: a function that is not ours. */
  | { readonly kind: 'handed'; readonly callee: ts.Expression; readonly place: CodePlace };

/** Who handles the error of a call that answers with a promise, also in files that call its function. */
export function errorHandlers(call: ts.Node, start: CodePlace): readonly ErrorHandler[] {
  const found: ErrorHandler[] = [];
  const seen = new Set<ts.Node>();
  const rise = (from: ts.Node, left: number, place: CodePlace): void => {
    const node = outermost(from);
    if (left === 0 || seen.has(node)) return;
    seen.add(node);
    const { parent } = node;
    if (parent === undefined) return;
    if (ts.isAwaitExpression(parent) || ts.isYieldExpression(parent))
      return throwAt(parent, left, place);
    if (ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === node)) {
      return rejectFrom(parent, left, place);
    }
    if (ts.isArrayLiteralExpression(parent) || ts.isConditionalExpression(parent)) {
      return rise(parent, left - 1, place);
    }
    if (ts.isCallExpression(parent) && parent.arguments.some((each) => each === node)) {
      return rise(parent, left - 1, place);
    }
    if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) {
      for (const use of symbolsOf(place.script).usesOf(parent.name)) {
        if (use !== parent.name) rise(use, left - 1, place);
      }
      return;
    }
    const chained = chainedCall(node);
    if (chained === undefined) return;
    const { name, call: next } = chained;
    const [first, second] = next.arguments;
    const handler = name === 'then' ? second : name === 'catch' ? first : undefined;
    if (handler !== undefined && !isNothing(handler)) found.push(...handlerOf(handler, place));
    else rise(next, left - 1, place);
  };
  /** An error thrown where `node` stands: to the `try` around it, or out of the function. */
  const throwAt = (node: ts.Node, left: number, place: CodePlace): void => {
    for (let each: ts.Node = node; each.parent !== undefined; each = each.parent) {
      const { parent } = each;
      if (ts.isTryStatement(parent) && parent.tryBlock === each) {
        const name = parent.catchClause?.variableDeclaration?.name;
        if (parent.catchClause === undefined) continue;
        if (name !== undefined)
          found.push({ kind: 'named', name, place, isShared: place !== start });
        return;
      }
      if (ts.isFunctionLike(each)) return leave(each, left, place);
    }
  };
  const rejectFrom = (node: ts.Node, left: number, place: CodePlace): void => {
    const owner = ts.isArrowFunction(node) ? node : ts.findAncestor(node, ts.isFunctionLike);
    if (owner !== undefined) leave(owner, left, place);
  };
  /** The promise of a function is rejected: its callers get the error. */
  const leave = (owner: ts.SignatureDeclaration, left: number, place: CodePlace): void => {
    const { parent } = owner;
    if (ts.isCallExpression(parent) && parent.arguments.some((each) => each === owner)) {
      return rise(parent, left - 1, place);
    }
    for (const use of callersOf(owner, place)) rise(use, left - 1, place);
    for (const { node, place: there } of callersElsewhere(owner, place))
      rise(node, left - 1, there);
  };
  rise(call, LONGEST_WAY, start);
  return found;
}

function callersOf(owner: ts.SignatureDeclaration, place: CodePlace): readonly ts.Node[] {
  const name = nameOf(owner);
  if (name === undefined) return [];
  if (!ts.isIdentifier(name)) return [];
  const uses = symbolsOf(place.script).usesOf(name);
  const calls = uses.flatMap((use) => {
    const call = use.parent;
    return ts.isCallExpression(call) && call.expression === use ? [call] : [];
  });
  const isMember = ts.isMethodDeclaration(owner) || ts.isPropertyDeclaration(owner.parent);
  return isMember ? [...calls, ...ownCalls(owner, name.text)] : calls;
}

/** In the files that import this one: to parse all that say a common word would take too long. */
function callersElsewhere(
  owner: ts.SignatureDeclaration,
  { file, project }: CodePlace,
): readonly Placed[] {
  const name = nameOf(owner);
  if (name === undefined || !ts.isIdentifier(name)) return [];
  const found: Placed[] = [];
  for (const importer of importersOf(file, project)) {
    if (!importer.text.includes(name.text)) continue;
    for (const script of importer.scripts) {
      const place: CodePlace = { file: importer, script, project };
      for (const node of callsIn(script.source)) {
        if (isCallOf(node, name.text, owner, place)) found.push({ node, place });
      }
    }
  }
  return found;
}

function isCallOf(
  { expression }: ts.CallExpression,
  name: string,
  owner: ts.Node,
  place: CodePlace,
): boolean {
  const last = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
  const isNamed = ts.isIdentifier(last) && last.text === name;
  return isNamed && definitionOf(expression, place)?.node === owner;
}

/** `this.name(…)` in the class. */
function ownCalls(owner: ts.Node, name: string): readonly ts.Node[] {
  const holder = ts.findAncestor(owner, ts.isClassLike);
  const calls: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    const callee = ts.isCallExpression(node) ? node.expression : undefined;
    if (
      callee !== undefined &&
      ts.isPropertyAccessExpression(callee) &&
      callee.name.text === name &&
      callee.expression.kind === ts.SyntaxKind.ThisKeyword
    ) {
      calls.push(node);
    }
    ts.forEachChild(node, visit);
  };
  if (holder !== undefined) visit(holder);
  return calls;
}

function nameOf(owner: ts.SignatureDeclaration): ts.Node | undefined {
  if (owner.name !== undefined) return owner.name;
  const { parent } = owner;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent)) return parent.name;
  return undefined;
}

function handlerOf(handler: ts.Expression, place: CodePlace): readonly ErrorHandler[] {
  const inline = bare(handler);
  if (ts.isFunctionLike(inline)) return named({ node: inline, place }, false);
  const found = definitionOf(handler, place);
  if (found !== undefined && ts.isFunctionLike(found.node)) return named(found, true);
  return /^(console|logger|log|winston|debug)\b|^(next|reject|done|cb|callback)$/.test(
    inline.getText(place.script.source),
  )
    ? [{ kind: 'handed', callee: handler, place }]
    : [];
}

function named({ node, place }: Placed, isShared: boolean): readonly ErrorHandler[] {
  if (!ts.isFunctionLike(node)) return [];
  const name = node.parameters[0]?.name;
  return name === undefined ? [] : [{ kind: 'named', name, place, isShared }];
}

function isNothing(node: ts.Node): boolean {
  return (
    node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined')
  );
}
