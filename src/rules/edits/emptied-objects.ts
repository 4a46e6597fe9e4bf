import { ts } from 'ts-morph';
import { memberName } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import { MERGERS, type ConfigEntry } from '../options/link-config.ts';
import { isLocal } from './orphans.ts';
import { removeFromList } from './remove-from-list.ts';
import type { FileEdit } from '../rule.ts';

/** Shared objects of which nothing is left, and where the code gives them on. */
export interface EmptiedObjects {
  readonly literals: ReadonlySet<ts.Node>;
  /** `...common` */
  readonly spreads: readonly ts.SpreadAssignment[];
  /** `common` in `$.extend({}, common)` */
  readonly merged: readonly ts.Identifier[];
}

/**
 * The shared objects whose options have all moved to the server, where all that the code does with them is
 * to give them on, in places that `isOwn` says can be changed.
 */
export function emptiedObjects(
  gone: readonly ConfigEntry[],
  isOwn: (use: ts.Node) => boolean,
  place: CodePlace,
): EmptiedObjects {
  const nodes = new Set<ts.Node>(gone.map(({ node }) => node));
  const literals = new Set<ts.Node>();
  const given: ts.Node[] = [];
  for (const { node } of gone) {
    const literal = node.parent;
    if (!ts.isObjectLiteralExpression(literal) || literals.has(literal)) continue;
    if (!literal.properties.every((each) => nodes.has(each))) continue;
    const uses = usesGivenOn(literal, nodes, place);
    if (uses === undefined || !uses.every(isOwn)) continue;
    literals.add(literal);
    given.push(...uses);
  }
  return {
    literals,
    spreads: given.filter(ts.isSpreadAssignment),
    merged: given.filter(ts.isIdentifier),
  };
}

/** Undefined where the variable of the object has other uses, too. */
function usesGivenOn(
  literal: ts.ObjectLiteralExpression,
  gone: ReadonlySet<ts.Node>,
  place: CodePlace,
): readonly ts.Node[] | undefined {
  const variable = literal.parent;
  if (!ts.isVariableDeclaration(variable) || !ts.isIdentifier(variable.name)) return undefined;
  const { name } = variable;
  if (literal.getSourceFile() !== place.script.source || !isLocal(variable, name.text, place)) {
    return undefined;
  }
  const uses = symbolsOf(place.script)
    .usesOf(name)
    .filter((use) => use !== name && ts.findAncestor(use, (each) => gone.has(each)) === undefined)
    .map(givenOn);
  return uses.every((use) => use !== undefined) ? uses : undefined;
}

function givenOn(use: ts.Identifier): ts.Node | undefined {
  const { parent } = use;
  if (ts.isSpreadAssignment(parent)) return parent;
  const isMerged =
    ts.isCallExpression(parent) &&
    // The first one is what the others are merged into.
    parent.arguments.indexOf(use) > 0 &&
    MERGERS.has(memberName(parent.expression) ?? '');
  return isMerged ? use : undefined;
}

/** Takes arguments out of the calls that merge them; what merges nothing any more goes, too. */
export function removeMerged(merged: readonly ts.Identifier[], place: CodePlace): FileEdit[] {
  const { path } = place.file;
  const { source } = place.script;
  const calls = new Set(merged.map(({ parent }) => parent).filter(ts.isCallExpression));
  return [...calls].flatMap((call) => {
    const gone = new Set<ts.Node>(merged);
    const [first, second, ...more] = call.arguments.filter((each) => !gone.has(each));
    const isAlone = first !== undefined && second !== undefined && more.length === 0;
    if (!isAlone || !isEmptyObject(first)) return removeFromList(call.arguments, gone, place);
    // `$.extend({}, own)` is `own`.
    const start = second.getStart(source);
    return [
      { path, start: call.getStart(source), end: start, text: '' },
      { path, start: second.end, end: call.end, text: '' },
    ];
  });
}

function isEmptyObject(node: ts.Node): boolean {
  return ts.isObjectLiteralExpression(node) && node.properties.length === 0;
}
