import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import { callsIn } from '../../scan/nodes-in.ts';
import type { Project } from '../../scan/project.ts';
import { httpCallAt, propertyOf, type HttpCall } from '../exchange/http-call.ts';
import type { FileEdit } from '../rule.ts';
import { urlPieces } from '../exchange/url-pieces.ts';
import { TokenFollower } from './public-token-flow.ts';
import { renameRead } from './public-token-names.ts';
import type { ServerRoute } from './server-route.ts';

/**
 * The edits that have everybody who calls a route read the token under another name; undefined where
 * somebody may be out of sight.
 */
export function readersOf(
  route: ServerRoute | undefined,
  keys: readonly string[],
  renamed: string,
  { project }: CodePlace,
): readonly FileEdit[] | undefined {
  const path = route === undefined ? undefined : pathOf(route);
  const segment = path?.findLast((each) => !each.startsWith(':'));
  const key = keys.at(-1);
  if (path === undefined || segment === undefined || key === undefined) return undefined;
  if (project.mentioningElsewhere(segment).length > 0 || isTyped(key, project)) return undefined;
  const follower = new TokenFollower({ untilRead: true, answersWith: () => false });
  let calls = 0;
  for (const file of project.mentioning(segment)) {
    let own = file.path === route?.registration.place.file.path && route.path !== undefined ? 1 : 0;
    for (const script of file.scripts) {
      const place: CodePlace = { file, script, project };
      for (const node of callsIn(script.source)) {
        const call = httpCallAt(node, place);
        // `app.post('/x', …)` reads like a request, too.
        const isRequest = call !== undefined && call.url !== route?.path?.node;
        if (!isRequest || !isCallOf(call, path)) continue;
        own += 1;
        if (!followCall(call, keys, follower)) own = Infinity;
      }
    }
    if (own === Infinity || mentions(file.text, segment) > own) return undefined;
    calls += own;
  }
  const isComplete = calls > 0 && follower.reads.length > 0;
  if (!isComplete || follower.lost.length + follower.answers.length > 0) return undefined;
  return follower.reads.flatMap((read) => renameRead(read, renamed));
}

function followCall(call: HttpCall, keys: readonly string[], follower: TokenFollower): boolean {
  const { node, place, client } = call;
  const held = (before: readonly string[]) => ({ keys: [...before, ...keys], original: true });
  switch (client?.kind) {
    case 'fetch':
      follower.follow(node, held(['json()']), place);
      return true;
    case 'axios':
      follower.follow(node, held(['data']), place);
      return true;
    case 'jquery': {
      const success = ts.isObjectLiteralExpression(node.arguments[0] ?? node)
        ? successOf(node)
        : undefined;
      const callback = success ?? node.arguments.slice(1).find((each) => ts.isFunctionLike(each));
      if (callback === undefined) follower.follow(node, held([]), place);
      else follower.handTo(callback, 0, held([]), place);
      return true;
    }
    case 'meteor':
    case 'callable':
    case 'apollo':
    case undefined:
      return false;
  }
}

function successOf(node: ts.CallExpression): ts.Node | undefined {
  const [settings] = node.arguments;
  if (settings === undefined || !ts.isObjectLiteralExpression(settings)) return undefined;
  return (
    propertyOf(settings, 'success') ??
    settings.properties.find(
      (each) => ts.isMethodDeclaration(each) && each.name.getText() === 'success',
    )
  );
}

/** The segments of a route's own path, as far as its file says them. */
function pathOf({ path, framework, registration }: ServerRoute): readonly string[] | undefined {
  const file = registration.place.file.path;
  const text =
    path?.text ??
    (framework === 'next-pages'
      ? /(?:^|\/)pages(\/api\/.+?)(?:\/index)?\.[jt]sx?$/.exec(file)?.[1]
      : /(?:^|\/)app(\/.+)\/route\.[jt]sx?$/.exec(file)?.[1]);
  return text
    ?.replaceAll(/\[\w+\]/g, ':id')
    .split('/')
    .filter((each) => each !== '');
}

function isCallOf({ url, place }: HttpCall, path: readonly string[]): boolean {
  const text = urlPieces(url, place)
    .map((piece) => (piece.kind === 'text' ? piece.text : ':code'))
    .join('')
    .replace(/[?#].*$/, '');
  const segments = text.split('/').filter((each) => each !== '');
  return path.every((each, index) => {
    const own = segments.at(index - path.length);
    return own !== undefined && (each.startsWith(':') || own === each);
  });
}

/** How often a text names the segment of a path. */
function mentions(text: string, segment: string): number {
  const escaped = segment.replaceAll(/[^\w]/g, String.raw`\$&`);
  return [...text.matchAll(new RegExp(`[/'"\`]${escaped}(?![\\w-])`, 'g'))].length;
}

/** A type or a schema that names the key would have to change, too. */
function isTyped(key: string, project: Project): boolean {
  return project
    .mentioning(key)
    .some(({ text }) => new RegExp(`\\b${key}\\??:\\s*(string|any|unknown)\\b`, 'i').test(text));
}
