import { ts } from 'ts-morph';
import { bare } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import { httpCallAt, looksLikeUrl, propertyOf, type HttpCall } from './http-call.ts';
import { urlPieces } from './url-pieces.ts';

/**
 * Reads `post('/api/exchange', body)` as HTTP, where the app's own `post` calls its server with the URL it
 * is given. What it adds to that is for a person to see.
 */
export function helperCallAt(node: ts.CallExpression, place: CodePlace): HttpCall | undefined {
  const described = describedUrl(node);
  if (described !== undefined) return through(node, described, rootOf(described), place);
  const url = node.arguments.find((each) => !ts.isIdentifier(bare(each)) && looksLikeUrl(each));
  if (url === undefined) return undefined;
  const helper = definitionOf(node.expression, place);
  if (helper === undefined || !ts.isFunctionLike(helper.node)) return undefined;
  const prefix = prefixOf(helper.node, helper.place, DEEPEST);
  return prefix === undefined ? undefined : through(node, url, prefix, place);
}

function through(
  node: ts.CallExpression,
  url: ts.Expression,
  prefix: string,
  place: CodePlace,
): HttpCall {
  return {
    node,
    place,
    url,
    prefix,
    client: undefined,
    receiver: undefined,
    options: undefined,
    data: undefined,
  };
}

/** `send({ method: 'POST', url: '/exchange', … })`: whatever sends it, it is a request. */
function describedUrl({
  arguments: [only, ...others],
}: ts.CallExpression): ts.Expression | undefined {
  const literal = only === undefined ? undefined : bare(only);
  if (literal === undefined || others.length > 0 || !ts.isObjectLiteralExpression(literal)) {
    return undefined;
  }
  const url = propertyOf(literal, 'url');
  const isRequest = url !== undefined && propertyOf(literal, 'method') !== undefined;
  return isRequest && looksLikeUrl(url) ? url : undefined;
}

/** What gets `banks/exchange` has something to put in front of it, and is not on the page's own folder. */
function rootOf(url: ts.Expression): string {
  const node = bare(url);
  return ts.isStringLiteralLike(node) && /^(?!https?:)\w/.test(node.text) ? '/' : '';
}

/** `post` calls `call`, which calls `fetch`. */
const DEEPEST = 3;

/**
 * What a helper puts in front of the URL it is given, as far as that is text: `/api` of `fetch('/api' + path)`.
 * Undefined where it calls no server with it.
 */
function prefixOf(
  helper: ts.SignatureDeclaration,
  place: CodePlace,
  left: number,
): string | undefined {
  let found: string | undefined;
  const visit = (each: ts.Node): void => {
    if (found === undefined && ts.isCallExpression(each)) {
      const http = httpCallAt(each, place);
      if (http === undefined) found = prefixOfInner(each, helper, place, left - 1);
      else if (holdsParameter(http.url, helper, place)) found = textInFront(http.url, place);
    }
    if (found === undefined) ts.forEachChild(each, visit);
  };
  ts.forEachChild(helper, visit);
  return found;
}

function prefixOfInner(
  call: ts.CallExpression,
  helper: ts.SignatureDeclaration,
  place: CodePlace,
  left: number,
): string | undefined {
  if (left === 0 || !call.arguments.some((each) => holdsParameter(each, helper, place))) {
    return undefined;
  }
  const inner = definitionOf(call.expression, place);
  return inner !== undefined && ts.isFunctionLike(inner.node) && inner.node !== helper
    ? prefixOf(inner.node, inner.place, left)
    : undefined;
}

function textInFront(url: ts.Expression, place: CodePlace): string {
  const [first, ...rest] = urlPieces(url, place);
  return first?.kind === 'text' && rest.length === 1 ? first.text : '';
}

function holdsParameter(url: ts.Node, helper: ts.SignatureDeclaration, place: CodePlace): boolean {
  if (ts.isIdentifier(url)) {
    const declaration = symbolsOf(place.script).symbolOf(url)?.declarations?.[0];
    return (
      declaration !== undefined && ts.isParameter(declaration) && declaration.parent === helper
    );
  }
  let found = false;
  ts.forEachChild(url, (each) => {
    found ||= holdsParameter(each, helper, place);
  });
  return found;
}
