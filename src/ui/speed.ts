const RATE_OVER_MS = 10_000;

/** Before that, one late answer makes it look faster than --rate lets it be. */
const SHORTEST_MS = 1_000;

/** What is done in a second, over the last ten. Call it whenever `done` has grown. */
export function createSpeed(): (now: number, done: number) => number {
  const marks: { at: number; done: number }[] = [];
  return (now, done) => {
    const last = marks.at(-1);
    if (last === undefined || now - last.at >= 1_000) marks.push({ at: now, done });
    while (marks.length > 1 && now - (marks[0]?.at ?? now) > RATE_OVER_MS) marks.shift();
    const first = marks[0];
    if (first === undefined || now - first.at < SHORTEST_MS) return 0;
    return ((done - first.done) / (now - first.at)) * 1_000;
  };
}
