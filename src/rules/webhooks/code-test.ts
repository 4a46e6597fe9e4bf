import type { ts } from 'ts-morph';
import type { Range } from '../../scan/scanned-file.ts';
import type { Taken } from './code-ranges.ts';
import type { FieldOrigin } from './field-origin.ts';

/** A place where code tells webhooks apart, by whatever means. */
export interface CodeTest {
  /** The `case`, the comparison, the entry of a table. */
  readonly range: Range;
  readonly node: ts.Node;
  /** What is told apart, as far as it is known. */
  readonly subject: ts.Expression;
  readonly origins: readonly FieldOrigin[];
  readonly takes: readonly Taken[];
  readonly form: TestForm;
  /** Where only what is taken arrives: the branch. */
  readonly scopes: readonly Range[];
  /** Something is done with whatever this and its neighbours do not take. */
  readonly others: boolean;
  /** What the branch gives back or is: an entry's value, a clause's statements. */
  readonly result: ts.Node | undefined;
}

/** `case 0`, `code === 0`, `0: first` in an object, `[0, first]` in a Map, `first` in an array, `0` in `[0, 1]`. */
export type TestForm =
  | { readonly kind: 'case' }
  | { readonly kind: 'comparison'; readonly equal: boolean }
  | { readonly kind: 'key' }
  | { readonly kind: 'element' }
  | { readonly kind: 'member' };

/** The range of a node without what stands in front of it. */
export function rangeOf(node: ts.Node): Range {
  return { start: node.getStart(), end: node.end };
}

export function contains({ start, end }: Range, inner: Range): boolean {
  return start <= inner.start && inner.end <= end;
}
