import type { CodePlace } from '../../scan/code-place.ts';
import type { FileEdit } from '../rule.ts';
import type { EndpointShape } from '../../generate/link-token-endpoint-code.ts';

/** Where an endpoint goes, and how it stands there. */
export interface EndpointPlace {
  readonly place: CodePlace;
  readonly at: number;
  readonly shape: EndpointShape;
  /** The path of the route, where it has one. */
  readonly name: string;
  /** What else has to change, also in other files. */
  readonly edits: readonly FileEdit[];
  /** What a person has to do elsewhere, a phrase each. */
  readonly open?: readonly string[];
}
