import type { ts } from 'ts-morph';
import type { FileEdit } from '../rule.ts';

/** What goes with props that nothing reads any more. */
export interface UnreadProps {
  readonly edits: readonly FileEdit[];
  /** Nodes of the component's own script that the edits take out. */
  readonly gone: readonly ts.Node[];
}
