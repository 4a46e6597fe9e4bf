import { firstFrom } from '../scan/first-from.ts';
import type { Project } from '../scan/project.ts';
import type { Range } from '../scan/scanned-file.ts';
import type { Place } from './report.ts';

/** Where ranges start, from 1. A file is looked through once, however many are asked for. */
export function placesIn(project: Project): (path: string, range: Range) => Place {
  const known = new Map<string, readonly number[]>();
  return (path, { start }) => {
    const starts = known.get(path) ?? lineStartsOf(project.load(path)?.text ?? '');
    known.set(path, starts);
    const line = firstFrom(starts, start + 1, (each) => each);
    return { path, line, column: start - (starts[line - 1] ?? 0) + 1 };
  };
}

function lineStartsOf(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
}
