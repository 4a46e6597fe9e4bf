import { ts } from 'ts-morph';
import { bare, memberName } from '../../scan/bindings.ts';
import { textOf, type CodePlace } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import type { HttpCall } from '../exchange/http-call.ts';
import { isBoundToPlace } from '../edits/name-scope.ts';
import { quotedIn } from '../exchange/url-pieces.ts';

/** An entry of the options of another call. */
export interface CarriedOption {
  /** As source text: `credentials: 'include'`. */
  readonly text: string;
  /** The code in it. */
  readonly nodes: readonly ts.Node[];
}

/** What a call tells the server about its user, beside what it sends. */
export interface CarriedOptions {
  readonly options: readonly CarriedOption[];
  /** False where there is more, which cannot be repeated elsewhere. */
  readonly complete: boolean;
}

const NOTHING: CarriedOptions = { options: [], complete: true };
const UNKNOWN: CarriedOptions = { options: [], complete: false };

/** The credentials, headers and tokens against forgery that a call sends, in the words of its client. */
export function carriedOptions(call: HttpCall): CarriedOptions {
  switch (call.client?.kind) {
    case 'fetch':
      return call.receiver === undefined
        ? fromObject(call, ['credentials', 'mode', 'headers'])
        : fromChain(call);
    case 'axios':
      return fromObject(call, ['headers', 'withCredentials', 'auth', 'baseURL']);
    case 'jquery':
      return together(
        fromObject(call, ['headers', 'xhrFields', 'crossDomain', 'beforeSend']),
        fromData(call),
      );
    case 'meteor':
    case 'callable':
    case 'apollo':
    case undefined:
      return NOTHING;
  }
}

function together(one: CarriedOptions, other: CarriedOptions): CarriedOptions {
  return {
    options: [...one.options, ...other.options],
    complete: one.complete && other.complete,
  };
}

function fromObject(call: HttpCall, wanted: readonly string[]): CarriedOptions {
  if (call.options === undefined) return NOTHING;
  const { place } = call;
  const given = bare(call.options);
  // The success callback of `$.post(url, callback)`.
  if (ts.isFunctionLike(given)) return NOTHING;
  const literal = definitionOf(given, place);
  const isHere = literal?.place.script === place.script;
  if (!isHere || !ts.isObjectLiteralExpression(literal.node)) return UNKNOWN;
  const options: CarriedOption[] = [];
  let complete = true;
  for (const property of literal.node.properties) {
    const name = property.name?.getText(place.script.source).replace(/^['"]|['"]$/g, '');
    if (ts.isSpreadAssignment(property)) complete = false;
    if (name === undefined || !wanted.includes(name)) continue;
    const carried = name === 'headers' ? headersOf(property, place) : wholeOf(property, place);
    if (carried !== undefined && carried.nodes.some(isBoundToPlace)) complete = false;
    else if (carried !== undefined) options.push(carried);
  }
  return { options, complete };
}

function wholeOf(property: ts.ObjectLiteralElementLike, place: CodePlace): CarriedOption {
  return { text: inOneLine(textOf(property, place)), nodes: [property] };
}

/** Lines joined where no statement can end between them, so that they fit in where they are put. */
function inOneLine(text: string): string {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const isSafe = lines.every(
    (line, index) =>
      !line.includes('//') && (/[;{,([}]$/.test(line) || /^[})\]]/.test(lines[index + 1] ?? '}')),
  );
  return isSafe ? lines.join(' ') : text;
}

/** Headers but for those about the body. */
function headersOf(
  property: ts.ObjectLiteralElementLike,
  place: CodePlace,
): CarriedOption | undefined {
  const value = ts.isPropertyAssignment(property) ? bare(property.initializer) : undefined;
  if (value === undefined || !ts.isObjectLiteralExpression(value)) return wholeOf(property, place);
  const own = value.properties.filter((each) => !isAboutBody(each.name));
  if (own.length === 0) return undefined;
  return {
    text: `headers: { ${own.map((each) => inOneLine(textOf(each, place))).join(', ')} }`,
    nodes: own,
  };
}

function isAboutBody(name: ts.Node | undefined): boolean {
  return name !== undefined && /^['"]?(content-type|accept)['"]?$/i.test(name.getText());
}

/** `$.post(url, { _token: token })`: what frameworks want with every form, by its names there. */
const AGAINST_FORGERY =
  /^['"]?(_token|_?csrf|_?csrf_?token|csrfmiddlewaretoken|authenticity_token)['"]?$/i;

function fromData({ data, place }: HttpCall): CarriedOptions {
  const literal = data === undefined ? undefined : bare(data);
  if (literal === undefined || !ts.isObjectLiteralExpression(literal)) return NOTHING;
  const tokens = literal.properties.filter((each) =>
    AGAINST_FORGERY.test(each.name?.getText(place.script.source) ?? ''),
  );
  if (tokens.length === 0) return NOTHING;
  if (tokens.some(isBoundToPlace)) return UNKNOWN;
  const text = `data: { ${tokens.map((each) => textOf(each, place)).join(', ')} }`;
  return { options: [{ text, nodes: tokens }], complete: true };
}

/** `xhr.setRequestHeader(name, value)` and `request.post(url).set(name, value)`, as options of `fetch`. */
function fromChain(call: HttpCall): CarriedOptions {
  const { place, options, node } = call;
  // `this.http.post(url, body, { headers })`
  if (options !== undefined && memberName(node.expression) !== 'open') return UNKNOWN;
  const owner = ts.findAncestor(node, (each) => ts.isFunctionLike(each) || ts.isSourceFile(each));
  const said = owner === undefined ? [] : nodesIn(owner);
  const headers = said
    .flatMap((each) => headerAt(each, call) ?? [])
    .filter(({ name }) => !isAboutBody(name));
  if (headers.some(({ value }) => isBoundToPlace(value))) return UNKNOWN;
  const found: CarriedOption[] = [];
  if (said.some((each) => asksForCookies(each, call))) {
    found.push({ text: `credentials: ${quotedIn('include', place)}`, nodes: [] });
  }
  if (headers.length > 0) {
    const texts = headers.map(
      ({ name, value }) => `${textOf(name, place)}: ${textOf(value, place)}`,
    );
    const nodes = headers.map(({ value }) => value);
    found.push({ text: `headers: { ${texts.join(', ')} }`, nodes });
  }
  return { options: found, complete: true };
}

function nodesIn(node: ts.Node): readonly ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (each: ts.Node): void => {
    nodes.push(each);
    ts.forEachChild(each, visit);
  };
  visit(node);
  return nodes;
}

interface Header {
  readonly name: ts.Expression;
  readonly value: ts.Expression;
}

function headerAt(node: ts.Node, call: HttpCall): Header | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) {
    return undefined;
  }
  const { name: method, expression: object } = node.expression;
  const [name, value] = node.arguments;
  if (name === undefined || value === undefined || !ts.isStringLiteralLike(name)) return undefined;
  const isChained = object.pos <= call.node.pos && call.node.end <= object.end;
  const isHeader =
    (method.text === 'setRequestHeader' && isReceiver(object, call)) ||
    (method.text === 'set' && isChained);
  return isHeader ? { name, value } : undefined;
}

/** `xhr.withCredentials = true`, `.withCredentials()` */
function asksForCookies(node: ts.Node, call: HttpCall): boolean {
  if (memberName(node) !== 'withCredentials' || !ts.isPropertyAccessExpression(node)) return false;
  return isReceiver(node.expression, call) || ts.isCallExpression(node.parent);
}

function isReceiver(node: ts.Node, { receiver, place }: HttpCall): boolean {
  return receiver !== undefined && textOf(node, place) === textOf(receiver, place);
}
