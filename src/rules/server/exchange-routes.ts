import { ts } from 'ts-morph';
import { memberName } from '../../scan/bindings.ts';
import type { CodePlace, Placed } from '../../scan/code-place.ts';
import { callsIn } from '../../scan/nodes-in.ts';
import type { Project } from '../../scan/project.ts';
import { callersOf } from './public-token-callers.ts';
import { routesAround } from './routes-around.ts';
import type { ServerRoute } from './server-route.ts';

/** Where the user's server exchanges a public token. */
export interface ExchangeRoute {
  readonly call: ts.CallExpression;
  readonly place: CodePlace;
  /** The plaid client of the call, as it stands there: `client`, `this.plaid`, `req.plaid`. */
  readonly client: string;
  /** Undefined: called from what is no route, such as a Meteor method or a resolver. */
  readonly route: ServerRoute | undefined;
  /** What of the route's handler leads to the exchange, or is it. */
  readonly inHandler: ts.Node;
  /** The functions between the handler and the call, from the handler on. */
  readonly steps: readonly ServiceStep[];
}

/** A function of the server that a handler calls, or another such function: `service.exchange(token)`. */
export interface ServiceStep {
  readonly called: Placed<ts.SignatureDeclaration>;
  readonly by: Placed<ts.CallExpression>;
}

const EXCHANGES: ReadonlySet<string> = new Set([
  'exchangePublicToken',
  'exchangePublicTokenAsync',
  'itemPublicTokenExchange',
]);

/** Controller, service, and the client's own. */
const DEEPEST = 3;

/** Every exchange of the tree, in path order. */
export function exchangeRoutes(project: Project): readonly ExchangeRoute[] {
  // A file of routes need not name Plaid.
  return project.mentioning('PublicToken').flatMap((file) =>
    file.scripts.flatMap((script) => {
      const place: CodePlace = { file, script, project };
      return callsIn(script.source).flatMap((call) => exchangesAt(call, place));
    }),
  );
}

/** One for each route that comes here. */
function exchangesAt(call: ts.CallExpression, place: CodePlace): readonly ExchangeRoute[] {
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee)) return [];
  if (!EXCHANGES.has(memberName(callee) ?? '')) return [];
  // A method of the class itself, which goes by the name of the client's.
  if (callee.expression.kind === ts.SyntaxKind.ThisKeyword) return [];
  const client = callee.expression.getText(place.script.source);
  const ways = waysTo({ node: call, place }, DEEPEST);
  if (ways.length === 0) {
    return [{ call, place, client, route: undefined, inHandler: call, steps: [] }];
  }
  return ways.map(({ route, inHandler, steps }) => ({
    call,
    place,
    client,
    route,
    inHandler,
    steps,
  }));
}

type Way = Required<Pick<ExchangeRoute, 'inHandler' | 'steps'>> & { readonly route: ServerRoute };

/** The routes around a call, or around the calls of the functions it stands in. */
function waysTo({ node, place }: Placed<ts.CallExpression>, left: number): readonly Way[] {
  const routes = routesAround(node, place);
  if (routes.length > 0 || left === 0) {
    return routes.map((route) => ({ route, inHandler: node, steps: [] }));
  }
  for (
    let each = ts.findAncestor(node.parent, ts.isFunctionLike);
    each !== undefined;
    each = ts.findAncestor(each.parent, ts.isFunctionLike)
  ) {
    const called = { node: each, place };
    const ways = callersOf(each, place)
      .filter((by) => by.place.file !== place.file || !isInside(by.node, called.node))
      .flatMap((by) =>
        waysTo(by, left - 1).map(({ route, inHandler, steps }) => ({
          route,
          inHandler,
          steps: [...steps, { called, by }],
        })),
      );
    if (ways.length > 0) return ways;
  }
  return [];
}

/** A function that calls itself leads nowhere. */
function isInside(node: ts.Node, outer: ts.Node): boolean {
  return node.pos >= outer.pos && node.end <= outer.end;
}
