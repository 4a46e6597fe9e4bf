import { ts } from 'ts-morph';
import { linkTokenEndpointCode, typesOfEndpoint } from '../../generate/link-token-endpoint.ts';
import { bindingOf } from '../../scan/bindings.ts';
import { fileStyle } from '../../scan/file-style.ts';
import type { Site } from '../rule.ts';
import type { LinkTokenEndpointCode } from '../../generate/link-token-endpoint-code.ts';
import { endpointCode, type Endpoint, type LinkTokenMethod } from './endpoint-code.ts';
import { findEndpointPlace } from './find-endpoint-place.ts';
import type { EndpointPlace } from './endpoint-place.ts';
import { endpointService } from './endpoint-service.ts';
import type { ExchangeRoute } from './exchange-routes.ts';
import { rootOf } from './named-sibling.ts';
import { fileEndpoint } from './file-endpoint.ts';
import { isNetlify } from './lambda-route.ts';
import type { ServerRoute } from './server-route.ts';
import { unansweredEndpoint } from './unanswered-endpoint.ts';

const ID = 'link-token-endpoint';

/** The endpoint beside a route, with the functions it calls; or one finding where a person has to write it. */
export function endpointSites(
  exchange: ExchangeRoute,
  route: ServerRoute,
  wanted: Endpoint,
  method: LinkTokenMethod | undefined,
): readonly Site[] {
  if (method === undefined) return [manualSite(route, wanted, method)];
  const isDirect = isInScope(exchange, route);
  const service = isDirect ? undefined : endpointService(exchange, wanted, method);
  if (!isDirect && service === undefined) return [manualSite(route, wanted, method)];
  const site =
    route.framework === 'next-pages' || route.framework === 'next-app' || isNetlify(route)
      ? fileSite(exchange, route, wanted, method, service?.callee)
      : besideSite(exchange, route, wanted, method, service?.callee);
  if (site === undefined) return [manualSite(route, wanted, method)];
  if (service === undefined) return [site];
  const edits = [...site.edits, ...service.edits];
  return [{ ...site, edits, together: ID }, ...service.sites];
}

function manualSite(
  route: ServerRoute,
  wanted: Endpoint,
  method: LinkTokenMethod | undefined,
): Site {
  const next =
    method === undefined
      ? 'Bring the Plaid client to the current SDK, as the one that is here cannot mint link tokens, and write the endpoint beside this one, with the request that the marker holds.'
      : nextOf(route);
  return unansweredEndpoint(route.registration, wanted, '', next);
}

function nextOf({ framework, handler: { place } }: ServerRoute): string {
  const how = 'with the request that the marker holds';
  return framework === 'next-app'
    ? `Move the Plaid client out of ${place.file.path}, as routes of Next.js export nothing else, and write the endpoint in a file beside it, ${how}.`
    : `Write the endpoint beside this one, ${how}.`;
}

function besideSite(
  exchange: ExchangeRoute,
  route: ServerRoute,
  wanted: Endpoint,
  method: LinkTokenMethod,
  service: string | undefined,
): Site | undefined {
  const found = findEndpointPlace(route, wanted, service);
  if (found === undefined) return undefined;
  const code = endpointCode(exchange, route, wanted, method, found, service);
  return {
    ...endOf(wanted, code),
    path: found.place.file.path,
    range: rangeOf(exchange, route, found),
    edits: found.edits,
    generates: [code],
  };
}

/** A new file, which the exchange's file may have to share its client with. */
function fileSite(
  exchange: ExchangeRoute,
  route: ServerRoute,
  wanted: Endpoint,
  method: LinkTokenMethod,
  service: string | undefined,
): Site | undefined {
  const { place, node } = route.handler;
  const file = fileEndpoint(route, wanted.url);
  if (file === undefined) return undefined;
  const found = { place, at: 0, shape: file.shape, name: wanted.segment, edits: [] };
  const code = endpointCode(exchange, route, wanted, method, found, service);
  const style = fileStyle(place.script);
  const text = linkTokenEndpointCode(code, { ...style, lineEnd: '\n' }, '');
  const imports = file.imports(text);
  if (imports === undefined) return undefined;
  const types = style.typescript ? typesOfEndpoint(code).join(', ') : '';
  const end = style.semicolons ? ';' : '';
  const own =
    types === '' ? [] : [`import { ${types} } from ${style.quote}plaid${style.quote}${end}`];
  return {
    ...endOf(wanted, code),
    path: place.file.path,
    range: { start: node.getStart(place.script.source), end: node.end },
    edits: imports.edits,
    creates: [{ path: file.path, text: `${[...imports.lines, ...own].join('\n')}\n\n${text}\n` }],
    answers: wanted.named?.map(({ request }) => request) ?? [wanted.request],
  };
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
  const shown = place.file.path === found.place.file.path ? node : exchange.inHandler;
  return { start: shown.getStart(source), end: shown.end };
}

/** Whether the client of the exchange means the same in a function beside the handler. */
function isInScope({ call, place, steps }: ExchangeRoute, { handler }: ServerRoute): boolean {
  if (steps.length > 0 && handler.place.file.path !== place.file.path) return false;
  const callee = call.expression;
  const root = ts.isPropertyAccessExpression(callee) ? rootOf(callee.expression) : undefined;
  if (root === undefined) {
    return /^this\b/.test(callee.getText()) && classOf(call) === classOf(handler.node);
  }
  const binding = bindingOf(root, place.script);
  if (binding?.kind !== 'declared') return true;
  const { node } = handler;
  if (ts.findAncestor(binding.node, ts.isParameter)?.parent === node) return true;
  const owner = steps.length > 0 ? ts.isFunctionLike : (each: ts.Node) => each === node;
  return ts.findAncestor(binding.node, owner) === undefined;
}

function classOf(node: ts.Node): ts.Node | undefined {
  return ts.findAncestor(node, ts.isClassLike);
}
