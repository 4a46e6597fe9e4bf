import { ts } from 'ts-morph';
import { fileStyle } from '../file-style.ts';
import {
  linkTokenEndpointCode,
  typesOfEndpoint,
  type LinkTokenEndpointCode,
} from '../../codemod/generate/link-token-endpoint.ts';
import type { LinkTokenRequest } from '../../plaid/link-token-request.ts';
import { bindingOf } from '../../scan/bindings.ts';
import { textOf } from '../../scan/code-place.ts';
import type { Project } from '../../scan/project.ts';
import type { EndpointShape, Rule, Site } from '../rule.ts';
import { endpointPlace, type EndpointPlace } from './endpoint-place.ts';
import { nextEndpoint, type NextEndpoint } from './next-endpoint.ts';
import { mountedPaths } from './mounted-path.ts';
import { rootOf } from './named-sibling.ts';
import { exchangeRoutes, type ExchangeRoute } from './exchange-routes.ts';
import type { ServerRoute } from './server-route.ts';
import { signedInUserOf } from './signed-in-user.ts';
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
    return [siteFor(exchange, exchange.route, endpoint, methodOf(exchange, made))];
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

type LinkTokenMethod = 'linkTokenCreate' | 'createLinkToken';

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

function siteFor(
  exchange: ExchangeRoute,
  route: ServerRoute,
  wanted: Endpoint,
  method: LinkTokenMethod | undefined,
): Site {
  if (method !== undefined && isInScope(exchange, route)) {
    const isFile = route.framework === 'next-pages' || route.framework === 'next-app';
    const file = isFile ? nextEndpoint(route, wanted.url) : undefined;
    const site = file === undefined ? undefined : nextSite(exchange, route, wanted, method, file);
    if (site !== undefined) return site;
    const found = endpointPlace(route, wanted.segment);
    if (found !== undefined) return besideSite(exchange, route, wanted, method, found);
  }
  const { node, place } = route.registration;
  return {
    rule: ID,
    path: place.file.path,
    range: { start: node.getStart(place.script.source), end: node.end },
    outcome: 'manual',
    message: `Pages ask ${wanted.url} for a link_token, and nothing answers it yet.`,
    next:
      method === undefined
        ? 'Bring the Plaid client to the current SDK, then run again: the one that is here cannot mint link tokens.'
        : 'Write the endpoint beside this one, with the request that is printed under "Link tokens".',
    edits: [],
  };
}

function besideSite(
  exchange: ExchangeRoute,
  route: ServerRoute,
  wanted: Endpoint,
  method: LinkTokenMethod,
  found: EndpointPlace,
): Site {
  const code = codeOf(exchange, route, wanted, method, found);
  return {
    ...endOf(wanted, code),
    path: found.place.file.path,
    range: rangeOf(exchange, route, found),
    edits: found.edits,
    generates: [code],
  };
}

/** A new file, which the exchange's file may have to share its client with. */
function nextSite(
  exchange: ExchangeRoute,
  route: ServerRoute,
  wanted: Endpoint,
  method: LinkTokenMethod,
  file: NextEndpoint,
): Site | undefined {
  const { place, node } = route.handler;
  const found = { place, at: 0, shape: file.shape, name: wanted.segment, edits: [] };
  const code = codeOf(exchange, route, wanted, method, found);
  const style = fileStyle(place.script);
  const text = linkTokenEndpointCode(code, { ...style, lineEnd: '\n' }, '');
  const imports = file.imports(text);
  if (imports === undefined) return undefined;
  const types = style.typescript ? typesOfEndpoint(code).join(', ') : '';
  const own = types === '' ? [] : [`import { ${types} } from ${style.quote}plaid${style.quote};`];
  return {
    ...endOf(wanted, code),
    path: place.file.path,
    range: { start: node.getStart(place.script.source), end: node.end },
    edits: imports.edits,
    creates: [{ path: file.path, text: `${[...imports.lines, ...own].join('\n')}\n\n${text}\n` }],
    answers: wanted.request,
  };
}

function codeOf(
  exchange: ExchangeRoute,
  route: ServerRoute,
  { request }: Endpoint,
  method: LinkTokenMethod,
  { place, at, shape, name }: EndpointPlace,
): LinkTokenEndpointCode {
  const { source } = place.script;
  const { framework } = route;
  const said = userIn(route, source);
  const parameters = parametersOf(route, shape, said);
  const user = said !== undefined && isParameter(said, parameters) ? said : undefined;
  const open = [
    ...(user === undefined ? ['client_user_id: your own id of the signed-in user'] : []),
    ...request.fields
      .filter(({ value }) => value.kind === 'expression')
      .map((field) => `${field.name}: it was an expression of the page`),
  ];
  return {
    kind: 'link-token-endpoint',
    name,
    at,
    scope: source.pos,
    framework,
    shape,
    client: exchange.client,
    method,
    parameters: framework === 'next-app' && user === undefined ? [] : parameters,
    isAsync: isAsync(route),
    request,
    user,
    open,
  };
}

/** A variable of the exchange's handler means nothing beside it. */
function isParameter(user: string, parameters: readonly string[]): boolean {
  const root = /^\w+/.exec(user)?.[0] ?? '';
  return parameters.some((each) => new RegExp(`(?:^|\\s)${root}\\b`).test(each));
}

function endOf(
  { url }: Endpoint,
  { open }: LinkTokenEndpointCode,
): Pick<Site, 'rule' | 'outcome' | 'message' | 'next'> {
  const message = `Pages ask ${url} for a link_token; a route beside the exchange answers now.`;
  if (open.length === 0) return { rule: ID, outcome: 'rewritten', message };
  const next = `Fill in what only you know: ${open.join('; ')}.`;
  return { rule: ID, outcome: 'needs-decision', message, next };
}

/** The route where it stands in the file that is written to, or else the function. */
function rangeOf(exchange: ExchangeRoute, route: ServerRoute, found: EndpointPlace): Site['range'] {
  const { node, place } = route.registration;
  const { source } = found.place.script;
  const shown = place.file.path === found.place.file.path ? node : exchange.call;
  return { start: shown.getStart(source), end: shown.end };
}

/** An optional chain would send Plaid the text "undefined"; TypeScript wants to hear that it is there. */
function userIn(route: ServerRoute, source: ts.SourceFile): string | undefined {
  const user = signedInUserOf(route);
  const isTyped = (source.flags & ts.NodeFlags.JavaScriptFile) === 0;
  const isOptional = /\buser[?!]\./.test(textOf(route.handler.node, route.handler.place));
  return isTyped && isOptional ? user?.replace(/\buser\./, 'user!.') : user;
}

/** Whether the client of the exchange means the same in the function beside it. */
function isInScope({ call, place }: ExchangeRoute, { handler }: ServerRoute): boolean {
  const callee = call.expression;
  const root = ts.isPropertyAccessExpression(callee) ? rootOf(callee.expression) : undefined;
  const binding = root === undefined ? undefined : bindingOf(root, place.script);
  if (binding?.kind !== 'declared') return root !== undefined || /^this\b/.test(callee.getText());
  const { node } = handler;
  if (node.parameters.some((each) => each === binding.node)) return true;
  return ts.findAncestor(binding.node, (each) => each === node) === undefined;
}

/** Their types go along where nothing else says them; of NestJS only the one that holds the user. */
function parametersOf(
  { framework, handler: { node } }: ServerRoute,
  shape: EndpointShape,
  user: string | undefined,
): readonly string[] {
  const parameters = node.parameters.filter(({ name }) => ts.isIdentifier(name));
  if (framework === 'nest') {
    const root = /^\w+/.exec(user ?? '')?.[0];
    return parameters.filter(({ name }) => name.getText() === root).map((each) => each.getText());
  }
  const isTyped =
    shape.kind === 'sibling' && node.parameters.some(({ type }) => type !== undefined);
  const texts = parameters
    .filter(({ type }) => !isTyped || type !== undefined)
    .map((each) => (isTyped ? each.getText() : each.name.getText()));
  const wanted = ['koa', 'hapi', 'fastify'].includes(framework) ? 1 : 2;
  const missing = (texts[0] === 'request' ? ['request', 'response'] : ['req', 'res']).slice(
    texts.length,
    isTyped ? texts.length : wanted,
  );
  return [...texts, ...missing].slice(0, wanted);
}

function isAsync({ handler: { node } }: ServerRoute): boolean {
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  return modifiers?.some((each) => each.kind === ts.SyntaxKind.AsyncKeyword) === true;
}
