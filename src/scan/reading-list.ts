import { isWanted, type Wanted } from './prefilter.ts';
import { decodeSource, type SourceReader, type SourceResult } from './read-source.ts';

/** Files that wait to be read, by whichever thread claims them first. */
export interface ReadingList {
  /** Absolute. */
  readonly root: string;
  /** Relative to the root. */
  readonly files: readonly string[];
  readonly wanted: Wanted;
  /** How many are claimed, from the first on; the one number in here is shared by all threads. */
  readonly claimed: Int32Array<SharedArrayBuffer>;
}

/** Files by their place in the list: those that are wanted, and those that could not be read. */
export type Readings = ReadonlyMap<number, SourceResult>;

/** Enough that threads rarely meet, few enough that none waits long for the other's last ones. */
const handful = 64;

/** Reads what no other thread has claimed, until nothing is left or, when asked to, to a first find. */
export function readClaimed(
  { root, files, wanted, claimed }: ReadingList,
  reader: SourceReader,
  stopAtFirst = false,
): Readings {
  const readings = new Map<number, SourceResult>();
  while (!stopAtFirst || readings.size === 0) {
    const start = Atomics.add(claimed, 0, handful);
    if (start >= files.length) break;
    for (const [offset, file] of files.slice(start, start + handful).entries()) {
      const reading = readIfWanted(file, reader.bytes(`${root}/${file}`), wanted);
      if (reading !== undefined) readings.set(start + offset, reading);
    }
  }
  return readings;
}

function readIfWanted(
  path: string,
  bytes: ReturnType<SourceReader['bytes']>,
  wanted: Wanted,
): SourceResult | undefined {
  if (typeof bytes === 'string') return { kind: 'unread', reason: bytes };
  return isWanted(path, bytes, wanted) ? decodeSource(bytes) : undefined;
}
