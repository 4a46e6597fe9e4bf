import type { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import type { LinkConfig } from '../options/link-config.ts';

/** A call that opens Link, with what it is given. */
export interface LinkCreateCall {
  readonly node: ts.CallExpression;
  readonly place: CodePlace;
  readonly config: LinkConfig;
}
