import { ts } from 'ts-morph';
import { memberName } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import type { Project } from '../../scan/project.ts';
import { routeAround, type ServerRoute } from './server-route.ts';

/** Where the user's server exchanges a public token. */
export interface ExchangeRoute {
  readonly call: ts.CallExpression;
  readonly place: CodePlace;
  /** The plaid client of the call, as it stands there: `client`, `this.plaid`, `req.plaid`. */
  readonly client: string;
  /** Undefined: called from what is no route, such as a Meteor method or a resolver. */
  readonly route: ServerRoute | undefined;
}

const EXCHANGES: ReadonlySet<string> = new Set([
  'exchangePublicToken',
  'exchangePublicTokenAsync',
  'itemPublicTokenExchange',
]);

/** Every exchange of the tree, in path order. */
export function exchangeRoutes(project: Project): readonly ExchangeRoute[] {
  const found: ExchangeRoute[] = [];
  // A file of routes need not name Plaid.
  for (const file of project.mentioning('PublicToken')) {
    for (const script of file.scripts) {
      const place: CodePlace = { file, script, project };
      const visit = (node: ts.Node): void => {
        const exchange = ts.isCallExpression(node) ? exchangeAt(node, place) : undefined;
        if (exchange !== undefined) found.push(exchange);
        ts.forEachChild(node, visit);
      };
      visit(script.source);
    }
  }
  return found;
}

function exchangeAt(call: ts.CallExpression, place: CodePlace): ExchangeRoute | undefined {
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  if (!EXCHANGES.has(memberName(callee) ?? '')) return undefined;
  return {
    call,
    place,
    client: callee.expression.getText(place.script.source),
    route: routeAround(call, place),
  };
}
