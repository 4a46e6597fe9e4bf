import { ts } from 'ts-morph';
import { bindingOf } from '../../scan/bindings.ts';
import type { LinkTokenRequest } from '../../plaid/link-token-request.ts';
import type { FileEdit, Site } from '../rule.ts';
import type { LinkTokenEndpointCode } from '../../generate/link-token-endpoint-code.ts';
import {
  openOf,
  openPlatforms,
  withoutPlatforms,
  type Endpoint,
  type LinkTokenMethod,
} from './endpoint-code.ts';
import { isTaken, siblingName } from './sibling-name.ts';
import type { ExchangeRoute, ServiceStep } from './exchange-routes.ts';
import { isAsync } from './is-async.ts';
import { asSibling, namedSibling, rootOf, siblingArgument } from './named-sibling.ts';
import { withServerValues } from './rendered-value.ts';

const ID = 'link-token-endpoint';

/** Functions between a route and the plaid client that mint link tokens, as those beside them exchange. */
export interface EndpointService {
  /** What the route calls, as source text: `this.bank.createLinkToken`. */
  readonly callee: string;
  /** The functions, a site each. */
  readonly sites: readonly Site[];
  /** Imports that the route's file needs. */
  readonly edits: readonly FileEdit[];
}

/** Undefined where a function has no name or no place that a sibling could be written beside. */
export function endpointService(
  exchange: ExchangeRoute,
  wanted: Endpoint,
  method: LinkTokenMethod,
): EndpointService | undefined {
  const [first] = exchange.steps;
  if (first === undefined) return undefined;
  const made = exchange.steps.map((step, index) =>
    serviceStep(exchange, step, exchange.steps[index + 1], wanted, method),
  );
  const sites = made.filter((site) => site !== undefined);
  const callee = calleeOf(first, wanted);
  if (sites.length < made.length || callee === undefined) return undefined;
  if (!isInReach(first.by.node.expression, first, exchange)) return undefined;
  return { callee: callee.text, sites, edits: callee.edits };
}

function newNameOf({ by }: ServiceStep, { segment }: Endpoint): string {
  return siblingName(nameCalled(by.node), segment);
}

function nameCalled({ expression }: ts.CallExpression): string {
  return ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();
}

/** How the caller of an exchange calls what mints a link token. */
function calleeOf(
  step: ServiceStep,
  wanted: Endpoint,
): { readonly text: string; readonly edits: readonly FileEdit[] } | undefined {
  const { node, place } = step.by;
  return siblingArgument(node.expression, nameCalled(node), newNameOf(step, wanted), place);
}

/** A variable of the handler means nothing beside it. */
function isInReach(callee: ts.Expression, { by }: ServiceStep, { route }: ExchangeRoute): boolean {
  const root = rootOf(callee);
  if (root === undefined) return /^this\b/.test(callee.getText());
  const binding = bindingOf(root, by.place.script);
  if (binding?.kind !== 'declared' || route === undefined) return true;
  const handler = route.handler.node;
  if (handler.parameters.some((each) => each === binding.node)) return true;
  return ts.findAncestor(binding.node, (each) => each === handler) === undefined;
}

function serviceStep(
  exchange: ExchangeRoute,
  step: ServiceStep,
  next: ServiceStep | undefined,
  wanted: Endpoint,
  method: LinkTokenMethod,
): Site | undefined {
  const { node, place } = step.called;
  const { source } = place.script;
  const name = newNameOf(step, wanted);
  const isOwn = step.by.place.file === place.file;
  const sibling = namedSibling(step.called, nameCalled(step.by.node), name, isOwn);
  const callee = next === undefined ? undefined : calleeOf(next, wanted);
  if (sibling === undefined || isTaken(name, place)) return undefined;
  if (next !== undefined && callee === undefined) return undefined;
  const isTyped = (source.flags & ts.NodeFlags.JavaScriptFile) === 0;
  const requestOf = (each: LinkTokenRequest): LinkTokenRequest =>
    withServerValues(withoutPlatforms(each), place);
  const request = requestOf(wanted.request);
  const named = wanted.named?.map((each) => ({ ...each, request: requestOf(each.request) }));
  const open =
    next === undefined ? [...openOf(request, named), ...openPlatforms(wanted.request)] : [];
  const parameters = named === undefined ? ['userId'] : ['userId', 'link'];
  const { at, shape } = asSibling(sibling, place);
  const code: LinkTokenEndpointCode = {
    kind: 'link-token-endpoint',
    name,
    at,
    scope: source.pos,
    framework: 'service',
    shape:
      shape.kind === 'sibling'
        ? { ...shape, head: shape.head.replace(/:[^=]+(?= =\s*$)/, '') }
        : shape,
    client: exchange.client,
    method,
    ...(callee === undefined ? {} : { service: callee.text }),
    prelude: [],
    parameters: isTyped ? parameters.map((each) => `${each}: string`) : parameters,
    isAsync: isAsync(node),
    request,
    ...(named === undefined ? {} : { named }),
    user: 'userId',
    open,
  };
  return {
    rule: ID,
    path: place.file.path,
    range: { start: node.getStart(source), end: node.end },
    ...(open.length === 0
      ? { outcome: 'rewritten' }
      : { outcome: 'needs-decision', next: `Fill in what only you know: ${open.join('; ')}.` }),
    message: `The exchange is in here, so ${name} beside it asks Plaid for a link_token.`,
    edits: [...sibling.edits, ...(callee?.edits ?? [])],
    generates: [code],
    together: ID,
  };
}
