import type { Project } from '../../scan/project.ts';
import { exchangeRoutes } from './exchange-routes.ts';
import { mountedPaths } from './mounted-path.ts';
import type { ServerRoute } from './server-route.ts';

const known = new WeakMap<Project, ReadonlySet<string>>();

/**
 * The paths at which public tokens are exchanged at the root of a router, as far as the tree says where it
 * is mounted: `/api/bank` of `app.use('/api/bank', router)` and `router.post('/', …)`. What stands beside
 * the exchange there is below the path, not beside it.
 */
export function exchangeRoots(project: Project): ReadonlySet<string> {
  const found = known.get(project) ?? new Set(exchangeRoutes(project).flatMap(rootsOf));
  known.set(project, found);
  return found;
}

function rootsOf({ route }: { readonly route: ServerRoute | undefined }): readonly string[] {
  return route === undefined ? [] : rootPaths(route);
}

/** Where a route at the root of its router answers; empty for others, and where nothing mounts it. */
export function rootPaths(route: ServerRoute): readonly string[] {
  const { framework, path } = route;
  if ((framework !== 'express' && framework !== 'koa') || path?.text !== '/') return [];
  return mountedPaths(route)
    .map((each) => each.replace(/\/+$/, ''))
    .filter((each) => each !== '');
}
