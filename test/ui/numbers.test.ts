import { expect, test } from 'vitest';
import { formatCount, formatDuration, formatRate } from '../../src/ui/numbers.ts';

test.each([
  [0, '0'],
  [999, '999'],
  [1240, '1,240'],
  [9_800_000, '9,800,000'],
])('formatCount(%d) is %s', (count, expected) => {
  expect(formatCount(count)).toBe(expected);
});

test.each([
  [0.346, '0.35/s'],
  [12.44, '12.4/s'],
  [50, '50/s'],
  [1240.4, '1,240/s'],
  [Number.POSITIVE_INFINITY, 'unlimited'],
])('formatRate(%d) is %s', (rate, expected) => {
  expect(formatRate(rate)).toBe(expected);
});

test.each([
  [0, '0 s'],
  [0.2, '<1 s'],
  [59.4, '59 s'],
  [59.6, '1 min'],
  [185, '3 min 5 s'],
  [660, '11 min'],
  [3599, '60 min'],
  [8040, '2 h 14 min'],
  [7170, '2 h'],
  [86_399, '24 h'],
  [273_600, '3 d 4 h'],
  [Number.POSITIVE_INFINITY, 'unknown'],
])('formatDuration(%d) is %s', (seconds, expected) => {
  expect(formatDuration(seconds)).toBe(expected);
});
