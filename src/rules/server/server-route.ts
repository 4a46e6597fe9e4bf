import type { ts } from 'ts-morph';
import type { Placed } from '../../scan/code-place.ts';
import type { Framework } from '../../generate/framework.ts';

/** A route of the user's server. */
export interface ServerRoute {
  readonly framework: Framework;
  /** What a sibling is written behind: a statement, a class member or an array element. */
  readonly registration: Placed;
  /** The path as it is written there, and where; undefined where the file's own path is the route. */
  readonly path: { readonly text: string; readonly node: ts.Node } | undefined;
  /** The object the route hangs on: `app`, `router`, `fastify`. */
  readonly receiver: string | undefined;
  /** What stands between path and handler: guards, validation, route options. */
  readonly guards: readonly ts.Expression[];
  readonly handler: Placed<ts.SignatureDeclaration>;
  /** The call that registers it, and what of it is, wraps or names the handler. */
  readonly call?: ts.CallExpression;
  readonly argument?: ts.Node;
  /** What a registration that names the handler calls it. */
  readonly named?: string;
  /** Guards among the entries of an object that registers it. */
  readonly options?: readonly ts.Node[];
}
