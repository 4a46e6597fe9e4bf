// The second thread of `FileReading`: is told of its task, then of one part of the list after the other.
import { parentPort } from 'node:worker_threads';
import { claimPart, readPart, type Readings, type ReadingTask } from './reading-list.ts';

/** A part of the list, or that there are no more. */
export type ToThread = readonly string[] | 'all listed';

parentPort?.once('message', (task: ReadingTask) => {
  const parts: (readonly string[])[] = [];
  const readings: Readings = { found: new Map(), noted: [] };
  let claimed = claimPart(task);
  parentPort?.on('message', (message: ToThread) => {
    if (message === 'all listed') {
      parentPort?.postMessage(readings, []);
      parentPort?.close();
      return;
    }
    parts.push(message);
    for (let part = parts[claimed]; part !== undefined; part = parts[claimed]) {
      readPart(task, claimed, part, readings);
      claimed = claimPart(task);
    }
  });
});
