import { ts } from 'ts-morph';
import type { CodePlace, Placed } from '../../scan/code-place.ts';
import { functionsIn } from '../../scan/nodes-in.ts';
import { contains, rangeOf } from './code-test.ts';
import { enclosingFunction } from './enclosing-function.ts';
import { fileRoutePath } from './file-route-path.ts';
import { surroundingsOf } from './handler-evidence.ts';
import { unitOf } from './handler-unit.ts';
import { workOf } from './handler-work.ts';
import { isIncoming } from './incoming.ts';
import { isForPages, isOtherWork } from './other-work.ts';
import { payloadReads } from './payload-reads.ts';
import { payloadOf, type Payload } from './payload.ts';
import { handsOn, tellsApart } from './telling-functions.ts';
import { isVerified } from './verification.ts';
import type { WebhookHandler } from './webhook-handler.ts';

/** Routes that take webhooks and do the same with all of them. */
export function untoldHandlersIn(
  place: CodePlace,
  told: readonly WebhookHandler[],
): readonly WebhookHandler[] {
  if (isTest(place.file.path)) return [];
  const found = functionsIn(place.script.source).flatMap((node) => {
    if (!mayBeEntry(node, place)) return [];
    const range = rangeOf(node);
    const isTold = told.some((each) => contains(each.range, range) || contains(range, each.range));
    return isTold ? [] : (untold(node, place) ?? []);
  });
  // A route, and not also the functions in it.
  return found.filter(
    (each) => !found.some((other) => other !== each && contains(other.range, each.range)),
  );
}

/** Tests have handlers of their own, and mocks of them. */
function isTest(path: string): boolean {
  return /(?:^|\/)(?:__tests__|__mocks__|tests?|specs?|e2e|cypress)\/|\.(?:test|spec|stories)\.[cm]?[jt]sx?$/.test(
    path,
  );
}

/** What a handler is called with. */
const REQUEST =
  /^(?:_?req|request|ctx|context|event|c|body|payload|\{[^]*\b(?:body|request)\b[^]*\})$/;
/** Whether a function may be a handler that takes webhooks, by what stands closest to it. */
function mayBeEntry(node: ts.SignatureDeclaration, place: CodePlace): boolean {
  const [first] = node.parameters;
  const isRequest =
    first !== undefined && (REQUEST.test(first.name.getText()) || isDecorated(node));
  if (!isRequest || !('body' in node) || node.body === undefined) return false;
  const words = wordsAround(node, place);
  if (/hook/i.test(words)) return true;
  // `router.post('/plaid', …)` in a file or with a model of webhooks, and not `/plaid/sync`.
  const isHooks = /hook/i.test(place.file.path);
  const lastPart =
    words
      .match(/\/[\w/:-]+/g)
      ?.at(-1)
      ?.replace(/^.*\//, '') ?? words;
  const isPlaids = isHooks ? words : /hook/i.test(node.getText()) ? lastPart : '';
  return /plaid/i.test(isPlaids) || isGivenRoute(node, place);
}

/** `@Post('webhook')` */
function isDecorated(node: ts.SignatureDeclaration): boolean {
  const decorators = ts.isMethodDeclaration(node) ? (ts.getDecorators(node) ?? []) : [];
  return decorators.some((each) => /^@(?:Post|All|Http)/.test(each.getText()));
}

/** The registration without the handler, the name, and the route that the file is. */
function wordsAround(node: ts.SignatureDeclaration, place: CodePlace): string {
  const statement = ts.findAncestor(node, ts.isStatement) ?? node;
  const head = node.getSourceFile().text.slice(statement.getStart(), node.getStart());
  const member = ts.isMethodDeclaration(node)
    ? node.getText().slice(0, node.body === undefined ? 0 : node.body.getStart() - node.getStart())
    : '';
  const name = [node, ...functionsAround(node)].map((each) => each.name?.getText() ?? '').join(' ');
  const isTop = enclosingFunction(node) === undefined;
  const file = isTop ? (fileRoutePath(place.file.path) ?? '') : '';
  const last = head.length > LONGEST_HEAD ? head.slice(-LONGEST_HEAD) : head;
  return `${last} ${member} ${name} ${file}`;
}

function functionsAround(node: ts.Node): readonly ts.SignatureDeclaration[] {
  const around = enclosingFunction(node);
  return around === undefined ? [] : [around, ...functionsAround(around)];
}

/** In a chain of routes the handlers of others stand in front. */
const LONGEST_HEAD = 160;

function isGivenRoute(node: ts.Node, place: CodePlace): boolean {
  return (
    ts.isCallExpression(node.parent) &&
    /plaid/i.test(place.file.text) &&
    /\.(?:post|all)\(\s*$|\.(?:post|all)\(/.test(node.parent.getText().slice(0, LONGEST_HEAD)) &&
    surroundingsOf(unitOf(node, place)).given
  );
}

function untold(node: ts.SignatureDeclaration, place: CodePlace): WebhookHandler | undefined {
  const unit = unitOf(node, place);
  const isRoute = unit.own !== undefined || unit.routes.length > 0 || isEntryOfFile(node);
  if (!isRoute || isGet(unit.own?.call)) return undefined;
  const last = unit.paths[0]?.replace(/^.*\//, '') ?? '';
  if (isOtherWork(unit.name ?? '') || isOtherWork(last)) return undefined;
  if (!/hook/i.test(last) && /link|token/i.test(last)) return undefined;
  if (unit.callers.some(isInTelling)) return undefined;
  const around = surroundingsOf(unit);
  const reads = payloadReads(node, keysIn(node, place), place);
  const fields = new Set(reads.map(({ field }) => field));
  const does = workOf(node);
  const isPlaids =
    around.given ||
    // Nothing in it says whose webhooks these are, and nothing else in the file has any.
    (does !== 'handles' && around.alone && around.webhookHere) ||
    (around.plaidHere && around.webhookHere) ||
    fields.has('webhook_code') ||
    fields.has('webhook_type') ||
    (fields.has('item_id') && around.webhookHere && around.plaidInFile);
  if (!isPlaids || around.other || ('body' in node && handsOn(node, place))) return undefined;
  const [route] = unit.paths;
  const isNamed = /plaid.*hook|hook.*plaid/i.test(`${unit.name ?? ''} ${route ?? ''}`);
  const isSure = isNamed || around.given || fields.has('webhook_code');
  if (!isSure && isForPages(node.getText())) return undefined;
  return {
    path: place.file.path,
    range: unit.range,
    branches: [],
    reads,
    takesOthers: true,
    verifies: isVerified(unit),
    does,
    ...(route === undefined ? {} : { route }),
  };
}

/** Whether a call stands in code that tells webhooks apart, which takes what comes in. */
function isInTelling({ node, place }: Placed): boolean {
  const around = enclosingFunction(node);
  return around !== undefined && tellsApart({ node: around, place });
}

function isGet(call: ts.CallExpression | undefined): boolean {
  return call !== undefined && /\.(?:get|delete|patch|put)$/.test(call.expression.getText());
}

/** The function that a file is there for, and not one that helps it. */
function isEntryOfFile(node: ts.SignatureDeclaration): boolean {
  const name = node.name?.getText();
  if (isExported(node) || name === undefined) return isExported(node);
  const given = String.raw`\bserve\(|\bdefault\s|\bexports\b[.\w\s]*=|\b(?:handler|POST)\s*[:=]`;
  return new RegExp(String.raw`(?:${given})[^\n;]*\b${name}\b`).test(node.getSourceFile().text);
}

/** `export default`, `exports.handler =`, and functions that a platform calls. */
function isExported(node: ts.Node): boolean {
  const statement = ts.findAncestor(node, (each) => ts.isSourceFile(each.parent));
  if (statement === undefined || enclosingFunction(node) !== undefined) return false;
  return /^(?:export\b|(?:module\.)?exports\b|serve\(|Deno\.serve\()/.test(statement.getText());
}

/** The keys of every payload in a function that came in with the request. */
function keysIn(unit: ts.SignatureDeclaration, place: CodePlace): ReadonlySet<string> {
  const keys = new Set<string>();
  const names = new Set(unit.parameters.flatMap(({ name }) => name.getText().match(/\w+/g) ?? []));
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) || ts.isIdentifier(node)) {
      const payload = payloadOf(node, place);
      if (payload !== undefined && (isIncoming(payload) || isMadeOf(payload, names))) {
        keys.add(payload.key);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(unit);
  return keys;
}

/** `const hook = unpack(req)`, and not `const row = await rows.find(req.body.item_id)`. */
function isMadeOf({ root }: Payload, names: ReadonlySet<string>): boolean {
  if (!ts.isVariableDeclaration(root)) return false;
  const text = root.initializer?.getText() ?? '';
  const given = text.matchAll(/[(,]\s*(\w+)(?:\.(?:raw)?body)?\s*(?=[),])/gi);
  return [...given].some(([, name = '']) => names.has(name));
}
