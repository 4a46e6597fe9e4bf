import type { LinkTokenRequest } from '../plaid/link-token-request.ts';
import type { Framework } from './framework.ts';

/** A route that answers pages with a link token, behind the route that ends at `at`. */
export interface LinkTokenEndpointCode {
  readonly kind: 'link-token-endpoint';
  /** The path of the route. */
  readonly name: string;
  readonly at: number;
  readonly scope: number;
  readonly framework: Framework;
  readonly shape: EndpointShape;
  /** The plaid client, as source text. */
  readonly client: string;
  /** `createLinkToken` of plaid 6 to 8 gives the answer without `data`. */
  readonly method: 'linkTokenCreate' | 'createLinkToken';
  /** What mints the token in place of the client, given the user's id: `this.bank.createLinkToken`. */
  readonly service?: string;
  /** Lines that come before: what turns strangers away, and who asks. */
  readonly prelude: readonly string[];
  /** A call around all of it, which runs it: `cors(req, res, async () => {…});`. */
  readonly around?: {
    readonly head: string;
    readonly tail: string;
    readonly isAsync: boolean;
  };
  /** The parameters of the exchange's handler, with their types where they cannot be inferred. */
  readonly parameters: readonly string[];
  readonly isAsync: boolean;
  /** The headers of answers that are objects, as source text. */
  readonly headers?: string | undefined;
  readonly request: LinkTokenRequest;
  /** Where pages ask by name: all requests it makes, the first of which is `request`. */
  readonly named?: readonly NamedRequest[];
  /** The id of the signed-in user, as an expression of the handler; undefined: a person knows. */
  readonly user: string | undefined;
  /** What a person fills in, a phrase each. */
  readonly open: readonly string[];
}

/** How the endpoint stands in its file; all texts are source texts. */
export type EndpointShape =
  /** A call of its own: `app.post('/x', guard, handler)`. */
  | {
      readonly kind: 'route';
      /** Where the registration beside it starts, whose line it is indented as. */
      readonly beside: number;
      /** What the route hangs on: `app`, `router`. */
      readonly receiver: string;
      /** What stands in front of the exchange's handler. */
      readonly guards: readonly string[];
    }
  /** One more call in a chain: `Router().get(…).post('/x', guard, handler)`. */
  | { readonly kind: 'link'; readonly guards: readonly string[] }
  /** A function like that of the exchange. */
  | {
      readonly kind: 'sibling';
      /** What stands before the parameters, or before the function expression: `exports.x = `. */
      readonly head: string;
      readonly tail: string;
      readonly isExpression: boolean;
      /** It follows an entry of an object, and so a comma. */
      readonly isEntry: boolean;
    };

/** A request that pages ask for by a name of its own. */
export interface NamedRequest {
  readonly name: string;
  readonly request: LinkTokenRequest;
}
