/** The middle of some values; NaN of none. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** In another order each time, so that a machine that gets busy does not hit the same one always. */
export function shuffled<Item>(items: readonly Item[]): readonly Item[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

/** Runs every job once a round, the jobs of a round in another order each time. */
export async function inShuffledRounds(
  rounds: number,
  jobs: readonly (() => Promise<void>)[],
): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    for (const job of shuffled(jobs)) await job();
  }
}
