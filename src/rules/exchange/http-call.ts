import { ts } from 'ts-morph';
import { bare, bindingOf, memberName } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import type { HttpClient } from '../../generate/link-token-source.ts';
import { httpClientOf } from './http-client.ts';

/** A call through which a page talks to its server. */
export interface HttpCall {
  readonly node: ts.CallExpression;
  readonly place: CodePlace;
  readonly url: ts.Expression;
  /** What a helper of the app's own puts in front of it. */
  readonly prefix?: string;
  /** Undefined where it may add a base URL or headers out of sight. */
  readonly client: HttpClient | undefined;
  /** The name in front of the dot (`axios`, `$`, `api`), to know where it is visible. */
  readonly receiver: ts.Expression | undefined;
  /** The argument with headers and the like: `fetch(url, options)`, `$.ajax(options)`. */
  readonly options: ts.Expression | undefined;
  /** The argument that is sent, where it is one of its own: `$.post(url, data)`. */
  readonly data: ts.Expression | undefined;
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
  const client = { kind: 'fetch' } as const;
  return { node, place, url, client, receiver: undefined, options, data: undefined };
}

const WITH_BODY: ReadonlySet<string> = new Set(['post', 'put', 'patch']);
const WITHOUT_BODY: ReadonlySet<string> = new Set(['get', 'getJSON', 'request']);

/** `url.searchParams.get('public_token')` asks nobody. */
const READERS = /(?:^|\.|\b)(?:searchParams|headers|cookies|localStorage)$|^new URLSearchParams\b/;

/** `$.post(url)`, `axios.post(url)`, `this.http.post(url)`, `xhr.open('POST', url)`. */
function memberCall(node: ts.CallExpression, place: CodePlace): HttpCall | undefined {
  const callee = node.expression;
  const verb = memberName(callee);
  if (!ts.isPropertyAccessExpression(callee) || verb === undefined) return undefined;
  const receiver = callee.expression;
  const [first, second, third] = node.arguments;
  if (first === undefined) return undefined;
  const client = () => httpClientOf(receiver, place);
  if (verb === 'open') {
    if (second === undefined || !isMethod(first) || !looksLikeUrl(second)) return undefined;
    return {
      node,
      place,
      url: second,
      client: client(),
      receiver,
      options: undefined,
      data: undefined,
    };
  }
  if (verb === 'ajax' || (verb === 'request' && !looksLikeUrl(first))) {
    return settingsCall(node, receiver, place);
  }
  if (!looksLikeUrl(first) || READERS.test(receiver.getText(place.script.source))) return undefined;
  const call = { node, place, url: first, client: client(), receiver };
  const isJquery = call.client?.kind === 'jquery';
  if (isJquery && (WITH_BODY.has(verb) || WITHOUT_BODY.has(verb))) {
    // What follows the data is a callback.
    return { ...call, data: second, options: undefined };
  }
  if (WITH_BODY.has(verb)) return { ...call, data: second, options: third };
  return WITHOUT_BODY.has(verb) ? { ...call, data: undefined, options: second } : undefined;
}

/** `$.ajax({ url })`, `$.ajax(url, {…})`, `axios.request({ url })`. */
function settingsCall(
  node: ts.CallExpression,
  receiver: ts.Expression,
  place: CodePlace,
): HttpCall | undefined {
  const [first, second] = node.arguments;
  const client = httpClientOf(receiver, place);
  if (first === undefined || client === undefined) return undefined;
  const settings = settingsOf(first, place);
  if (settings === undefined) {
    return { node, place, url: first, client, receiver, options: second, data: undefined };
  }
  const url = propertyOf(settings, 'url');
  if (url === undefined) return undefined;
  return { node, place, url, client, receiver, options: first, data: propertyOf(settings, 'data') };
}

function settingsOf(node: ts.Expression, place: CodePlace): ts.ObjectLiteralExpression | undefined {
  const found = definitionOf(node, place)?.node;
  return found !== undefined && ts.isObjectLiteralExpression(found) ? found : undefined;
}

/** `axios({ method: 'post', url })`, `axios(url, …)`. */
function configCall(node: ts.CallExpression, place: CodePlace): HttpCall | undefined {
  if (!ts.isIdentifier(bare(node.expression))) return undefined;
  const kind = httpClientOf(node.expression, place)?.kind;
  return kind === 'axios' ? settingsCall(node, node.expression, place) : undefined;
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

function isMethod(node: ts.Expression): boolean {
  return ts.isStringLiteralLike(node) && /^(GET|POST|PUT|PATCH)$/i.test(node.text);
}

/** `map.get(key)` is not HTTP: there has to be a path in the text, or a name that says so. */
export function looksLikeUrl(expression: ts.Expression): boolean {
  const node = bare(expression);
  if (ts.isStringLiteralLike(node)) {
    return /^(https?:)?\/|^[\w.-]+(\/[\w.-]+)+$|_token$|^[\w-]+\.(php|aspx?|ashx|jsp|cgi|do)\b/.test(
      node.text,
    );
  }
  if (ts.isTemplateExpression(node)) {
    const parts = node.templateSpans.map((span) => span.expression);
    return node.getText().includes('/') || parts.some(looksLikeUrl);
  }
  if (ts.isBinaryExpression(node)) {
    return /['"`][^'"`]*\//.test(node.getText()) || looksLikeUrl(node.right);
  }
  const name = ts.isIdentifier(node) ? node.text : memberName(node);
  return name !== undefined && /url|endpoint|path|route/i.test(name);
}
