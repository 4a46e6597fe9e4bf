import type { Project } from '../../scan/project.ts';
import type { Rule, Site } from '../rule.ts';
import type { Endpoint, LinkTokenMethod } from './endpoint-code.ts';
import { endpointSites } from './endpoint-sites.ts';
import { mountedPaths } from './mounted-path.ts';
import { exchangeRoutes, type ExchangeRoute } from './exchange-routes.ts';
import type { ServerRoute } from './server-route.ts';
import { wantedEndpoint } from './wanted-endpoint.ts';

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
    const wanted = wantedEndpoint(made);
    if (wanted === undefined) return [];
    const exchanges = exchangeRoutes(project);
    // The rule link-token-elsewhere speaks of it.
    if (exchanges.length === 0) return [];
    const [only, ...others] = wanted.asked;
    // Several requests need names of their own, which a person gives.
    if (only?.url === undefined || others.length > 0) return [];
    const segment = only.url.slice(only.url.lastIndexOf('/') + 1);
    const endpoint: Endpoint = { url: only.url, segment, request: only.request };
    const exchange = bestRoute(exchanges, endpoint.url);
    if (hasRoute(project, segment)) return [];
    if (exchange?.route === undefined) {
      return exchanges.slice(0, 1).map((first) => noRoute(first, endpoint));
    }
    return endpointSites(exchange, exchange.route, endpoint, methodOf(exchange, made));
  },
};

/** The exchange whose sibling the pages call: by its whole path, or else the longest they have in common. */
function bestRoute(exchanges: readonly ExchangeRoute[], url: string): ExchangeRoute | undefined {
  const wanted = url.replace(/^https?:\/\/[^/]*/, '');
  const folder = wanted.slice(0, wanted.lastIndexOf('/'));
  const routes = exchanges.filter(({ route }) => route !== undefined);
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

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function pathLength(route: ServerRoute | undefined): number {
  return route?.path?.text.split('/').length ?? 0;
}

function hasRoute(project: Project, segment: string): boolean {
  const pattern = new RegExp(`\\.(post|all|use|get)\\(\\s*['"\`][^'"\`]*${segment}['"\`]`);
  return project
    .mentioning(segment)
    .some(({ kind, text }) => kind === 'script' && pattern.test(text));
}

/** A callable function, a Meteor method, a resolver, a service: `app.post` would be wrong there. */
function noRoute({ call, client, place }: ExchangeRoute, { url }: Endpoint): Site {
  return {
    rule: ID,
    path: place.file.path,
    range: { start: call.getStart(place.script.source), end: call.end },
    outcome: 'manual',
    message: `Pages ask ${url} for a link_token, and nothing answers it yet: what exchanges public tokens here is no route that a sibling could be written beside.`,
    next: `Answer the page with (await ${client}.linkTokenCreate(request)).data.link_token, behind the same guards; the request is printed under "Link tokens". Where pages call no URL, let them call what you write.`,
    edits: [],
  };
}

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
