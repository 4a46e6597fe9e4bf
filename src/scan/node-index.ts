import type { ts } from 'ts-morph';
import { RangeIndex } from './range-index.ts';
import type { Range } from './scanned-file.ts';

/** Pieces of one script, to ask what stands in one of them. */
export class NodeIndex {
  readonly #ranges = new RangeIndex<Range>();

  constructor(nodes: readonly ts.Node[] = []) {
    for (const node of nodes) this.add(node);
  }

  add({ pos, end }: ts.Node): void {
    this.#ranges.add({ start: pos, end });
  }

  /** Whether a node is one of the pieces, or stands in one. */
  holds({ pos, end }: ts.Node): boolean {
    return this.#ranges.findAround({ start: pos, end }) !== undefined;
  }
}
