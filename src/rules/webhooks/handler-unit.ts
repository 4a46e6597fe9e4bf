import path from 'node:path';
import { ts } from 'ts-morph';
import { memberName } from '../../scan/bindings.ts';
import type { CodePlace, Placed } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import type { Range } from '../../scan/scanned-file.ts';
import { usesOfName } from '../../scan/name-uses.ts';
import { mountedPaths } from '../server/mounted-path.ts';
import { routesAround } from '../server/routes-around.ts';
import type { ServerRoute } from '../server/server-route.ts';
import { fileRoutePath } from './file-route-path.ts';

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
    if (nameOf(each) !== undefined || ts.isMethodDeclaration(each)) break;
  }
  return found ?? ts.findAncestor(test, ts.isStatement) ?? place.script.source;
}

/** What is known of the function around a test. */
export function unitOf(node: ts.Node, place: CodePlace): HandlerUnit {
  const inner = bodyOf(node) ?? node;
  // A factory gives the handler: `router.post('/x', makeHandler())`.
  const own = routesAround(inner, place).filter(({ handler }) => isIn(handler.node, node));
  const callers = own.length > 0 ? [] : callersOf(node, place);
  const led = callers.flatMap((caller) => routesAround(caller.node, caller.place));
  const routes = own.length > 0 ? own : led;
  const file = fileRoutePath(place.file.path);
  const mounted = routes.flatMap((route) => pathsOf(route));
  return {
    node,
    place,
    range: rangeOfUnit(node, own[0]),
    name: nameOf(node)?.getText(),
    own: own[0],
    callers,
    routes,
    paths: mounted.length > 0 || file === undefined ? mounted : [file],
  };
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

/** The name a function is called by. */
function nameOf(node: ts.Node): ts.Identifier | undefined {
  if (
    (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node)) &&
    node.name !== undefined
  ) {
    return node.name;
  }
  if (ts.isMethodDeclaration(node) && ts.isIdentifier(node.name)) return node.name;
  let { parent } = node;
  // `const handle = wrap(async (req, res) => {…})`
  while (ts.isCallExpression(parent)) ({ parent } = parent);
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return parent.name;
  if (ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) {
    return ts.isIdentifier(parent.name) ? parent.name : undefined;
  }
  if (!ts.isBinaryExpression(parent) || !ts.isPropertyAccessExpression(parent.left)) {
    return undefined;
  }
  const { name } = parent.left;
  return ts.isIdentifier(name) && name.text !== 'exports' ? name : undefined;
}

/** Where a function is named elsewhere: called, or in a table of handlers. */
function callersOf(node: ts.Node, place: CodePlace): readonly Placed[] {
  const name = nameOf(node);
  if (name === undefined) return standInsOf(node, place);
  const isVariable = ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(name.parent);
  const uses = isVariable ? usesOfName(name, place) : [];
  const own = uses.filter(
    (use) => use.node !== name && ts.findAncestor(use.node, ts.isFunctionLike) !== undefined,
  );
  if (own.length > 0) return own;
  const named = membersNamed(name.text, place);
  return named.length > 0 ? named : standInsOf(node, place);
}

/** Names that stand for a function under another name, as through a file that exports those of others. */
function standInsOf(handler: ts.Node, { project }: CodePlace): readonly Placed[] {
  const found: Placed[] = [];
  for (const file of project.files.values()) {
    if (file.kind !== 'script' || !/hook/i.test(file.text)) continue;
    for (const script of file.scripts) {
      const place: CodePlace = { file, script, project };
      const visit = (node: ts.Node): void => {
        if (isHandlerName(node) && definitionOf(node, place)?.node === handler) {
          found.push({ node, place });
        }
        ts.forEachChild(node, visit);
      };
      visit(script.source);
    }
  }
  return found;
}

function isHandlerName(node: ts.Node): boolean {
  if (!ts.isIdentifier(node)) return false;
  const { parent } = node;
  if (ts.findAncestor(node, ts.isFunctionLike) === undefined) return false;
  if (ts.isCallExpression(parent)) return true;
  return ts.isPropertyAssignment(parent)
    ? parent.initializer === node
    : ts.isShorthandPropertyAssignment(parent);
}

/** Calls of a method, or of an export under its name, in files that are looked at. */
function membersNamed(name: string, { project }: CodePlace): readonly Placed[] {
  if (name.length < SHORTEST || !/hook|plaid|event|notif/i.test(name)) return [];
  const found: Placed[] = [];
  for (const file of project.files.values()) {
    if (file.kind === 'data' || !file.text.includes(name)) continue;
    for (const script of file.scripts) {
      const visit = (node: ts.Node): void => {
        const called = ts.isCallExpression(node) ? node.expression : undefined;
        const text = called && (memberName(called) ?? (ts.isIdentifier(called) ? called.text : ''));
        if (text === name) found.push({ node, place: { file, script, project } });
        ts.forEachChild(node, visit);
      };
      visit(script.source);
    }
  }
  return found;
}

/** Shorter names are anybody's. */
const SHORTEST = 6;
