/** Prints a table in Markdown, aligned so that it reads on a terminal too. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const lines = [head, ...rows];
  const widths = head.map((_, at) => Math.max(3, ...lines.map((line) => (line[at] ?? '').length)));
  const print = (cells: readonly string[]): void =>
    console.log(`| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`);
  print(head);
  print(widths.map((width) => '-'.repeat(width)));
  for (const row of rows) print(row);
}

/** `1,234`; a dash where nothing was measured. */
export function whole(value: number): string {
  return Number.isFinite(value) ? Math.round(value).toLocaleString('en-US') : '-';
}

/** `0.95`; a dash where nothing was measured. */
export function ratio(value: number): string {
  return Number.isFinite(value) ? value.toFixed(2) : '-';
}
