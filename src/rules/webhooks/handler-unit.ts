import path from 'node:path';
import { ts } from 'ts-morph';
import type { CodePlace, Placed } from '../../scan/code-place.ts';
import type { Range } from '../../scan/scanned-file.ts';
import { mountedPaths } from '../server/mounted-path.ts';
import { routesAround } from '../server/routes-around.ts';
import type { ServerRoute } from '../server/server-route.ts';
import { fileRoutePath } from './file-route-path.ts';
import { functionName } from './function-name.ts';
import { callersOf } from './handler-callers.ts';

/** The function that is a handler, or part of one, and how requests reach it. */
export interface HandlerUnit {
  readonly node: ts.Node;
  readonly place: CodePlace;
  /** The route with its path, or the function. */
  readonly range: Range;
  readonly name: string | undefined;
  /** The route it is the handler of. */
  readonly own: ServerRoute | undefined;
  /** Calls of it elsewhere, which hand it what came in. */
  readonly callers: readonly Placed[];
  /** The routes that come here in the end. */
  readonly routes: readonly ServerRoute[];
  /** Where those answer. */
  readonly paths: readonly string[];
}

/** The function a test belongs to: the handler of a route around it, or the outermost that is one of its own. */
export function unitNodeOf(test: ts.Node, place: CodePlace): ts.Node {
  const handler = routesAround(test, place)[0]?.handler;
  if (handler !== undefined && handler.place.file === place.file) return handler.node;
  let found: ts.Node | undefined;
  for (
    let each = ts.findAncestor(test.parent, ts.isFunctionLike);
    each !== undefined;
    each = ts.findAncestor(each.parent, ts.isFunctionLike)
  ) {
    found = each;
    if (functionName(each) !== undefined || ts.isMethodDeclaration(each)) break;
  }
  return found ?? ts.findAncestor(test, ts.isStatement) ?? place.script.source;
}

/** What is known of the function around a test. */
export function unitOf(node: ts.Node, place: CodePlace): HandlerUnit {
  const inner = bodyOf(node) ?? node;
  // A factory gives the handler: `router.post('/x', makeHandler())`.
  const own = routesAround(inner, place).filter(
    (route) => isIn(route.handler.node, node) && !isHelperOfFile(route, node),
  );
  const callers = own.length > 0 ? [] : callersOf(node, place);
  const led = callers.flatMap((caller) => routesAround(caller.node, caller.place));
  const routes = own.length > 0 ? own : led;
  const file = fileRoutePath(place.file.path);
  const mounted = routes.flatMap((route) => pathsOf(route));
  return {
    node,
    place,
    range: rangeOfUnit(node, own[0]),
    name: functionName(node)?.getText(),
    own: own[0],
    callers,
    routes,
    paths: mounted.length > 0 || file === undefined ? mounted : [file],
  };
}

/** A function in the file of a route of Next.js that is not the one it calls. */
function isHelperOfFile({ framework }: ServerRoute, node: ts.Node): boolean {
  if (!framework.startsWith('next')) return false;
  const statement = ts.findAncestor(node, (each) => ts.isSourceFile(each.parent));
  return (
    statement !== undefined &&
    !/^(?:export\b|module\.exports)/.test(statement.getText()) &&
    !isDefault(node)
  );
}

/** `export default handler` of a function that is declared before. */
function isDefault(node: ts.Node): boolean {
  const name = functionName(node)?.text;
  return node
    .getSourceFile()
    .statements.some(
      (each) =>
        ts.isExportAssignment(each) &&
        name !== undefined &&
        each.expression.getText().split(/\W+/).includes(name),
    );
}

function pathsOf(route: ServerRoute): readonly string[] {
  if (route.framework !== 'nest') return mountedPaths(route);
  // `@Controller('plaid')`
  const owner = ts.findAncestor(route.handler.node, ts.isClassDeclaration);
  const decorators = owner === undefined ? [] : (ts.getDecorators(owner) ?? []);
  const text = decorators.map((each) => each.getText()).find((each) => /^@Controller\b/.test(each));
  const prefix = /['"`]([^'"`]*)['"`]/.exec(text ?? '')?.[1] ?? '';
  return [path.posix.join('/', prefix, route.path?.text ?? '')];
}

function isIn(outer: ts.Node, node: ts.Node): boolean {
  return ts.findAncestor(node, (each) => each === outer) !== undefined;
}

function bodyOf(node: ts.Node): ts.Node | undefined {
  return ts.isFunctionLike(node) && 'body' in node ? node.body : undefined;
}

function rangeOfUnit(node: ts.Node, own: ServerRoute | undefined): Range {
  const call = own?.call;
  if (call === undefined || !isIn(call, node)) {
    return { start: node.getStart(), end: node.end };
  }
  // In a chain of routes, from the name of this one.
  const callee = call.expression;
  const isChained = ts.isPropertyAccessExpression(callee) && ts.isCallExpression(callee.expression);
  const start = isChained && ts.isPropertyAccessExpression(callee) ? callee.name : call;
  return { start: start.getStart(), end: call.end };
}
