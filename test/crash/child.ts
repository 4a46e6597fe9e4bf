import { writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { tokens } from '../../src/commands/tokens.ts';
import { errorMessage } from '../../src/core/errors.ts';
import { createProcessHost } from '../../src/process-host.ts';
import { faultPoints, type Probe } from '../../src/tokens/fault-points.ts';
import { fastClock } from '../fast-clock.ts';

// What crash tests start: `tokens` in the real world, but for a clock that makes pauses short and a
// probe that kills the process where CRASH_AT says, like `in-commit:3` for the third passing.

/** Neither an exit code of ours nor one of Node's. */
const THREW = 99;
const CLOCK_SPEED = 20;

const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    'api-url': { type: 'string' },
    rate: { type: 'string' },
    concurrency: { type: 'string' },
    ledger: { type: 'string' },
    // For ledgers that many share: databases have no fast clock.
    lease: { type: 'string' },
    speed: { type: 'string' },
  },
});

const [point, nth] = (process.env['CRASH_AT'] ?? '').split(':');
if (point !== '' && (point === undefined || !(point in faultPoints))) {
  throw new Error(`CRASH_AT names no fault point: ${String(point)}`);
}
let passed = 0;
const probe: Probe = (passing) => {
  if (passing !== point) return;
  passed += 1;
  if (passed === Number(nth)) process.kill(process.pid, 'SIGKILL');
};

try {
  process.exitCode = await tokens(
    {
      ledger: values.ledger ?? 'plaid-migrate.db',
      yes: true,
      ...(values.from === undefined ? {} : { from: values.from }),
      ...(values['api-url'] === undefined ? {} : { apiUrl: values['api-url'] }),
      rate: values.rate ?? 'unlimited',
      concurrency: values.concurrency ?? '16',
      quiet: true,
    },
    {
      ...createProcessHost(process, process.env),
      clock: fastClock(Number(values.speed ?? CLOCK_SPEED)),
    },
    probe,
    values.lease === undefined ? undefined : Number(values.lease),
  );
} catch (error) {
  writeSync(2, `${errorMessage(error)}\n`);
  process.exitCode = THREW;
}
