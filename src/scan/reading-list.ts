import { holdsName, isWanted, notedName, type Wanted } from './prefilter.ts';
import { decodeSource, readBytes, type SourceResult } from './read-source.ts';

/** Files are read in parts of so many: enough that threads rarely meet, few enough that none waits long. */
export const partSize = 256;

/** What the threads that share a list of files know of it. */
export interface ReadingTask {
  /** Absolute. */
  readonly root: string;
  readonly wanted: Wanted;
  /** How many parts are claimed, from the first on, and whether anything was found. */
  readonly progress: Int32Array<SharedArrayBuffer>;
}

/** What was read, by the place of files in the list. */
export interface Readings {
  /** Files that are wanted, and those that could not be read. */
  readonly found: Map<number, SourceResult>;
  /** Files that hold `notedName`, wanted or not. */
  readonly noted: number[];
}

/** A list of which nothing is read. */
export function readingTask(root: string, wanted: Wanted): ReadingTask {
  return { root, wanted, progress: new Int32Array(new SharedArrayBuffer(8)) };
}

/** The next part that nobody reads yet. It may be one that is not listed yet, or never will be. */
export function claimPart({ progress }: ReadingTask): number {
  return Atomics.add(progress, 0, 1);
}

/** Whether any thread has found a file that is wanted. */
export function hasFound({ progress }: ReadingTask): boolean {
  return Atomics.load(progress, 1) > 0;
}

/** Reads a part of the list, relative to the root. */
export function readPart(
  { root, wanted, progress }: ReadingTask,
  part: number,
  files: readonly string[],
  { found, noted }: Readings,
): void {
  let index = part * partSize;
  for (const file of files) {
    const bytes = readBytes(`${root}/${file}`);
    const reading = readIfWanted(file, bytes, wanted);
    if (reading !== undefined) {
      found.set(index, reading);
      Atomics.store(progress, 1, 1);
    }
    if (holdsName(bytes, notedName)) noted.push(index);
    index += 1;
  }
}

function readIfWanted(
  path: string,
  bytes: ReturnType<typeof readBytes>,
  wanted: Wanted,
): SourceResult | undefined {
  if (typeof bytes === 'string') return { kind: 'unread', reason: bytes };
  return isWanted(path, bytes, wanted) ? decodeSource(bytes) : undefined;
}
