/** The comments between two things of a list: on the line of the one before, and above the one behind. */
export function commentsBetween(
  between: string,
  isFirst: boolean,
): { readonly behind: readonly string[]; readonly above: readonly string[] } {
  const behind: string[] = [];
  const above: string[] = [];
  for (const found of between.matchAll(/\/\*[\s\S]*?\*\/|\/\/[^\r\n]*/g)) {
    const isAbove = isFirst || between.slice(0, found.index).includes('\n');
    (isAbove ? above : behind).push(found[0]);
  }
  return { behind, above };
}
