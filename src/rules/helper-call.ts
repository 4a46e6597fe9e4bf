import { ts } from 'ts-morph';
import { bare } from '../scan/bindings.ts';
import type { CodePlace } from '../scan/code-place.ts';
import { definitionOf } from '../scan/definition.ts';
import { symbolsOf } from '../scan/symbols.ts';
import { httpCallAt, looksLikeUrl, type HttpCall } from './http-call.ts';

/**
 * Reads `post('/api/exchange', body)` as HTTP, where the app's own `post` calls its server with the URL it
 * is given. What it adds to that is for a person to see.
 */
export function helperCallAt(node: ts.CallExpression, place: CodePlace): HttpCall | undefined {
  const url = node.arguments.find((each) => !ts.isIdentifier(bare(each)) && looksLikeUrl(each));
  if (url === undefined) return undefined;
  const helper = definitionOf(node.expression, place);
  if (helper === undefined || !ts.isFunctionLike(helper.node)) return undefined;
  if (!callsWithParameter(helper.node, helper.place)) return undefined;
  return {
    node,
    place,
    url,
    client: undefined,
    receiver: undefined,
    options: undefined,
    data: undefined,
  };
}

function callsWithParameter(helper: ts.SignatureDeclaration, place: CodePlace): boolean {
  let found = false;
  const visit = (each: ts.Node): void => {
    const http = ts.isCallExpression(each) ? httpCallAt(each, place) : undefined;
    found ||= http !== undefined && holdsParameter(http.url, helper, place);
    if (!found) ts.forEachChild(each, visit);
  };
  ts.forEachChild(helper, visit);
  return found;
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
