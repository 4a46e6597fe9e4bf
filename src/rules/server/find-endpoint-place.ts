import path from 'node:path';
import { ts } from 'ts-morph';
import { textOf } from '../../scan/code-place.ts';
import type { FileEdit } from '../rule.ts';
import type { EndpointShape } from '../../generate/link-token-endpoint-code.ts';
import { camel } from './link-token-sample.ts';
import { asSibling, namedSibling, siblingArgument } from './named-sibling.ts';
import { besideFunction, besideLambda, besideMethodOfMeteor } from './function-place.ts';
import { besideMutation, besideResolver } from './resolver-place.ts';
import { isTaken, siblingName } from './sibling-name.ts';
import { rootPaths } from './exchange-roots.ts';
import { guardTexts } from './route-guards.ts';
import type { Endpoint } from './endpoint-code.ts';
import { nestImports } from './nest-imports.ts';
import type { ServerRoute } from './server-route.ts';
import type { EndpointPlace } from './endpoint-place.ts';

/** Beside the route of the exchange, behind the same guards; undefined where a person has to do it. */
export function findEndpointPlace(
  route: ServerRoute,
  wanted: Pick<Endpoint, 'segment' | 'named' | 'url'>,
  service: string | undefined,
): EndpointPlace | undefined {
  const { segment, named } = wanted;
  if (route.registration.place.script.syntaxErrors.length > 0) return undefined;
  switch (route.framework) {
    case 'express':
    case 'koa':
    case 'fastify':
    case 'hapi':
      return besideRegistration(route, wanted);
    case 'firebase':
    case 'firebase-call':
      return besideFunction(route, segment);
    case 'graphql':
      return besideResolver(route, segment);
    case 'nest-graphql':
      return besideMutation(route, segment);
    case 'nest':
      return besideMethod(route, segment, named === undefined ? [] : namesOfNest(service));
    case 'lambda':
      return besideLambda(route, segment);
    case 'meteor':
      return besideMethodOfMeteor(route, segment);
    case 'next-pages':
    case 'next-app':
    case 'service':
      return undefined;
  }
}

function besideRegistration(
  route: ServerRoute,
  { segment, url }: Pick<Endpoint, 'segment' | 'url'>,
): EndpointPlace | undefined {
  const { path: own, receiver, registration, handler, named } = route;
  if (own === undefined || receiver === undefined) return undefined;
  // At the root of a router the last segment is the mount's, and a sibling of it is out of reach.
  const folder = url.replace(/^https?:\/\/[^/]*/, '').slice(0, -segment.length - 1);
  const isBelow = rootPaths(route).some((each) => each.endsWith(folder));
  if (/^\/?$/.test(own.text) && !(isBelow && folder !== '')) return undefined;
  const { place } = registration;
  const name = path.posix.join(own.text.slice(0, own.text.lastIndexOf('/')) || '/', segment);
  const guards = guardTexts(route);
  if (named === undefined) {
    // A function that is named and wired nowhere else stands in the registration itself.
    if (handler.place.file.path !== place.file.path) return undefined;
    return { place, name, edits: [], ...standing(route, guards) };
  }
  const newName = siblingName(named, segment);
  const isOwn = handler.place.file.path === place.file.path;
  const sibling = namedSibling(handler, named, newName, isOwn);
  const wired = wiring(route, named, newName, name, guards);
  if (sibling === undefined || wired === undefined || isTaken(newName, handler.place)) {
    return undefined;
  }
  const edits = [...sibling.edits, ...wired];
  return { ...asSibling(sibling, handler.place), name, edits };
}

/** A statement of its own, or one more call where the registration is part of a chain. */
function standing(
  { registration: { node, place }, call, receiver = '' }: ServerRoute,
  guards: readonly string[],
): Pick<EndpointPlace, 'at' | 'shape'> {
  return call !== undefined && isChained(call)
    ? { at: call.end, shape: { kind: 'link', guards } }
    : {
        at: node.end,
        shape: { kind: 'route', beside: node.getStart(place.script.source), receiver, guards },
      };
}

function isChained(call: ts.CallExpression): boolean {
  const callee = call.expression;
  const isRoute = ts.isPropertyAccessExpression(callee) && /\.route\(/.test(callee.getText());
  if (isRoute) return false;
  const isLast = ts.isExpressionStatement(call.parent);
  return !isLast || (ts.isPropertyAccessExpression(callee) && hasCall(callee.expression));
}

function hasCall(node: ts.Node): boolean {
  return ts.isCallExpression(node);
}

/** The edits that register the sibling of a named handler as the handler is. */
function wiring(
  route: ServerRoute,
  named: string,
  newName: string,
  pathText: string,
  guards: readonly string[],
): readonly FileEdit[] | undefined {
  const { argument, receiver = '', registration, call } = route;
  const { place, node } = registration;
  if (argument === undefined || call === undefined) return undefined;
  const given = siblingArgument(argument, named, newName, place);
  if (given === undefined) return undefined;
  const { text } = place.script.source;
  const quote = textOf(route.path?.node ?? node, place).charAt(0) === '"' ? '"' : "'";
  const list = [`${quote}${pathText}${quote}`, ...guards, given.text].join(', ');
  const chained = isChained(call);
  const at = chained ? call.end : node.end;
  const line = text.slice(text.lastIndexOf('\n', node.getStart(place.script.source) - 1) + 1);
  const ownIndent = /^[ \t]*/.exec(line)?.[0] ?? '';
  const lastLine = text.slice(text.lastIndexOf('\n', at - 1) + 1);
  const ofChain = /^[ \t]*(?=\.)/.exec(lastLine)?.[0] ?? `${ownIndent}  `;
  const indent = chained ? ofChain : ownIndent;
  const end = !chained && text.charAt(node.end - 1) === ';' ? ';' : '';
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const written = `${eol}${indent}${chained ? '' : receiver}.post(${list})${end}`;
  return [...given.edits, { path: place.file.path, start: at, end: at, text: written }];
}

/** What reads the name of a Link, and what refuses another, unless a service does. */
function namesOfNest(service: string | undefined): readonly string[] {
  return service === undefined ? ['Query', 'BadRequestException'] : ['Query'];
}

/** `@Post('exchange') @UseGuards(…) async exchange(…)` */
function besideMethod(
  route: ServerRoute,
  segment: string,
  imports: readonly string[],
): EndpointPlace | undefined {
  const { handler, path: own } = route;
  const { node, place } = handler;
  if (!ts.isMethodDeclaration(node) || own === undefined || /^\/?$/.test(own.text))
    return undefined;
  const folder = own.text.slice(0, own.text.lastIndexOf('/') + 1);
  const newName = camel(segment.replaceAll('-', '_'));
  if (isTaken(newName, place)) return undefined;
  const { source } = place.script;
  const others = (ts.getDecorators(node) ?? [])
    .map((each) => each.getText(source))
    .filter((text) => !/^@(Get|Post|Put|Patch|All|UsePipes|Api\w*)\b/.test(text));
  const post = importedPost(source);
  if (post === undefined) return undefined;

  const line = source.text.slice(0, node.getStart(source)).split('\n').at(-1) ?? '';
  const lines = [`@${post}('${folder}${segment}')`, ...others, `async ${newName}`];
  const shape: EndpointShape = {
    kind: 'sibling',
    head: lines.join(`\n${/^[ \t]*/.exec(line)?.[0] ?? ''}`),
    tail: '',
    isExpression: false,
    isEntry: false,
  };
  const edits = nestImports(place, imports);
  return edits && { place, at: node.end, shape, name: newName, edits };
}

function importedPost(source: ts.SourceFile): string | undefined {
  return /\bPost\b/.test(source.text) ? 'Post' : undefined;
}
