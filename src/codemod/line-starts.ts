import type { ScannedFile } from '../scan/scanned-file.ts';

/** The line of a position, from 1, and where it starts. */
export function lineAt(file: ScannedFile, position: number): { line: number; start: number } {
  const starts = startsOf(file);
  let [low, high] = [1, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  return { line: low, start: starts[low - 1] ?? 0 };
}

const known = new WeakMap<ScannedFile, readonly number[]>();

function startsOf(file: ScannedFile): readonly number[] {
  const before = known.get(file);
  if (before !== undefined) return before;
  const starts = [0];
  const { text } = file;
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) {
    starts.push(end + 1);
  }
  known.set(file, starts);
  return starts;
}
