/** The spaces and tabs right before a position. */
export function blanksBefore(text: string, position: number): string {
  let start = position;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start -= 1;
  return text.slice(start, position);
}
