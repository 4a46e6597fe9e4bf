/** The line break in use at a position: the one that ends its line, else the one before it. */
export function lineEndAt(text: string, position: number): '\n' | '\r\n' {
  const next = text.indexOf('\n', position);
  // A position between \r and \n belongs to the line that they end.
  const found = next === -1 ? text.lastIndexOf('\n') : next;
  return found > 0 && text[found - 1] === '\r' ? '\r\n' : '\n';
}

/** Where the line of a position starts. */
export function lineStart(text: string, position: number): number {
  return position === 0 ? 0 : text.lastIndexOf('\n', position - 1) + 1;
}

/** The line of a position, from 1. */
export function lineNumber(text: string, position: number): number {
  let line = 1;
  for (let end = text.indexOf('\n'); end !== -1 && end < position; line += 1) {
    end = text.indexOf('\n', end + 1);
  }
  return line;
}

/** The spaces and tabs a line starts with. */
export function indentationAt(text: string, start: number): string {
  return /^[ \t]*/.exec(text.slice(start, start + 1000))?.[0] ?? '';
}
