import type { ts } from 'ts-morph';

/** How a component reads what its parents give it. */
export interface PropUses {
  /** Every place that reads a prop, by the name of the prop. */
  readonly reads: ReadonlyMap<string, readonly ts.Node[]>;
  /** Where a prop gets a name of its own: `{ publicKey }` of a pattern. */
  readonly elements: ReadonlyMap<string, readonly ts.BindingElement[]>;
  /** The props are handed on as a whole: any of them may be read elsewhere. */
  readonly isHandedOn: boolean;
}
