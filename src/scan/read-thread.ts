// The second thread of `readFiles`.
import { parentPort } from 'node:worker_threads';
import { readClaimed, type ReadingList } from './reading-list.ts';
import { SourceReader } from './read-source.ts';

parentPort?.once('message', (list: ReadingList) => {
  parentPort?.postMessage(readClaimed(list, new SourceReader()), []);
});
