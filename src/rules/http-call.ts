import { ts } from 'ts-morph';
import { bare, bindingOf, memberName } from '../scan/bindings.ts';
import type { CodePlace } from '../scan/code-place.ts';
import type { HttpClient } from './rule.ts';

/** A call through which a page talks to its server. */
export interface HttpCall {
  readonly node: ts.CallExpression;
  readonly place: CodePlace;
  readonly url: ts.Expression;
  readonly client: HttpClient;
  /** The name in front of the dot (`axios`, `$`, `api`), to know where it is visible. */
  readonly receiver: ts.Expression | undefined;
  /** `fetch(url, options)`. */
  readonly options: ts.ObjectLiteralExpression | undefined;
}

/** Reads a call as HTTP; undefined for every other call. */
export function httpCallAt(node: ts.CallExpression, place: CodePlace): HttpCall | undefined {
  return fetchCall(node, place) ?? memberCall(node, place) ?? configCall(node, place);
}

function fetchCall(node: ts.CallExpression, place: CodePlace): HttpCall | undefined {
  const [url, options] = node.arguments;
  const isFetch =
    bindingOf(node.expression, place.script)?.kind === 'global' &&
    /(^|\.)fetch$/.test(node.expression.getText(place.script.source));
  if (!isFetch || url === undefined) return undefined;
  const literal = options === undefined ? undefined : bare(options);
  return {
    node,
    place,
    url,
    client: { kind: 'fetch' },
    receiver: undefined,
    options: literal !== undefined && ts.isObjectLiteralExpression(literal) ? literal : undefined,
  };
}

const VERBS: ReadonlySet<string> = new Set(['post', 'put', 'get', 'patch', 'request', 'open']);

/** `$.post(url)`, `axios.post(url)`, `this.http.post(url)`, `xhr.open('POST', url)`. */
function memberCall(node: ts.CallExpression, place: CodePlace): HttpCall | undefined {
  const callee = node.expression;
  const verb = memberName(callee);
  if (!ts.isPropertyAccessExpression(callee) || verb === undefined) return undefined;
  const receiver = callee.expression;
  if (verb === 'ajax') return ajaxCall(node, receiver, place);
  if (!VERBS.has(verb)) return undefined;
  const [first, second] = node.arguments;
  const url = verb === 'open' ? second : first;
  if (url === undefined || !looksLikeUrl(url)) return undefined;
  return { node, place, url, client: clientOf(receiver, place), receiver, options: undefined };
}

function ajaxCall(
  node: ts.CallExpression,
  receiver: ts.Expression,
  place: CodePlace,
): HttpCall | undefined {
  const [first] = node.arguments;
  if (first === undefined) return undefined;
  const settings = bare(first);
  const url = ts.isObjectLiteralExpression(settings) ? propertyOf(settings, 'url') : first;
  if (url === undefined) return undefined;
  return { node, place, url, client: clientOf(receiver, place), receiver, options: undefined };
}

/** `axios({ method: 'post', url })`, `axios(url, …)`. */
function configCall(node: ts.CallExpression, place: CodePlace): HttpCall | undefined {
  const [first] = node.arguments;
  const client = clientOf(node.expression, place);
  if (first === undefined || client.kind !== 'axios') return undefined;
  const settings = bare(first);
  const url = ts.isObjectLiteralExpression(settings) ? propertyOf(settings, 'url') : first;
  if (url === undefined) return undefined;
  return { node, place, url, client, receiver: node.expression, options: undefined };
}

function clientOf(receiver: ts.Expression, place: CodePlace): HttpClient {
  const node = bare(receiver);
  if (!ts.isIdentifier(node)) return { kind: 'fetch' };
  const binding = bindingOf(node, place.script);
  if (node.text === '$' || node.text === 'jQuery') return { kind: 'jquery', name: node.text };
  const isAxios =
    (binding?.kind === 'import' && binding.module === 'axios') ||
    (binding?.kind === 'global' && binding.name === 'axios') ||
    (binding?.kind === 'declared' && isAxiosInstance(binding.node, place));
  return isAxios ? { kind: 'axios', name: node.text } : { kind: 'fetch' };
}

/** `const api = axios.create({ baseURL })` */
function isAxiosInstance(declaration: ts.Declaration, place: CodePlace): boolean {
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer === undefined) return false;
  const made = bare(declaration.initializer);
  return (
    ts.isCallExpression(made) &&
    ts.isPropertyAccessExpression(made.expression) &&
    made.expression.name.text === 'create' &&
    clientOf(made.expression.expression, place).kind === 'axios'
  );
}

/** The value of a property of an object literal. */
export function propertyOf(
  literal: ts.ObjectLiteralExpression,
  name: string,
): ts.Expression | undefined {
  for (const property of literal.properties) {
    if (property.name === undefined || property.name.getText() !== name) continue;
    if (ts.isPropertyAssignment(property)) return property.initializer;
    if (ts.isShorthandPropertyAssignment(property)) return property.name;
  }
  return undefined;
}

/** `map.get(key)` is not HTTP: there has to be a path in the text. */
function looksLikeUrl(expression: ts.Expression): boolean {
  const node = bare(expression);
  if (ts.isStringLiteralLike(node))
    return /^(https?:)?\/|^[\w-]+(\/[\w-]+)+$|_token$/.test(node.text);
  if (ts.isTemplateExpression(node)) return node.getText().includes('/');
  if (ts.isBinaryExpression(node)) return /['"`][^'"`]*\//.test(node.getText());
  return ts.isIdentifier(node) && /url|endpoint|path|route/i.test(node.text);
}
