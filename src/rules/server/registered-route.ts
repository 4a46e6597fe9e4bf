import { ts } from 'ts-morph';
import { memberName } from '../../scan/bindings.ts';
import type { CodePlace, Placed } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import { firebaseRoute } from './firebase-route.ts';
import type { Framework } from '../../generate/framework.ts';
import { goesOn, guardsApart } from './guards-apart.ts';
import { guardEntries } from './route-guards.ts';
import { pathText } from './route-path.ts';
import { VERBS } from './route-verbs.ts';
import type { ServerRoute } from './server-route.ts';

/** `app.post('/x', guard, (req, res) => …)`, also inside a wrapper such as `asyncHandler(…)`. */
export function registeredInline(
  handler: Placed<ts.SignatureDeclaration>,
): ServerRoute | undefined {
  let argument: ts.Node = handler.node;
  for (let depth = 0; depth < 3; depth += 1) {
    const { parent } = argument;
    if (parent !== undefined && ts.isCallExpression(parent)) {
      const route = routeOfCall(parent, argument, handler, handler.place);
      if (route !== undefined) return route;
      argument = parent;
    } else {
      return ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(handler.node)
        ? routeOfObject(handler)
        : undefined;
    }
  }
  return undefined;
}

/** A registration call, seen from the argument that is or wraps the handler. */
export function routeOfCall(
  call: ts.CallExpression,
  argument: ts.Node,
  handler: Placed<ts.SignatureDeclaration>,
  place: CodePlace,
): ServerRoute | undefined {
  const firebase = firebaseRoute(call, argument, handler, place);
  if (firebase !== undefined) return firebase;
  const callee = call.expression;
  const verb = memberName(callee);
  if (!ts.isPropertyAccessExpression(callee) || verb === undefined) return undefined;
  if (!VERBS.has(verb)) return undefined;
  const position = call.arguments.findIndex((each) => each === argument);
  const [first] = call.arguments;
  const chained = chainedRoute(callee.expression);
  const pathNode = chained?.path ?? first;
  const text = pathNode === undefined ? undefined : pathText(pathNode);
  if (pathNode === undefined || text === undefined || position === -1) return undefined;
  const receiver = chained?.receiver ?? callee.expression;
  return {
    framework: frameworkOf(receiver, handler, place),
    registration: { node: statementOf(call), place },
    path: { text, node: pathNode },
    receiver: receiver.getText(),
    guards:
      chained === undefined
        ? [...guardsApart(call, text, place), ...call.arguments.slice(1, position)]
        : [...chained.guards, ...call.arguments.slice(0, position)],
    handler,
    call,
    argument,
  };
}

interface ChainedRoute {
  readonly path: ts.Expression;
  readonly receiver: ts.Expression;
  /** What `.all(…)` further up in the chain puts in front. */
  readonly guards: readonly ts.Expression[];
}

/** `router.route('/x').all(guard).get(a).post(b)` */
function chainedRoute(object: ts.Expression): ChainedRoute | undefined {
  if (!ts.isCallExpression(object) || !ts.isPropertyAccessExpression(object.expression)) {
    return undefined;
  }
  const { name, expression } = object.expression;
  const [path] = object.arguments;
  if (name.text === 'route' && path !== undefined)
    return { path, receiver: expression, guards: [] };
  const above = chainedRoute(expression);
  const own = name.text === 'all' && object.arguments.every(goesOn) ? object.arguments : [];
  return above && { ...above, guards: [...above.guards, ...own] };
}

/** `{ method: 'POST', path: '/x', handler }` of hapi, `{ method, url, handler }` of fastify. */
function routeOfObject(handler: Placed<ts.SignatureDeclaration>): ServerRoute | undefined {
  const owner = ts.isMethodDeclaration(handler.node) ? handler.node : handler.node.parent;
  if (!ts.isMethodDeclaration(owner) && !ts.isPropertyAssignment(owner)) return undefined;
  const held = owner.parent;
  if (!ts.isObjectLiteralExpression(held) || owner.name?.getText() !== 'handler') return undefined;
  const literal = withPath(held);
  const property = (name: string) =>
    literal.properties.find((each) => each.name?.getText() === name);
  const path = property('path') ?? property('url');
  if (path === undefined || !ts.isPropertyAssignment(path)) return undefined;
  const text = pathText(path.initializer);
  if (text === undefined || property('method') === undefined) return undefined;
  const call = ts.isCallExpression(literal.parent) ? literal.parent : undefined;
  return {
    framework: path.name.getText() === 'path' ? 'hapi' : 'fastify',
    registration: { node: statementOf(literal), place: handler.place },
    path: { text, node: path.initializer },
    // Undefined in a list of routes, which others register.
    receiver:
      call !== undefined && ts.isPropertyAccessExpression(call.expression)
        ? call.expression.expression.getText()
        : undefined,
    guards: [],
    handler,
    options: guardEntries(literal),
  };
}

/** hapi takes the handler among its options, too: `{ method, path, options: { auth, handler } }`. */
function withPath(literal: ts.ObjectLiteralExpression): ts.ObjectLiteralExpression {
  const { parent } = literal;
  const isOptions =
    ts.isPropertyAssignment(parent) && /^(options|config)$/.test(parent.name.getText());
  return isOptions && ts.isObjectLiteralExpression(parent.parent) ? parent.parent : literal;
}

function frameworkOf(
  receiver: ts.Expression,
  handler: Placed<ts.SignatureDeclaration>,
  place: CodePlace,
): Framework {
  const made = definitionOf(receiver, place)?.node;
  const text = `${made?.getText() ?? ''} ${receiver.getText()}`;
  if (/fastify/i.test(text)) return 'fastify';
  const [first, second] = handler.node.parameters.map(({ name }) => name.getText());
  // `async ({ request, response }) =>` of koa, `async ({ body, user }, res) =>` of express
  const isContext = /^(ctx|context|\{)/.test(first ?? '') && !/^_?res/.test(second ?? '');
  return isContext ? 'koa' : 'express';
}

/** The statement a node stands in. */
function statementOf(node: ts.Node): ts.Node {
  return ts.findAncestor(node, ts.isStatement) ?? node;
}
