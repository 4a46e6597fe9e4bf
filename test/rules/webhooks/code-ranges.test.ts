import { expect, test } from 'vitest';
import {
  both,
  isLegacyNumber,
  takenBy,
  takenByPattern,
  takenByStart,
} from '../../../src/rules/webhooks/code-ranges.ts';

const numbers = (from: number, to: number) => ({ kind: 'numbers', from, to });

test.each([
  ['=', 0, 1, numbers(0, 0)],
  ['=', '1205', 1, numbers(1205, 1205)],
  ['=', 'DEFAULT_UPDATE', 1, { kind: 'text', text: 'DEFAULT_UPDATE' }],
  ['=', 12, 100, numbers(1200, 1299)],
  ['=', -1, 1, undefined],
  ['=', 1.5, 1, undefined],
  ['=', 100_000, 1, undefined],
  ['<', 3, 1, numbers(0, 2)],
  ['<', 0, 1, undefined],
  ['<', 'a', 1, undefined],
  ['<=', 2, 1, numbers(0, 2)],
  ['>', 4, 1, numbers(5, 9999)],
  ['>=', 1200, 1, numbers(1200, 9999)],
  ['>=', 12, 100, numbers(1200, 9999)],
] as const)('%s %s by %s', (sign, value, step, taken) => {
  expect(takenBy(sign, value, step)).toEqual(taken);
});

test('two comparisons take what both take', () => {
  const above = { kind: 'numbers', from: 1200, to: 9999 } as const;
  expect(both(above, { kind: 'numbers', from: 0, to: 1299 })).toEqual(numbers(1200, 1299));
  expect(both(above, { kind: 'numbers', from: 0, to: 4 })).toBeUndefined();
  expect(both(above, { kind: 'text', text: 'ERROR' })).toBeUndefined();
});

test.each([
  ['12', numbers(1200, 1299)],
  ['120', numbers(1200, 1209)],
  ['1', numbers(1000, 1999)],
  ['0', undefined],
  ['ITEM', undefined],
])('what starts with %s', (start, taken) => {
  expect(takenByStart(start)).toEqual(taken);
});

test.each([
  ['^12', '', [numbers(1200, 1299)]],
  ['^120\\d$', '', [numbers(1200, 1209)]],
  ['^[0-2]$', '', [numbers(0, 0), numbers(1, 1), numbers(2, 2)]],
  ['^1[23]', 'g', [numbers(1200, 1399)]],
  ['_REMOVED$', '', [{ kind: 'text', text: 'TRANSACTIONS_REMOVED' }]],
  // A check for well-formed input takes everything.
  ['^\\d+$', '', []],
  ['^[A-Z_]+$', '', []],
  // Never run: it would try every way to split a text.
  ['^(A+)+$', '', []],
  ['(', '', []],
])('/%s/%s', (source, flags, taken) => {
  expect(takenByPattern(source, flags)).toEqual(taken);
});

test.each([
  [0, 0, true],
  [4, 4, true],
  [5, 5, false],
  [10, 10, true],
  [200, 200, false],
  [404, 404, false],
  [1205, 1205, true],
  [1200, 9999, true],
  [0, 2, true],
  [3000, 3000, false],
])('legacy webhooks had codes from %i to %i: %s', (from, to, had) => {
  expect(isLegacyNumber(from, to)).toBe(had);
});
