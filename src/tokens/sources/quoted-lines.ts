import { MAX_LINE_LENGTH, type Line } from './split-lines.ts';

/** Where a record that is open at the end of its first line ends, as far as the lines tell. */
export type Closing = { kind: 'at'; index: number } | { kind: 'never' } | { kind: 'not-yet' };

/** Follows a quote that is open at the end of line `from` to the line where the count is even again. */
export function findClosing(lines: readonly Line[], from: number, ended: boolean): Closing {
  let quotes = 0;
  let length = 0;
  for (let index = from; index < lines.length; index += 1) {
    const text = lines[index]?.text;
    if (text === undefined || text.includes('\0')) return { kind: 'never' };
    length += text.length;
    if (length > MAX_LINE_LENGTH) return { kind: 'never' };
    quotes += quotesIn(text);
    if (quotes % 2 === 0) return { kind: 'at', index };
  }
  return ended ? { kind: 'never' } : { kind: 'not-yet' };
}

/** The end of the run of lines from `from` on that each have an even number of quotes, and some. */
export function endOfRun(lines: readonly Line[], from: number): number {
  let end = from;
  for (;;) {
    const text = lines[end]?.text;
    if (text === undefined || text.includes('\0')) return end;
    const quotes = quotesIn(text);
    if (quotes === 0 || quotes % 2 === 1) return end;
    end += 1;
  }
}

/** How many quotes a text has: odd, if a quoted field is open at its end or a quote is a slip. */
export function quotesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) count += 1;
  return count;
}
