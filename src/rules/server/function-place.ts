import { ts } from 'ts-morph';
import { textOf } from '../../scan/code-place.ts';
import type { EndpointPlace } from './endpoint-place.ts';
import { siblingRewrites } from './firebase-rewrites.ts';
import { isAsync } from './is-async.ts';
import { asSibling, namedSibling } from './named-sibling.ts';
import { siblingFunction } from './serverless-functions.ts';
import type { ServerRoute } from './server-route.ts';
import { isTaken, siblingName } from './sibling-name.ts';

/** `exports.exchange = functions.https.onRequest(…)`: the name is the last segment of the URL. */
export function besideFunction(route: ServerRoute, segment: string): EndpointPlace | undefined {
  const { handler, registration } = route;
  const named = /^(?:module\.)?exports\.(\w+)\s*=|^export const (\w+)\s*=/.exec(
    textOf(registration.node, registration.place),
  );
  const name = named?.[1] ?? named?.[2];
  if (name === undefined || !/^[a-zA-Z_]\w*$/.test(segment)) return undefined;
  const sibling = namedSibling(handler, name, segment);
  if (sibling === undefined || isTaken(segment, handler.place)) return undefined;
  const { file, project } = handler.place;
  const rewrites =
    route.framework === 'firebase' ? siblingRewrites(file.path, name, segment, project) : [];
  const edits = [...sibling.edits, ...rewrites];
  return { ...asSibling(sibling, handler.place), name: segment, edits };
}

/** `exports.exchange = async (event) => …`, which a gateway knows by its name. */
export function besideLambda(
  { handler, named }: ServerRoute,
  segment: string,
): EndpointPlace | undefined {
  if (named === undefined) return undefined;
  const { file, project } = handler.place;
  const name = siblingName(named, segment);
  const sibling = namedSibling(handler, named, name);
  if (sibling === undefined || isTaken(name, handler.place)) return undefined;
  const config = siblingFunction(file.path, named, name, segment, project);
  const open = config.length === 0 ? [`the path of your gateway that leads to ${name}`] : [];
  const edits = [...sibling.edits, ...config];
  return { ...asSibling(sibling, handler.place), name, edits, open };
}

/** `'accounts.exchange'(token) {…}`: pages call it by its whole name. */
export function besideMethodOfMeteor(
  { handler: { node, place }, registration }: ServerRoute,
  name: string,
): EndpointPlace | undefined {
  const member = registration.node;
  if (!ts.isMethodDeclaration(member) && !ts.isPropertyAssignment(member)) return undefined;
  const quote = /^['"]/.exec(member.name.getText(place.script.source))?.[0] ?? '';
  const key = /^\w+$/.test(name)
    ? `${quote}${name}${quote}`
    : `${quote || "'"}${name}${quote || "'"}`;
  if (new RegExp(`(?<![\\w.])${name.replaceAll('.', '\\.')}\\b`).test(place.script.source.text)) {
    return undefined;
  }
  const isExpression = ts.isPropertyAssignment(member);
  const word = isAsync(node) ? 'async ' : '';
  const head = isExpression ? `${key}: ` : word + key;
  const shape = { kind: 'sibling', head, tail: '', isExpression, isEntry: true } as const;
  return { place, at: member.end, shape, name, edits: [] };
}
