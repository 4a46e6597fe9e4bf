import { ts } from 'ts-morph';
import { memberName } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import type { Project } from '../../scan/project.ts';
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
        if (ts.isCallExpression(node)) found.push(...exchangesAt(node, place));
        ts.forEachChild(node, visit);
      };
      visit(script.source);
    }
  }
  return found;
}

/** One for each route that comes here. */
function exchangesAt(call: ts.CallExpression, place: CodePlace): readonly ExchangeRoute[] {
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee)) return [];
  if (!EXCHANGES.has(memberName(callee) ?? '')) return [];
  const client = callee.expression.getText(place.script.source);
  const routes = routesAround(call, place);
  if (routes.length === 0) return [{ call, place, client, route: undefined }];
  return routes.map((route) => ({ call, place, client, route }));
}
