import { ts } from 'ts-morph';
import type { CodePlace, Placed } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import { guardsInFront } from './mounted-path.ts';
import type { ServerRoute } from './server-route.ts';

const ID = /\.(_id|id|sub|uid|userId|user_id)$/;
const HOLDER = /^(req|request|ctx|context|res|reply|session)\b.*(user|auth|session|uid)/i;
/** What a browser sends is no evidence. */
const OUTSIDE = /\.(body|query|params|headers|cookies)\b/;

/** The same for a route: a guard in front of its handler, or of its router, may put the user there. */
export function signedInUserOf(route: ServerRoute): string | undefined {
  return signedInUser(route.handler) ?? userOfGuards(route) ?? userOfHandler(route.handler);
}

/**
 * How a handler knows the id of its signed-in user, as an expression of its own: `req.user.id`,
 * `req.session.userId`. Undefined where nothing in it says so; an id out of the body is no evidence, as
 * anybody can send one.
 */
function signedInUser({ node, place }: Placed): string | undefined {
  const found: string[] = [];
  const names = parameterNames(node);
  visitMembers(node, (each) => {
    const text = plain(each, place);
    const isHeld = HOLDER.test(text) || (/user/i.test(rootOf(text)) && names.has(rootOf(text)));
    if (ID.test(text) && isHeld && !OUTSIDE.test(text)) found.push(text);
  });
  return found.toSorted((a, b) => a.length - b.length)[0];
}

/** What a guard of this tree assigns or asks for: `req.userId = …`, `req.user = …` with the id others read off it. */
function userOfGuards(route: ServerRoute): string | undefined {
  const { registration, handler } = route;
  const [first] = parameterNames(handler.node);
  if (first === undefined) return undefined;
  const own = route.guards.map((node) => ({ node, place: registration.place }));
  for (const { node, place } of [...own, ...guardsInFront(route)]) {
    const made = definitionOf(node, place);
    const text = node.getText(place.script.source);
    const assigned = made === undefined ? undefined : assignedUser(made);
    if (assigned !== undefined && ID.test(assigned)) return `${first}${assigned}`;
    const read = made === undefined ? undefined : readUser(made);
    if (read !== undefined) return `${first}${read}`;
    const isUser =
      assigned === '.user' || /passport\.authenticate\(/.test(`${text} ${sourceOf(made)}`);
    const id = isUser ? idOfUser(registration.place) : undefined;
    if (id !== undefined) return `${first}.user.${id}`;
  }
  return undefined;
}

/** `req.user.banks` says that there is one; what its id is called, the rest of the server does. */
function userOfHandler({ node, place }: Placed<ts.SignatureDeclaration>): string | undefined {
  const [first] = parameterNames(node);
  let isThere = false;
  visitMembers(node, (each) => {
    isThere ||= plain(each, place) === `${first ?? ''}.user`;
  });
  const id = isThere ? idOfUser(place) : undefined;
  return id === undefined ? undefined : `${first ?? ''}.user.${id}`;
}

/** `.session.userId` where a guard turns those away who have none. */
function readUser(made: Placed): string | undefined {
  const user = signedInUser(made);
  const [first] = parameterNames(made.node);
  const isOfRequest = user !== undefined && first !== undefined && rootOf(user) === first;
  return isOfRequest ? user.slice(first.length) : undefined;
}

function sourceOf(made: Placed | undefined): string {
  return made === undefined ? '' : made.node.getText(made.place.script.source);
}

/** `.userId` where a guard assigns `req.userId`. */
function assignedUser({ node, place }: Placed): string | undefined {
  const [first] = parameterNames(node);
  let found: string | undefined;
  visitMembers(node, (each) => {
    const { parent } = each;
    const isTarget =
      ts.isBinaryExpression(parent) &&
      parent.left === each &&
      parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
    const text = plain(each, place);
    if (!isTarget || rootOf(text) !== first || OUTSIDE.test(text)) return;
    const rest = text.slice(rootOf(text).length);
    if (rest === '.user' || (ID.test(rest) && /user|uid|auth/i.test(rest))) found ??= rest;
  });
  return found;
}

/** The id that the rest of the server reads off `req.user`: the one it reads most. */
function idOfUser({ project }: CodePlace): string | undefined {
  const counts = new Map<string, number>();
  for (const { text, kind } of project.mentioning('.user')) {
    if (kind !== 'script') continue;
    for (const [, id = ''] of text.matchAll(/\breq(?:uest)?\.user[?!]?\.(_id|id|sub|uid)\b/g)) {
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}

function parameterNames(node: ts.Node): ReadonlySet<string> {
  return new Set(ts.isFunctionLike(node) ? node.parameters.map(({ name }) => name.getText()) : []);
}

function visitMembers(node: ts.Node, look: (each: ts.PropertyAccessExpression) => void): void {
  const visit = (each: ts.Node): void => {
    if (ts.isPropertyAccessExpression(each)) look(each);
    ts.forEachChild(each, visit);
  };
  visit(node);
}

function plain(node: ts.Node, { script }: CodePlace): string {
  return node.getText(script.source).replaceAll('?.', '.').replaceAll('!.', '.');
}

function rootOf(text: string): string {
  return /^\w+/.exec(text)?.[0] ?? '';
}
