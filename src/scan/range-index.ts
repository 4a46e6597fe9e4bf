import type { Range } from './scanned-file.ts';

/** Characters that are looked at as one: a range is kept for each stretch of a text that it touches. */
const STRETCH = 256;

/** Ranges of one text by where they stand, for files that hold thousands of them. */
export class RangeIndex<Kept extends Range> {
  readonly #all: Kept[] = [];
  /** Positions in `#all`, in order. */
  readonly #near = new Map<number, number[]>();

  constructor(ranges: readonly Kept[] = []) {
    for (const range of ranges) this.add(range);
  }

  /** All of them, in the order they came. */
  get all(): readonly Kept[] {
    return this.#all;
  }

  add(range: Kept): void {
    const position = this.#all.push(range) - 1;
    for (const stretch of stretchesOf(range)) {
      const near = this.#near.get(stretch);
      if (near === undefined) this.#near.set(stretch, [position]);
      else near.push(position);
    }
  }

  /** The first that came of those that share a stretch with a range and are meant. */
  find(range: Range, isMeant: (kept: Kept) => boolean): Kept | undefined {
    let first: number | undefined;
    for (const stretch of stretchesOf(range)) {
      const found = this.#findIn(stretch, isMeant);
      if (found !== undefined && (first === undefined || found < first)) first = found;
    }
    return first === undefined ? undefined : this.#all[first];
  }

  /** The first that came of those that hold a range and are meant. */
  findAround(range: Range, isMeant: (kept: Kept) => boolean = () => true): Kept | undefined {
    const { start } = range;
    return this.find(
      { start, end: start },
      (kept) => kept.start <= start && range.end <= kept.end && isMeant(kept),
    );
  }

  /** Whether one of them shares text with a range. */
  touches(range: Range): boolean {
    for (const stretch of stretchesOf(range)) {
      const found = this.#findIn(
        stretch,
        ({ start, end }) => start < range.end && range.start < end,
      );
      if (found !== undefined) return true;
    }
    return false;
  }

  #findIn(stretch: number, isMeant: (kept: Kept) => boolean): number | undefined {
    return this.#near.get(stretch)?.find((position) => {
      const kept = this.#all[position];
      return kept !== undefined && isMeant(kept);
    });
  }
}

function* stretchesOf({ start, end }: Range): Iterable<number> {
  const last = Math.floor(end / STRETCH);
  for (let stretch = Math.floor(start / STRETCH); stretch <= last; stretch += 1) yield stretch;
}
