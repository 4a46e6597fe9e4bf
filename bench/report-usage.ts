// Loaded into a measured process with --import: tells on descriptor 3 what the process used.
import { writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

// Threads of the process load this, too.
if (isMainThread) {
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    writeSync(3, JSON.stringify({ cpuMicros: userCPUTime + systemCPUTime, peakMb: maxRSS / 1024 }));
  });
}
