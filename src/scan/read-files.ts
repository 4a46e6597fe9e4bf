import { availableParallelism } from 'node:os';
import path from 'node:path';
import { getBuiltinModule } from 'node:process';
import type { Worker } from 'node:worker_threads';
import type { Wanted } from './prefilter.ts';
import {
  claimPart,
  hasFound,
  partSize,
  readingTask,
  readPart,
  type Readings,
  type ReadingTask,
} from './reading-list.ts';
import type { ToThread } from './read-thread.ts';

/** Up to here a second thread gains nothing: 10,000 files are read while it starts and warms up. */
const worthAThread = 40;

/**
 * Reads the files of a list and keeps those that are wanted. Where they are many, a second thread begins
 * while they are still being listed, and goes on while what the first find is in need of is loaded.
 */
export class FileReading {
  readonly #task: ReadingTask;
  readonly #parts: string[][] = [];
  #thread: ReadingThread | undefined;

  constructor(root: string, wanted: Wanted = 'plaid') {
    this.#task = readingTask(root, wanted);
  }

  /** Lists a file, relative to the root. */
  add(file: string): void {
    const last = this.#parts.at(-1);
    if (last !== undefined && last.length < partSize) {
      last.push(file);
      return;
    }
    this.#parts.push([file]);
    if (last === undefined) return;
    this.#thread?.send(last);
    if (this.#parts.length > worthAThread && availableParallelism() > 1) {
      this.#thread ??= new ReadingThread(this.#task, this.#parts.slice(0, -1));
    }
  }

  /** What the list holds, once all files are in it. `onFirst` is called when something is found. */
  async finish(onFirst: () => Promise<unknown>): Promise<Readings> {
    const thread = this.#thread;
    thread?.send(this.#parts.at(-1) ?? []);
    thread?.send('all listed');
    const own: Readings = { found: new Map(), noted: [] };
    this.#read(own, thread !== undefined);
    if (hasFound(this.#task)) await onFirst();
    this.#read(own);
    if (thread === undefined) return own;
    const others = await thread.readings;
    if (others !== undefined) {
      const found = new Map([...own.found, ...others.found]);
      return { found, noted: [...own.noted, ...others.noted] };
    }
    // Its part of the list is not known, so all of it is read again.
    const all: Readings = { found: new Map(), noted: [] };
    this.#task.progress.fill(0);
    this.#read(all);
    return all;
  }

  #read(readings: Readings, untilFound = false): void {
    while (!untilFound || !hasFound(this.#task)) {
      const claimed = claimPart(this.#task);
      const part = this.#parts[claimed];
      if (part === undefined) break;
      readPart(this.#task, claimed, part, readings);
    }
  }
}

/** A second thread that reads what it is sent, if the first has not. */
class ReadingThread {
  /** Undefined where no thread is to be had, or when it failed. */
  readonly readings: Promise<Readings | undefined>;
  #worker: Worker | undefined;

  constructor(task: ReadingTask, listed: readonly (readonly string[])[]) {
    this.readings = this.#start(task).catch(() => undefined);
    for (const part of listed) this.send(part);
  }

  send(message: ToThread): void {
    this.#worker?.postMessage(message, []);
  }

  async #start(task: ReadingTask): Promise<Readings> {
    const file = new URL(`./read-thread${path.extname(import.meta.url)}`, import.meta.url);
    // Most runs are without a thread, and Node takes milliseconds to load what makes one.
    const threads = getBuiltinModule('node:worker_threads');
    // It closes what it opens, and need not be watched for it.
    const worker = new threads.Worker(file, { trackUnmanagedFds: false });
    worker.postMessage(task, []);
    this.#worker = worker;
    return await new Promise((resolve, reject) => {
      worker.once('message', (readings: Readings) => resolve(readings));
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`The reading thread ended with ${code}.`)));
    });
  }
}
