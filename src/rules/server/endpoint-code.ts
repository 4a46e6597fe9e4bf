import { ts } from 'ts-morph';
import { askedPlatform, differsByPlatform } from '../../generate/asked-platform.ts';
import type { LinkTokenRequest } from '../../plaid/link-token-request.ts';
import { missingFields } from '../../plaid/missing-fields.ts';
import { textOf } from '../../scan/code-place.ts';
import type {
  LinkTokenEndpointCode,
  NamedRequest,
} from '../../generate/link-token-endpoint-code.ts';
import type { EndpointPlace } from './endpoint-place.ts';
import type { ExchangeRoute } from './exchange-routes.ts';
import { boundNames } from './bound-names.ts';
import { endpointParameters } from './endpoint-parameters.ts';
import { namedParameters } from './named-parameters.ts';
import { handlerPrelude, type HandlerPrelude } from './handler-prelude.ts';
import { withServerValues } from './rendered-value.ts';
import { isAsync } from './is-async.ts';
import { answerHeaders, lambdaUser } from './lambda-route.ts';
import { meteorUser } from './meteor-route.ts';
import type { ServerRoute } from './server-route.ts';
import { signedInUserOf } from './signed-in-user.ts';
import { wholeWord } from '../whole-word.ts';

/** What the rewritten pages ask for. */
export interface Endpoint {
  /** The path of the URL that pages call, as far as their code says it. */
  readonly url: string;
  /** Its last segment. */
  readonly segment: string;
  readonly request: LinkTokenRequest;
  /** Where pages ask for one of several by its name. */
  readonly named?: readonly NamedRequest[];
}

/** How the user's server asks Plaid for a link token. */
export type LinkTokenMethod = 'linkTokenCreate' | 'createLinkToken';

/** Names that the endpoint declares itself. */
const OWN_NAMES: readonly string[] = [
  'answer',
  'linkToken',
  'error',
  'links',
  'wanted',
  'link',
  'platform',
];

/** The endpoint beside a route: what it asks first, how it knows the user, what a person fills in. */
export function endpointCode(
  exchange: ExchangeRoute,
  route: ServerRoute,
  endpoint: Endpoint,
  method: LinkTokenMethod,
  { place, at, shape, name, open: elsewhere = [] }: EndpointPlace,
  service?: string,
): LinkTokenEndpointCode {
  const { source } = place.script;
  const { framework } = route;
  const seesPlatform = service === undefined && askedPlatform(framework) !== undefined;
  const requestOf = (each: LinkTokenRequest): LinkTokenRequest =>
    withServerValues(seesPlatform ? each : withoutPlatforms(each), place);
  const request = requestOf(endpoint.request);
  const named = endpoint.named?.map((each) => ({ ...each, request: requestOf(each.request) }));
  const isAsked = differsByPlatform(request);
  const sent = sentTo(route);
  const prelude = usable(handlerPrelude(route.handler, exchange.inHandler, sent));
  const said = prelude.user ?? saidUser(route, source);
  const own = endpointParameters(
    route,
    shape,
    [prelude.around?.head, ...prelude.lines, said, service ?? exchange.client].join('\n'),
  );
  const parameters = named === undefined ? own : namedParameters(route, own, service !== undefined);
  const isKnown = said !== undefined && isInReach(said, parameters, prelude);
  const user = isKnown ? said : prelude.user;
  const open = [
    ...(user === undefined ? ['client_user_id: your own id of the signed-in user'] : []),
    ...(service === undefined ? openOf(request, named) : []),
    ...(service !== undefined || seesPlatform ? [] : openPlatforms(endpoint.request)),
    ...elsewhere,
    ...prelude.conditions.map((each) => `who may ask: the exchange asks ${condition(each)}`),
  ];
  const isUsed =
    isAsked ||
    named !== undefined ||
    parameters.some((each) => mentions(prelude, user, nameOf(each)));
  return {
    kind: 'link-token-endpoint',
    name,
    at,
    scope: source.pos,
    framework,
    shape,
    client: exchange.client,
    method,
    ...(service === undefined ? {} : { service }),
    prelude: prelude.lines,
    parameters: framework === 'next-app' && !isUsed ? [] : parameters,
    ...(prelude.around === undefined ? {} : { around: prelude.around }),
    isAsync: isAsync(route.handler.node),
    ...(framework === 'lambda' ? { headers: answerHeaders(route) } : {}),
    request,
    ...(named === undefined ? {} : { named }),
    user,
    open,
  };
}

/** What a person fills in of the request itself, a phrase each. */
function openFields(request: LinkTokenRequest): readonly string[] {
  return [
    ...missingFields(request).map(({ name, what }) => `${name}: ${what}`),
    ...request.fields
      .filter(({ value, server }) => value.kind === 'expression' && server === undefined)
      .map((field) => `${field.name}: it was an expression of the page`),
  ];
}

/** The request without what depends on where an app runs. */
export function withoutPlatforms(request: LinkTokenRequest): LinkTokenRequest {
  return { ...request, fields: request.fields.filter(({ on }) => on === undefined) };
}

/** What a person adds where an endpoint does not see what the app says of its platform. */
export function openPlatforms(request: LinkTokenRequest): readonly string[] {
  const fields = request.fields.filter(({ on }) => on !== undefined);
  const names = fields.map(
    ({ name, on }) => `${name} for apps on ${on === 'ios' ? 'iOS' : 'Android'}`,
  );
  return names.length === 0 ? [] : [`${names.join(' or ')}, never both`];
}

/** What a person fills in of the requests of an endpoint, a phrase each. */
export function openOf(request: LinkTokenRequest, named: Endpoint['named']): readonly string[] {
  if (named === undefined) return openFields(request);
  return named.flatMap((each) => openFields(each.request).map((open) => `${each.name}: ${open}`));
}

/** What else than a body the page sends: the data of a callable function, the arguments of a mutation. */
function sentTo({ framework, handler: { node } }: ServerRoute): RegExp | undefined {
  if (framework === 'firebase-call') return /\bdata\b/;
  const given = framework === 'graphql' ? node.parameters[1] : undefined;
  const names = given === undefined ? [] : boundNames(given.name);
  const patterns = names.map((name) => wholeWord(name).source);
  return names.length === 0 ? undefined : new RegExp(patterns.join('|'));
}

/** A prelude whose names the endpoint has itself is for a person to copy. */
function usable(prelude: HandlerPrelude): HandlerPrelude {
  if (!OWN_NAMES.some((name) => prelude.names.has(name))) return prelude;
  return {
    lines: [],
    names: new Set(),
    user: undefined,
    around: prelude.around,
    conditions: [...prelude.conditions, prelude.lines.join(' ')],
  };
}

function condition(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').replaceAll(';', ',');
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}

/** A variable of the exchange's handler means nothing beside it, but for those that go along. */
function isInReach(
  user: string,
  parameters: readonly string[],
  { names }: HandlerPrelude,
): boolean {
  const root = nameOf(user);
  if (root === 'this' || root === 'Meteor') return true;
  return names.has(root) || parameters.some((each) => new RegExp(`(?:^|\\s)${root}\\b`).test(each));
}

function mentions({ lines }: HandlerPrelude, user: string | undefined, name: string): boolean {
  return wholeWord(name).test(`${lines.join('\n')}\n${user ?? ''}`);
}

/** `req` of `req: Request`, `session` of `session.user.id`. */
function nameOf(text: string): string {
  return /[\w$]+/.exec(text)?.[0] ?? text;
}

function saidUser(route: ServerRoute, source: ts.SourceFile): string | undefined {
  if (route.framework === 'meteor') return meteorUser(route.handler);
  const gateway = route.framework === 'lambda' ? lambdaUser(route.handler) : undefined;
  return gateway ?? userIn(route, source);
}

/** An optional chain would send Plaid the text "undefined"; TypeScript wants to hear that it is there. */
function userIn(route: ServerRoute, source: ts.SourceFile): string | undefined {
  const user = signedInUserOf(route);
  const isTyped = (source.flags & ts.NodeFlags.JavaScriptFile) === 0;
  const isOptional = /\buser[?!]\./.test(textOf(route.handler.node, route.handler.place));
  return isTyped && isOptional ? user?.replace(/\buser\./, 'user!.') : user;
}
