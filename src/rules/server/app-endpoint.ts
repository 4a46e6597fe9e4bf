import { ts } from 'ts-morph';
import type { Project } from '../../scan/project.ts';
import { siblingUrl, urlBelow } from '../exchange/sibling-url.ts';
import { isExchangedByOthers } from './exchange-elsewhere.ts';
import { rootPaths } from './exchange-roots.ts';
import { exchangeRoutes } from './exchange-routes.ts';
import { isNetlify } from './lambda-route.ts';
import { mountedPaths } from './mounted-path.ts';
import type { ServerRoute } from './server-route.ts';

const known = new WeakMap<Project, { readonly path: string | undefined }>();

/**
 * The path at which apps for phones get their link token: beside the exchange of the only server in the
 * tree, as their own code names no URL that a rule follows. Undefined where there are several, or none.
 */
export function appEndpointPath(project: Project): string | undefined {
  const found = known.get(project) ?? { path: soleSibling(project) };
  known.set(project, found);
  return found.path;
}

function soleSibling(project: Project): string | undefined {
  const exchanges = exchangeRoutes(project);
  const homes = exchanges.map(({ place }) => project.manifestOf(place.file.path)?.path);
  if (new Set(homes).size !== 1 || isExchangedByOthers(project)) return undefined;
  const siblings = exchanges.flatMap(({ route }) => (route === undefined ? [] : siblingsOf(route)));
  const [first, ...others] = new Set(siblings);
  return others.length === 0 ? first : undefined;
}

function siblingsOf(route: ServerRoute): readonly string[] {
  const roots = new Set(rootPaths(route));
  return pathsOf(route).flatMap((path) => {
    const pieces = [{ kind: 'text', text: path }] as const;
    const [sibling] = urlBelow(pieces, roots) ?? siblingUrl(pieces) ?? [];
    // What stands for a parameter is nothing that an app could ask.
    return sibling?.kind === 'text' && /^\/[\w./-]+$/.test(sibling.text) ? [sibling.text] : [];
  });
}

/** Where a route answers; empty where neither code nor the name of the file says it. */
function pathsOf(route: ServerRoute): readonly string[] {
  const { framework, handler } = route;
  const file = handler.place.file.path;
  if (framework === 'next-pages') return match(/(?:^|\/)pages(\/api\/.+?)(?:\/index)?\.\w+$/, file);
  if (framework === 'next-app') return match(/(?:^|\/)app(\/.+)\/route\.\w+$/, file);
  if (isNetlify(route)) {
    return match(/(?:^|\/)functions(\/[\w-]+)\.\w+$/, file).map(
      (name) => `/.netlify/functions${name}`,
    );
  }
  const paths = mountedPaths(route).map((path) => path.replace(/(?<=.)\/+$/, ''));
  return framework === 'nest' ? paths.map((path) => controllerPath(route) + path) : paths;
}

function match(pattern: RegExp, text: string): readonly string[] {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? [] : [found];
}

/** `@Controller('bank')`, in front of what its methods say. */
function controllerPath({ handler: { node } }: ServerRoute): string {
  const owner = ts.findAncestor(node, ts.isClassLike);
  const text =
    owner === undefined
      ? ''
      : (ts.getDecorators(owner) ?? []).map((each) => each.getText()).join(' ');
  const named = /@Controller\(\s*(?:\{[^}]*\bpath:\s*)?['"`]\/?([^'"`]+?)\/?['"`]/.exec(text)?.[1];
  return named === undefined ? '' : `/${named}`;
}
