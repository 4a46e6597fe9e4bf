import { ts } from 'ts-morph';
import type { CodePlace, Placed } from '../../scan/code-place.ts';
import { lambdaRoute } from './lambda-route.ts';
import { graphqlRoute } from './graphql-route.ts';
import { meteorRoute } from './meteor-route.ts';
import { nestRoute } from './nest-route.ts';
import { nextRoute } from './next-route.ts';
import { registeredInline } from './registered-route.ts';
import type { ServerRoute } from './server-route.ts';
import { wiredRoutes } from './wired-route.ts';

/**
 * The route that runs `node`: through the functions around it, also where the handler is a controller
 * function that another file wires. Undefined for what is no route, such as a Meteor method.
 */
export function routeAround(node: ts.Node, place: CodePlace): ServerRoute | undefined {
  return routesAround(node, place)[0];
}

/** The same where a handler is wired more than once. */
export function routesAround(node: ts.Node, place: CodePlace): readonly ServerRoute[] {
  for (
    let each = ts.findAncestor(node.parent, ts.isFunctionLike);
    each !== undefined;
    each = ts.findAncestor(each.parent, ts.isFunctionLike)
  ) {
    const handler: Placed<ts.SignatureDeclaration> = { node: each, place };
    const route =
      registeredInline(handler) ??
      nestRoute(handler) ??
      nextRoute(handler) ??
      meteorRoute(handler) ??
      lambdaRoute(handler);
    const wired = route === undefined ? wiredRoutes(handler) : [route];
    const resolver = wired.length === 0 ? graphqlRoute(handler) : undefined;
    const routes = resolver === undefined ? wired : [resolver];
    if (routes.length > 0) return routes;
  }
  return [];
}
