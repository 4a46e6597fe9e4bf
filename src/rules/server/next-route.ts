import { ts } from 'ts-morph';
import type { Placed } from '../../scan/code-place.ts';
import type { ServerRoute } from './server-route.ts';

/** Next.js: the file is the route, under `pages/api` or as `app/…/route`. */
export function nextRoute(handler: Placed<ts.SignatureDeclaration>): ServerRoute | undefined {
  const { path } = handler.place.file;
  const isPages = /(^|\/)pages\/api\/.+\.[jt]sx?$/.test(path);
  const isApp = /(^|\/)app\/(.+\/)?route\.[jt]sx?$/.test(path);
  if (!isPages && !isApp) return undefined;
  if (ts.findAncestor(handler.node.parent, ts.isFunctionLike) !== undefined) return undefined;
  return {
    framework: isPages ? 'next-pages' : 'next-app',
    registration: { node: handler.node, place: handler.place },
    path: undefined,
    receiver: undefined,
    guards: [],
    handler,
  };
}
