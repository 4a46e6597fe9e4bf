import { diffArrays } from 'diff/lib/diff/array.js';

/** Lines that stand in both texts, or in one of them, next to each other. */
export interface LineRun {
  readonly sign: ' ' | '-' | '+';
  readonly lines: readonly string[];
}

/** To compare is quadratic in what differs: from so many lines on, texts are compared piece by piece. */
const MANY = 2000;

/** Lines of both texts that make a piece. */
const PIECE = 300;

/** What leads from one list of lines to the other. */
export function diffLines(before: readonly string[], after: readonly string[]): LineRun[] {
  if (before.length + after.length < MANY) return runs(before, after);
  const pieces = piecesOf(sharedWith(after, before), sharedWith(before, after));
  const same = pieces.flatMap(([one, other]) => samePairs(one, other));
  return runsBetween(before, after, same);
}

function runs(before: readonly string[], after: readonly string[]): LineRun[] {
  return diffArrays([...before], [...after]).map(({ added, removed, value }) => {
    return { sign: added ? '+' : removed ? '-' : ' ', lines: value };
  });
}

interface Line {
  readonly line: string;
  /** Where it stands in its text. */
  readonly at: number;
}

/** The lines that stand in another text, too. */
function sharedWith(others: readonly string[], lines: readonly string[]): readonly Line[] {
  const there = new Set(others);
  return lines.flatMap((line, at) => (there.has(line) ? [{ line, at }] : []));
}

type Pair = readonly [number, number];

/** Cuts both lists where a line is the only one of its kind, and the same in both. */
function piecesOf(
  olds: readonly Line[],
  news: readonly Line[],
): readonly (readonly [readonly Line[], readonly Line[]])[] {
  const pieces: (readonly [readonly Line[], readonly Line[]])[] = [];
  let [fromOld, fromNew] = [0, 0];
  for (const [old, fresh] of inOrder(uniquePairs(olds, news))) {
    if (old - fromOld + fresh - fromNew < PIECE) continue;
    pieces.push([olds.slice(fromOld, old), news.slice(fromNew, fresh)]);
    [fromOld, fromNew] = [old, fresh];
  }
  pieces.push([olds.slice(fromOld), news.slice(fromNew)]);
  return pieces;
}

/** The places of lines that each list has once, in the order of the first list. */
function uniquePairs(olds: readonly Line[], news: readonly Line[]): readonly Pair[] {
  const places = uniquePlaces(news);
  return [...uniquePlaces(olds)].flatMap(([line, old]): Pair[] => {
    const fresh = places.get(line);
    return fresh === undefined ? [] : [[old, fresh]];
  });
}

function uniquePlaces(lines: readonly Line[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const repeated = new Set<string>();
  for (const [index, { line }] of lines.entries()) {
    if (places.has(line)) repeated.add(line);
    else places.set(line, index);
  }
  for (const line of repeated) places.delete(line);
  return places;
}

/** The most of the pairs that rise on both sides (patience sorting). */
function inOrder(pairs: readonly Pair[]): readonly Pair[] {
  interface Link {
    readonly pair: Pair;
    readonly previous: Link | undefined;
  }
  const tops: Link[] = [];
  for (const pair of pairs) {
    let [low, high] = [0, tops.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tops[middle]?.pair[1] ?? 0) < pair[1]) low = middle + 1;
      else high = middle;
    }
    tops[low] = { pair, previous: tops[low - 1] };
  }
  const found: Pair[] = [];
  for (let link = tops.at(-1); link !== undefined; link = link.previous) found.push(link.pair);
  return found.toReversed();
}

/** Where lines of two pieces stand that stay. */
function samePairs(olds: readonly Line[], news: readonly Line[]): readonly Pair[] {
  const pairs: Pair[] = [];
  let [old, fresh] = [0, 0];
  for (const { sign, lines } of runs(
    olds.map(({ line }) => line),
    news.map(({ line }) => line),
  )) {
    for (let index = 0; sign === ' ' && index < lines.length; index += 1) {
      const [one, other] = [olds[old + index], news[fresh + index]];
      if (one !== undefined && other !== undefined) pairs.push([one.at, other.at]);
    }
    if (sign !== '+') old += lines.length;
    if (sign !== '-') fresh += lines.length;
  }
  return pairs;
}

function runsBetween(
  before: readonly string[],
  after: readonly string[],
  same: readonly Pair[],
): LineRun[] {
  const found: LineRun[] = [];
  let kept: string[] = [];
  let [old, fresh] = [0, 0];
  const end: Pair = [before.length, after.length];
  for (const [nextOld, nextFresh] of [...same, end]) {
    if (nextOld > old || nextFresh > fresh) {
      if (kept.length > 0) found.push({ sign: ' ', lines: kept });
      kept = [];
      if (nextOld > old) found.push({ sign: '-', lines: before.slice(old, nextOld) });
      if (nextFresh > fresh) found.push({ sign: '+', lines: after.slice(fresh, nextFresh) });
    }
    const line = before[nextOld];
    if (line !== undefined) kept.push(line);
    [old, fresh] = [nextOld + 1, nextFresh + 1];
  }
  if (kept.length > 0) found.push({ sign: ' ', lines: kept });
  return found;
}
