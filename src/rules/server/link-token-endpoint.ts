import path from 'node:path';
import { ts } from 'ts-morph';
import type { LinkTokenRequest } from '../../plaid/link-token-request.ts';
import { textOf } from '../../scan/code-place.ts';
import type { Project } from '../../scan/project.ts';
import type { Rule, Site } from '../rule.ts';
import { exchangeRoutes, type ExchangeRoute } from './exchange-routes.ts';
import type { ServerRoute } from './server-route.ts';
import { signedInUser } from './signed-in-user.ts';
import { wantedEndpoint } from './wanted-endpoint.ts';

const ID = 'link-token-endpoint';

/** The route that answers the pages with a link token, beside the one that exchanges public tokens. */
export const linkTokenEndpoint: Rule = {
  id: ID,
  title: 'No endpoint mints link tokens',
  severity: 'error',
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
    if (exchange?.route === undefined || hasRoute(project, segment)) return [];
    return [siteFor(exchange, exchange.route, endpoint, isCurrent(exchange, made))];
  },
};

/** What the rewritten pages ask for. */
interface Endpoint {
  /** The path of the URL that pages call, as far as their code says it. */
  readonly url: string;
  /** Its last segment. */
  readonly segment: string;
  readonly request: LinkTokenRequest;
}

/** The exchange whose sibling the pages call: the longest path they have in common. */
function bestRoute(exchanges: readonly ExchangeRoute[], url: string): ExchangeRoute | undefined {
  const folder = url.slice(0, url.lastIndexOf('/'));
  const routes = exchanges.filter(({ route }) => route !== undefined);
  const matching = routes.filter(({ route }) => {
    const own = route?.path?.text;
    return own === undefined || folder.endsWith(own.slice(0, Math.max(0, own.lastIndexOf('/'))));
  });
  return matching.toSorted((a, b) => pathLength(b.route) - pathLength(a.route))[0];
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

/** Whether the client can mint link tokens: it could before, or is raised in this run. */
function isCurrent({ call, place }: ExchangeRoute, made: readonly Site[]): boolean {
  if (call.expression.getText().endsWith('.itemPublicTokenExchange')) return true;
  return made.some(
    ({ rule, path: file, range, edits }) =>
      rule === 'sdk-call' &&
      file === place.file.path &&
      range.start <= call.end &&
      range.end >= call.getStart(place.script.source) &&
      edits.length > 0,
  );
}

function siteFor(
  exchange: ExchangeRoute,
  route: ServerRoute,
  wanted: Endpoint,
  current: boolean,
): Site {
  const { place } = route.registration;
  const { source } = place.script;
  const node = route.registration.node;
  const range = { start: node.getStart(source), end: node.end };
  const base = { rule: ID, path: place.file.path, range };
  const inSameFile = exchange.place.file.path === place.file.path;
  const hasPlace = route.path !== undefined && route.receiver !== undefined && inSameFile;
  const isBroken = place.script.syntaxErrors.length > 0;
  const isKnown = hasPlace && !isBroken && route.framework !== 'nest';
  if (!isKnown || !current) {
    return {
      ...base,
      outcome: 'manual',
      message: `Pages ask ${wanted.url} for a link_token, and nothing answers it yet.`,
      next: current
        ? 'Write the endpoint beside this one, with the request that is printed under "Link tokens".'
        : 'Bring the Plaid client to the current SDK, then run again: the one that is here cannot mint link tokens.',
      edits: [],
    };
  }
  const user = signedInUser(route.handler);
  const open = [
    ...(user === undefined ? ['client_user_id: your own id of the signed-in user'] : []),
    ...wanted.request.fields
      .filter(({ value }) => value.kind === 'expression')
      .map(({ name }) => `${name}: it was an expression of the page`),
  ];
  const text = route.path?.text ?? '';
  const sibling = path.posix.join(text.slice(0, text.lastIndexOf('/')) || '/', wanted.segment);
  const site: Site = {
    ...base,
    outcome: open.length === 0 ? 'rewritten' : 'needs-decision',
    message: `Pages ask ${wanted.url} for a link_token; a route beside the exchange answers now.`,
    edits: [],
    generates: [
      {
        kind: 'link-token-endpoint',
        name: sibling,
        at: node.end,
        scope: source.pos,
        framework: route.framework,
        receiver: route.receiver ?? '',
        guards: route.guards.map((guard) => textOf(guard, place)),
        client: exchange.client,
        parameters: route.handler.node.parameters.map(({ name }) => name.getText()),
        isAsync: isAsync(route),
        request: wanted.request,
        user,
        open,
      },
    ],
  };
  if (open.length === 0) return site;
  return { ...site, next: `Fill in what only you know: ${open.join('; ')}.` };
}

function isAsync({ handler: { node } }: ServerRoute): boolean {
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  return modifiers?.some((each) => each.kind === ts.SyntaxKind.AsyncKeyword) === true;
}
