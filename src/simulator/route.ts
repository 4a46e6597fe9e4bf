import type { Fields } from './fields.ts';
import type { JsonObject, Reply } from './reply.ts';
import type { World } from './world.ts';

/** One endpoint: what is known of its request, and its answer once that is right. */
export interface Route {
  /** Fields that Plaid's OpenAPI description has not, or not as narrow as Plaid takes them. */
  readonly fields?: Fields;
  /** Fields as they were before the API's version 2020-09-14, which old clients speak. */
  readonly older?: Fields;
  readonly answer: (body: JsonObject, world: World) => Reply;
}
