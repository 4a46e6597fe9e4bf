import { ts } from 'ts-morph';
import { bare, bindingOf, memberName } from '../../scan/bindings.ts';
import type { CodePlace, Placed } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import type { Framework } from './framework.ts';

/** A route of the user's server. */
export interface ServerRoute {
  readonly framework: Framework;
  /** What a sibling is written behind: a statement, a class member or an array element. */
  readonly registration: Placed;
  /** The path as it is written there, and where; undefined where the file's own path is the route. */
  readonly path: { readonly text: string; readonly node: ts.Node } | undefined;
  /** The object the route hangs on: `app`, `router`, `fastify`. */
  readonly receiver: string | undefined;
  /** What stands between path and handler: guards, validation, route options. */
  readonly guards: readonly ts.Expression[];
  readonly handler: Placed<ts.SignatureDeclaration>;
  /** The call that registers it, and what of it is, wraps or names the handler. */
  readonly call?: ts.CallExpression;
  readonly argument?: ts.Node;
  /** What a registration that names the handler calls it. */
  readonly named?: string;
  /** Guards among the entries of an object that registers it. */
  readonly options?: readonly ts.Node[];
}

const VERBS: ReadonlySet<string> = new Set(['post', 'get', 'put', 'patch', 'all']);

/**
 * The route that runs `node`: through the functions around it, also where the handler is a controller
 * function that another file wires. Undefined for what is no route, such as a Meteor method.
 */
export function routeAround(node: ts.Node, place: CodePlace): ServerRoute | undefined {
  return routesAround(node, place)[0];
}

/** The same where a handler is wired more than once. */
export function routesAround(node: ts.Node, place: CodePlace): readonly ServerRoute[] {
  for (
    let each = ts.findAncestor(node.parent, ts.isFunctionLike);
    each !== undefined;
    each = ts.findAncestor(each.parent, ts.isFunctionLike)
  ) {
    const handler: Placed<ts.SignatureDeclaration> = { node: each, place };
    const route = registeredInline(handler) ?? decorated(handler) ?? fileRoute(handler);
    const routes = route === undefined ? wiredRoutes(handler) : [route];
    if (routes.length > 0) return routes;
  }
  return [];
}

/** `app.post('/x', guard, (req, res) => …)`, also inside a wrapper such as `asyncHandler(…)`. */
function registeredInline(handler: Placed<ts.SignatureDeclaration>): ServerRoute | undefined {
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
function routeOfCall(
  call: ts.CallExpression,
  argument: ts.Node,
  handler: Placed<ts.SignatureDeclaration>,
  place: CodePlace,
): ServerRoute | undefined {
  const callee = call.expression;
  const verb = memberName(callee);
  if (!ts.isPropertyAccessExpression(callee) || verb === undefined) return undefined;
  if (verb === 'onRequest' && /https|functions/.test(callee.getText())) {
    return {
      framework: 'firebase',
      registration: { node: statementOf(call), place },
      path: undefined,
      receiver: undefined,
      guards: [],
      handler,
      call,
      argument,
    };
  }
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
    guards: call.arguments.slice(chained === undefined ? 1 : 0, position),
    handler,
    call,
    argument,
  };
}

/** `router.route('/x').get(a).post(b)` */
function chainedRoute(
  object: ts.Expression,
): { readonly path: ts.Expression; readonly receiver: ts.Expression } | undefined {
  if (!ts.isCallExpression(object) || !ts.isPropertyAccessExpression(object.expression)) {
    return undefined;
  }
  const [path] = object.arguments;
  if (object.expression.name.text === 'route' && path !== undefined) {
    return { path, receiver: object.expression.expression };
  }
  return chainedRoute(object.expression.expression);
}

/** `{ method: 'POST', path: '/x', handler }` of hapi, `{ method, url, handler }` of fastify. */
function routeOfObject(handler: Placed<ts.SignatureDeclaration>): ServerRoute | undefined {
  const owner = ts.isMethodDeclaration(handler.node) ? handler.node : handler.node.parent;
  const literal = owner.parent;
  if (!ts.isObjectLiteralExpression(literal)) return undefined;
  const property = (name: string) =>
    literal.properties.find((each) => each.name?.getText() === name);
  if (owner !== property('handler')) return undefined;
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

/** `auth` of hapi's options, and the hooks of fastify; not what checks the body, which is another's. */
function guardEntries(literal: ts.ObjectLiteralExpression): readonly ts.Node[] {
  return literal.properties.flatMap((each): ts.Node[] => {
    const name = each.name?.getText() ?? '';
    if (/^(onRequest|preHandler)$/.test(name)) return [each];
    if (!/^(options|config)$/.test(name) || !ts.isPropertyAssignment(each)) return [];
    const inner = each.initializer;
    if (!ts.isObjectLiteralExpression(inner)) return [];
    return inner.properties.some((option) => option.name?.getText() === 'auth') ? [each] : [];
  });
}

/** NestJS: `@Post('exchange') async exchange(@Body() body) {…}` */
function decorated(handler: Placed<ts.SignatureDeclaration>): ServerRoute | undefined {
  const { node, place } = handler;
  if (!ts.isMethodDeclaration(node)) return undefined;
  for (const decorator of ts.getDecorators(node) ?? []) {
    const call = decorator.expression;
    if (!ts.isCallExpression(call)) continue;
    const binding = bindingOf(call.expression, place.script);
    if (binding?.kind !== 'import' || binding.module !== '@nestjs/common') continue;
    if (!VERBS.has(binding.name.toLowerCase())) continue;
    const [first] = call.arguments;
    const text = first === undefined ? '' : pathText(first, '');
    if (text === undefined) continue;
    return {
      framework: 'nest',
      registration: { node, place },
      path: { text, node: first ?? call },
      receiver: undefined,
      guards: [],
      handler,
    };
  }
  return undefined;
}

/** Next.js: the file is the route, under `pages/api` or as `app/…/route`. */
function fileRoute(handler: Placed<ts.SignatureDeclaration>): ServerRoute | undefined {
  const { path } = handler.place.file;
  const isPages = /(^|\/)pages\/api\/.+\.[jt]sx?$/.test(path);
  const isApp = /(^|\/)app\/(.+\/)?route\.[jt]sx?$/.test(path);
  if (!isPages && !isApp) return undefined;
  if (ts.findAncestor(handler.node.parent, ts.isFunctionLike) !== undefined) return undefined;
  return {
    framework: isPages ? 'next-pages' : 'next-app',
    registration: { node: handler.node, place: handler.place },
    path: undefined,
    receiver: undefined,
    guards: [],
    handler,
  };
}

/** A named function or method that a route file registers: `router.post('/x', controller.exchange)`. */
function wiredRoutes(handler: Placed<ts.SignatureDeclaration>): readonly ServerRoute[] {
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
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && VERBS.has(memberName(node.expression) ?? '')) {
      for (const argument of node.arguments) {
        const own = namedBy(argument);
        const named = memberName(own) ?? (ts.isIdentifier(own) ? own.text : undefined);
        if (named !== name || !standsFor(own, handler.node, place)) continue;
        const made = ts.isCallExpression(bare(argument)) ? returnedBy(handler) : undefined;
        const route = routeOfCall(node, argument, made ?? handler, place);
        if (route !== undefined) found.push({ ...route, named: name });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(place.script.source);
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
  const inner = given === undefined ? undefined : bare(given);
  return inner !== undefined && (ts.isArrowFunction(inner) || ts.isFunctionExpression(inner))
    ? { node: inner, place }
    : undefined;
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

function pathText(node: ts.Node, otherwise?: string): string | undefined {
  const inner = bare(node);
  if (!ts.isStringLiteralLike(inner)) return otherwise === undefined ? undefined : otherwise;
  return otherwise !== undefined || inner.text.startsWith('/') ? inner.text : undefined;
}

function frameworkOf(
  receiver: ts.Expression,
  handler: Placed<ts.SignatureDeclaration>,
  place: CodePlace,
): Framework {
  const made = definitionOf(receiver, place)?.node;
  const text = `${made?.getText() ?? ''} ${receiver.getText()}`;
  if (/fastify/i.test(text)) return 'fastify';
  const [first] = handler.node.parameters;
  const isContext = first !== undefined && /^(ctx|context|\{)/.test(first.name.getText());
  return isContext ? 'koa' : 'express';
}

/** The statement a node stands in. */
export function statementOf(node: ts.Node): ts.Node {
  return ts.findAncestor(node, ts.isStatement) ?? node;
}
