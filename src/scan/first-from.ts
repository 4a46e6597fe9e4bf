/** The index of the first item at or behind a position, of items in the order of their starts. */
export function firstFrom<Item>(
  items: readonly Item[],
  position: number,
  startOf: (item: Item) => number,
): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && startOf(item) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}
