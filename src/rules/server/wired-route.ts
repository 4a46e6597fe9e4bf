import { ts } from 'ts-morph';
import { bare, memberName } from '../../scan/bindings.ts';
import type { CodePlace, Placed } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import { callsIn } from '../../scan/nodes-in.ts';
import { routeOfCall } from './registered-route.ts';
import { VERBS } from './route-verbs.ts';
import type { ServerRoute } from './server-route.ts';

/** A named function or method that a route file registers: `router.post('/x', controller.exchange)`. */
export function wiredRoutes(handler: Placed<ts.SignatureDeclaration>): readonly ServerRoute[] {
  const name = nameOf(handler.node);
  if (name === undefined) return [];
  const { project } = handler.place;
  return project
    .mentioning(name)
    .flatMap((file) =>
      file.scripts.flatMap((script) => wiredIn({ file, script, project }, name, handler)),
    );
}

function wiredIn(
  place: CodePlace,
  name: string,
  handler: Placed<ts.SignatureDeclaration>,
): readonly ServerRoute[] {
  const found: ServerRoute[] = [];
  for (const node of callsIn(place.script.source)) {
    if (!VERBS.has(memberName(node.expression) ?? '')) continue;
    for (const argument of node.arguments) {
      const own = namedBy(argument);
      const named = memberName(own) ?? (ts.isIdentifier(own) ? own.text : undefined);
      if (named !== name || !standsFor(own, handler.node, place)) continue;
      const made = ts.isCallExpression(bare(argument)) ? returnedBy(handler) : undefined;
      const route = routeOfCall(node, argument, made ?? handler, place);
      if (route !== undefined) found.push({ ...route, named: name });
    }
  }
  return found;
}

/** The name of a handler in `controller.exchange`, `controller.exchange.bind(controller)`, `exchange(client)`. */
function namedBy(argument: ts.Node): ts.Node {
  const own = bare(argument);
  if (!ts.isCallExpression(own)) return own;
  const callee = bare(own.expression);
  return ts.isPropertyAccessExpression(callee) && callee.name.text === 'bind'
    ? bare(callee.expression)
    : callee;
}

function standsFor(name: ts.Node, handler: ts.Node, place: CodePlace): boolean {
  const found = definitionOf(name, place)?.node;
  if (found === handler) return true;
  if (found !== undefined && ts.isCallExpression(found)) {
    return found.arguments.some((each) => each === handler);
  }
  if (!ts.isPropertyAccessExpression(name)) return false;
  // `const controller = new Controller();`
  const object = definitionOf(name.expression, place);
  if (object === undefined || !ts.isNewExpression(object.node)) return false;
  const owner = definitionOf(object.node.expression, object.place)?.node;
  return owner !== undefined && ts.findAncestor(handler, (each) => each === owner) !== undefined;
}

/** The handler that a factory gives: `(client) => async (req, res) => {…}`. */
function returnedBy({
  node,
  place,
}: Placed<ts.SignatureDeclaration>): Placed<ts.SignatureDeclaration> | undefined {
  const body = 'body' in node ? node.body : undefined;
  if (body === undefined) return undefined;
  const [only] = ts.isBlock(body) ? body.statements : [];
  const given = ts.isBlock(body)
    ? only !== undefined && ts.isReturnStatement(only)
      ? only.expression
      : undefined
    : body;
  const inner = given === undefined ? undefined : unwrapped(bare(given));
  return inner !== undefined && (ts.isArrowFunction(inner) || ts.isFunctionExpression(inner))
    ? { node: inner, place }
    : undefined;
}

/** `asyncHandler(async (req, res) => {…})` */
function unwrapped(node: ts.Node): ts.Node {
  const [only, ...others] = ts.isCallExpression(node) ? node.arguments : [];
  return only === undefined || others.length > 0 ? node : bare(only);
}

function nameOf(node: ts.SignatureDeclaration): string | undefined {
  if (node.name !== undefined && ts.isIdentifier(node.name)) return node.name.text;
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return parent.name.text;
  if (ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) {
    return parent.name.getText();
  }
  // `exports.exchange = asyncHandler(async (req, res) => {…})`
  if (ts.isCallExpression(parent) && parent.arguments.some((each) => each === node)) {
    return nameAround(parent);
  }
  return ts.isBinaryExpression(parent) ? memberName(parent.left) : undefined;
}

function nameAround(call: ts.CallExpression): string | undefined {
  const { parent } = call;
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return parent.name.text;
  return ts.isBinaryExpression(parent) ? memberName(parent.left) : undefined;
}
