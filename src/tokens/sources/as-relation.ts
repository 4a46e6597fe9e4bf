/** A query as a relation: on lines of its own, so that a comment at its end does not reach the bracket. */
export function asRelation(query: string): string {
  return `(${query.trim().replace(/;\s*$/, '')}\n)`;
}
