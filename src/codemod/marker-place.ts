import type { CommentSyntax } from './marker-comment.ts';

/** The start of a line that a marker can stand above, and the comment that is possible there. */
export interface MarkerPlace {
  readonly line: number;
  readonly syntax: CommentSyntax;
}
