import type { Project } from '../../scan/project.ts';
import type { Rule, Site } from '../rule.ts';
import type { Endpoint, LinkTokenMethod } from './endpoint-code.ts';
import { askedLink } from '../../generate/named-requests.ts';
import type { Framework } from '../../generate/framework.ts';
import { endpointSites } from './endpoint-sites.ts';
import { mountedPaths } from './mounted-path.ts';
import { exchangeRoutes, type ExchangeRoute } from './exchange-routes.ts';
import type { ServerRoute } from './server-route.ts';
import {
  askedEndpoints,
  asksServerIn,
  isPageOf,
  plainUrl,
  type AskedEndpoint,
} from './wanted-endpoint.ts';
import { unansweredEndpoint } from './unanswered-endpoint.ts';
import { wholeWord } from '../whole-word.ts';

const ID = 'link-token-endpoint';

/** The route that answers the pages with a link token, beside the one that exchanges public tokens. */
export const linkTokenEndpoint: Rule = {
  id: ID,
  title: 'No endpoint mints link tokens',
  severity: 'error',
  stage: 'server',
  docs: 'https://plaid.com/docs/api/link/#linktokencreate',
  mightApply: () => false,
  find: () => [],
  findLeftovers: (project, made) => {
    const asked = askedEndpoints(made);
    if (asked.length === 0) return [];
    const exchanges = exchangeRoutes(project);
    // The rule link-token-elsewhere speaks of it.
    if (exchanges.length === 0) return [];
    return asked.flatMap((each) => {
      const wanted = endpointOf(ofOwnPages(each, exchanges, project));
      return wanted === undefined ? [] : sitesFor(wanted, exchanges, project, made);
    });
  },
};

/** What the pages ask that stand with the server, where any do. */
function ofOwnPages(
  asked: AskedEndpoint,
  exchanges: readonly ExchangeRoute[],
  project: Project,
): AskedEndpoint {
  const route = asked.url === undefined ? undefined : bestRoute(exchanges, asked.url)?.route;
  if (route === undefined) return asked;
  const home = homeOf(route, project);
  const own = asked.requests.filter(({ pages }) => pages.some((each) => asksServerIn(home, each)));
  const hasPages = own.some(({ pages }) => pages.some((each) => isPageOf(home, each)));
  return hasPages ? { ...asked, requests: own } : asked;
}

/** The folder of the package that a route is in: pages elsewhere may be those of another server. */
function homeOf({ registration }: ServerRoute, project: Project): string {
  const manifest = project.manifestOf(registration.place.file.path)?.path ?? '';
  return manifest.slice(0, manifest.lastIndexOf('/') + 1);
}

/** Undefined where only the page knows its URL, or where several requests have no names. */
function endpointOf({ url, requests }: AskedEndpoint): Endpoint | undefined {
  const [first, ...others] = requests;
  if (url === undefined || first === undefined) return undefined;
  const segment = url.slice(url.lastIndexOf('/') + 1);
  const endpoint: Endpoint = { url, segment, request: first.request };
  if (others.length === 0) return endpoint;
  const named = requests.flatMap(({ name, request }) =>
    name === undefined ? [] : [{ name, request }],
  );
  return named.length === requests.length ? { ...endpoint, named } : undefined;
}

function sitesFor(
  endpoint: Endpoint,
  exchanges: readonly ExchangeRoute[],
  project: Project,
  made: readonly Site[],
): readonly Site[] {
  const exchange = bestRoute(exchanges, endpoint.url);
  if (hasRoute(project, endpoint.segment)) return [];
  if (exchange?.route === undefined) {
    return exchanges.slice(0, 1).map((first) => noRoute(first, endpoint));
  }
  return endpointSites(exchange, exchange.route, endpoint, methodOf(exchange, made));
}

/** An endpoint that is ours to write. */
export interface OwnEndpoint {
  /** The folder with its server; pages elsewhere may be those of another one. */
  readonly home: string;
  /** Whether it will be one that is asked by name. */
  readonly knowsNames: boolean;
}

/** The endpoint at a URL, an expression of the page. */
export function ownEndpoint(project: Project, source: string): OwnEndpoint | undefined {
  const url = plainUrl(source);
  const exchange = url === undefined ? undefined : bestRoute(exchangeRoutes(project), url);
  const route = exchange?.route;
  if (route === undefined) return undefined;
  return { home: homeOf(route, project), knowsNames: askedLink(route.framework) !== undefined };
}

/** The exchange whose sibling the pages call: by its whole path, or else the longest they have in common. */
function bestRoute(exchanges: readonly ExchangeRoute[], url: string): ExchangeRoute | undefined {
  const wanted = url.replace(/^https?:\/\/[^/]*/, '');
  const folder = wanted.slice(0, wanted.lastIndexOf('/'));
  // A function that is called by its name answers no URL.
  const isName = !wanted.includes('/');
  const routes = exchanges.filter(
    ({ route }) => route !== undefined && isCalledByName(route) === isName,
  );
  const exact = routes.find(({ route }) =>
    (route === undefined ? [] : mountedPaths(route)).some((each) => folderOf(each) === folder),
  );
  if (exact !== undefined) return exact;
  const matching = routes.filter(({ route }) => {
    const own = route?.path?.text;
    return own === undefined || folder.endsWith(folderOf(own));
  });
  return matching.toSorted((a, b) => pathLength(b.route) - pathLength(a.route))[0];
}

function isCalledByName({ framework }: ServerRoute): boolean {
  return CALLED_BY_NAME[framework] !== undefined;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function pathLength(route: ServerRoute | undefined): number {
  return route?.path?.text.split('/').length ?? 0;
}

function hasRoute(project: Project, segment: string): boolean {
  const pattern = new RegExp(
    `\\.(post|all|use|get)\\(\\s*['"\`][^'"\`]*${wholeWord(segment).source}['"\`]`,
  );
  return project
    .mentioning(segment)
    .some(({ kind, text }) => kind === 'script' && pattern.test(text));
}

/** Pages ask a URL, and what exchanges is called by its name, or is nothing that a sibling could be told from. */
function noRoute({ call, client, place, route }: ExchangeRoute, wanted: Endpoint): Site {
  const what =
    route === undefined
      ? 'what exchanges public tokens here is no route that a sibling could be written beside'
      : `public tokens are exchanged in ${CALLED_BY_NAME[route.framework] ?? 'a function'}, and how the page calls it was not found`;
  const token = `(await ${client}.linkTokenCreate(request)).data.link_token`;
  const next =
    route === undefined
      ? `Answer the page with ${token}, behind the same guards; the marker holds the request. Where pages call no URL, let them call what you write.`
      : `Write another beside it that gives ${token}, behind the same guards, and call it where the page asks ${wanted.url}; the marker holds the request.`;
  return unansweredEndpoint({ node: call, place }, wanted, `: ${what}`, next);
}

const CALLED_BY_NAME: Readonly<Partial<Record<Framework, string>>> = {
  meteor: 'a Meteor method',
  'firebase-call': 'a callable function',
  graphql: 'a resolver',
  'nest-graphql': 'a resolver',
};

/** How the client mints link tokens: it could before, or is raised in this run; undefined for neither. */
function methodOf(
  { call, place }: ExchangeRoute,
  made: readonly Site[],
): LinkTokenMethod | undefined {
  if (call.expression.getText().endsWith('.itemPublicTokenExchange')) return 'linkTokenCreate';
  const isRaised = made.some(
    ({ rule, path: file, range, edits }) =>
      rule === 'sdk-call' &&
      file === place.file.path &&
      range.start <= call.end &&
      range.end >= call.getStart(place.script.source) &&
      edits.length > 0,
  );
  if (isRaised) return 'linkTokenCreate';
  // plaid 6 to 8, which `--sdk keep` leaves as they are.
  const version = place.project.manifestOf(place.file.path)?.dependencies.get('plaid') ?? '';
  const isKept =
    /^[~^]?[678](?:\.|$)/.test(version) &&
    call.expression.getText().endsWith('.exchangePublicToken');
  return isKept ? 'createLinkToken' : undefined;
}
