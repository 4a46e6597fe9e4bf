import { ts } from 'ts-morph';
import type { CodePlace, Placed } from './code-place.ts';
import { usesOfName } from './name-uses.ts';
import { symbolsOf } from './symbols.ts';

/**
 * What a function is called with for the parameter that `name` refers to, at every call of it that names
 * it. Undefined for what is no parameter, and where the function may be called in other ways.
 */
export function givenArguments(
  name: ts.Identifier,
  place: CodePlace,
): readonly Placed[] | undefined {
  const parameter = symbolsOf(place.script).symbolOf(name)?.declarations?.[0];
  if (parameter === undefined || !ts.isParameter(parameter)) return undefined;
  const index = parameter.parent.parameters.indexOf(parameter);
  const called = nameOf(parameter.parent);
  if (called === undefined || parameter.dotDotDotToken !== undefined) return undefined;
  const given: Placed[] = [];
  for (const { node, place: there } of usesOfName(called, place)) {
    if (node.parent === called.parent || isExport(node)) continue;
    const call = node.parent;
    if (!ts.isCallExpression(call) || call.expression !== node) return undefined;
    const argument = call.arguments[index];
    if (argument !== undefined) given.push({ node: argument, place: there });
  }
  return given;
}

/** The name a function is called by: its own, or that of the variable it is kept in. */
function nameOf(node: ts.SignatureDeclaration): ts.Identifier | undefined {
  if (ts.isFunctionDeclaration(node)) return node.name;
  const { parent } = node;
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name : undefined;
}

/** `export { open }`, `export default open`, `module.exports = { open }` */
function isExport({ parent }: ts.Node): boolean {
  return (
    ts.isExportSpecifier(parent) ||
    ts.isExportAssignment(parent) ||
    ts.isShorthandPropertyAssignment(parent)
  );
}
