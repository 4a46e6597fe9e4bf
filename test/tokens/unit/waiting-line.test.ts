import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createWaitingLine } from '../../../src/tokens/waiting-line.ts';

it('gives back what is due, soonest first, and nothing else', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 100 })),
      fc.integer({ min: 0, max: 100 }),
      (times, now) => {
        const line = createWaitingLine<number>();
        for (const time of times) line.add(time, time);
        const due = times.filter((time) => time <= now).toSorted((a, b) => a - b);
        expect(line.takeDue(now, Infinity)).toEqual(due);
        expect(line.size()).toBe(times.length - due.length);
        expect(line.nextDue()).toBe(Math.min(Infinity, ...times.filter((time) => time > now)));
      },
    ),
  );
});

it('keeps what is over the number asked for', () => {
  const line = createWaitingLine<string>();
  line.add('first', 1);
  line.add('second', 2);
  expect(line.takeDue(10, 1)).toEqual(['first']);
  expect(line.takeDue(10, 1)).toEqual(['second']);
});
