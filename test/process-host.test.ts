import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createOutput } from '../src/process-host.ts';

// A terminal of `script` or `docker exec -t` may say that it has no columns at all. Whoever divides by
// that counts infinitely many lines: a run hung in its first, with tokens under way.
test.each([
  [{ isTTY: true, columns: 120 }, 120],
  [{ isTTY: true, columns: 0 }, undefined],
  [{}, undefined],
])('of an output like %j the width is %j', (terminal, columns) => {
  const stream = Object.assign(new PassThrough(), terminal);
  expect(createOutput(stream, (text) => text, 'ignore').columns).toBe(columns);
});
