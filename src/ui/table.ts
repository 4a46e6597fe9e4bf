import stringWidth from 'string-width';
import { escapeControls } from './escape-controls.ts';

export { escapeControls };

/** One column of {@link renderTable}. */
export interface Column {
  readonly heading: string;
  /** Numbers stand on the right. */
  readonly align?: 'left' | 'right';
}

const GAP = '  ';
const NARROWEST = 8;

/**
 * Aligned columns, one line a row, each ending in a newline. Cells are user data: what would move
 * the cursor or colour the terminal is shown as its code. With `width`, the widest columns on the
 * left side of the alignment are clipped until the table fits.
 */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width?: number,
): string {
  const cells = [columns.map((column) => column.heading), ...rows].map((row) =>
    columns.map((_, index) => escapeControls(row[index] ?? '')),
  );
  const widths = columns.map((_, index) =>
    cells.reduce((most, row) => Math.max(most, stringWidth(row[index] ?? '')), 0),
  );
  if (width !== undefined) shrink(columns, widths, width);
  return cells
    .map((row) => {
      const line = row.map((cell, index) => pad(cell, widths[index] ?? 0, columns[index]?.align));
      return `${line.join(GAP).trimEnd()}\n`;
    })
    .join('');
}

function shrink(columns: readonly Column[], widths: number[], width: number): void {
  const total = () => widths.reduce((sum, each) => sum + each, GAP.length * (widths.length - 1));
  while (total() > width) {
    let widest = -1;
    for (const [index, column] of columns.entries()) {
      const here = widths[index] ?? 0;
      if (column.align !== 'right' && here > NARROWEST && here > (widths[widest] ?? 0))
        widest = index;
    }
    if (widest === -1) return;
    const now = widths[widest] ?? 0;
    widths[widest] = Math.max(NARROWEST, now - (total() - width));
  }
}

function pad(text: string, width: number, align: Column['align']): string {
  const clipped = clip(text, width);
  const space = ' '.repeat(Math.max(0, width - stringWidth(clipped)));
  return align === 'right' ? space + clipped : clipped + space;
}

function clip(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let kept = '';
  for (const character of text) {
    if (stringWidth(kept + character) >= width) break;
    kept += character;
  }
  return `${kept}…`;
}
