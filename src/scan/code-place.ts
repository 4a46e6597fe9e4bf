import type { ts } from 'ts-morph';
import type { Project } from './project.ts';
import type { Range, ScannedFile, Script } from './scanned-file.ts';

/** Code and where it stands: what is needed to say what a name in it means. */
export interface CodePlace {
  readonly file: ScannedFile;
  readonly script: Script;
  readonly project: Project;
}

/** A node with the place it stands in, which may be another file than the one that led to it. */
export interface Placed<Node extends ts.Node = ts.Node> {
  readonly node: Node;
  readonly place: CodePlace;
}

/** The node as the user wrote it, template tags included. */
export function textOf(node: ts.Node, place: CodePlace): string {
  return place.file.text.slice(node.getStart(place.script.source), node.end);
}

/** Whether template tags stand in the node: its value is known only when the page is rendered. */
export function isRendered(node: ts.Node, place: CodePlace): boolean {
  const start = node.getStart(place.script.source);
  const { placeholders } = place.file;
  const next = placeholders[firstEndingBehind(start, placeholders)];
  return next !== undefined && next.start < node.end;
}

/** Which of ranges, that follow each other, is the first to end behind a position. */
export function firstEndingBehind(position: number, ranges: readonly Range[]): number {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.end ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}
