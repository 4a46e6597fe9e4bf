import { holdsName, isWanted, notedName, type Wanted } from './prefilter.ts';
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

/** What was read, by the place of files in the list. */
export interface Readings {
  /** Files that are wanted, and those that could not be read. */
  readonly found: ReadonlyMap<number, SourceResult>;
  /** Files that hold `notedName`, wanted or not. */
  readonly noted: readonly number[];
}

/** Enough that threads rarely meet, few enough that none waits long for the other's last ones. */
const handful = 64;

/** Reads what no other thread has claimed, until nothing is left or, when asked to, to a first find. */
export function readClaimed(
  { root, files, wanted, claimed }: ReadingList,
  reader: SourceReader,
  stopAtFirst = false,
): Readings {
  const found = new Map<number, SourceResult>();
  const noted: number[] = [];
  while (!stopAtFirst || found.size === 0) {
    const start = Atomics.add(claimed, 0, handful);
    if (start >= files.length) break;
    for (const [offset, file] of files.slice(start, start + handful).entries()) {
      const bytes = reader.bytes(`${root}/${file}`);
      const reading = readIfWanted(file, bytes, wanted);
      if (reading !== undefined) found.set(start + offset, reading);
      if (holdsName(bytes, notedName)) noted.push(start + offset);
    }
  }
  return { found, noted };
}

function readIfWanted(
  path: string,
  bytes: ReturnType<SourceReader['bytes']>,
  wanted: Wanted,
): SourceResult | undefined {
  if (typeof bytes === 'string') return { kind: 'unread', reason: bytes };
  return isWanted(path, bytes, wanted) ? decodeSource(bytes) : undefined;
}
