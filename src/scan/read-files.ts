import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Wanted } from './prefilter.ts';
import { readClaimed, type ReadingList, type Readings } from './reading-list.ts';
import type { SourceReader } from './read-source.ts';

/** Fewer files are read before a second thread has started. */
const worthAThread = 3_000;

/**
 * Reads files and keeps those that are wanted. A long list is shared with a second thread, which goes on
 * while `onFirst` loads what the first find is in need of.
 */
export async function readFiles(
  root: string,
  files: readonly string[],
  reader: SourceReader,
  onFirst: () => Promise<unknown>,
  wanted: Wanted = 'plaid',
): Promise<Readings> {
  const list = { root, files, wanted, claimed: new Int32Array(new SharedArrayBuffer(4)) };
  const isShared = files.length >= worthAThread && availableParallelism() > 1;
  // Where no thread is to be had, this one reads alone.
  const other = isShared ? readInThread(list).catch(() => undefined) : undefined;
  const first = readClaimed(list, reader, isShared);
  if (first.found.size > 0) await onFirst();
  const rest = readClaimed(list, reader);
  const others = await other;
  if (isShared && others === undefined) {
    // Its part of the list is not known, so all of it is read again.
    list.claimed.fill(0);
    return readClaimed(list, reader);
  }
  const all = [first, rest, ...(others === undefined ? [] : [others])];
  return {
    found: new Map(all.flatMap(({ found }) => [...found])),
    noted: all.flatMap(({ noted }) => noted),
  };
}

async function readInThread(list: ReadingList): Promise<Readings> {
  const worker = new Worker(
    new URL(`./read-thread${path.extname(import.meta.url)}`, import.meta.url),
  );
  return await new Promise((resolve, reject) => {
    worker.once('message', (readings: Readings) => resolve(readings));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The reading thread ended with ${code}.`)));
    worker.postMessage(list, []);
  });
}
