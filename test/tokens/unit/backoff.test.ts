import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backoffMs, defaultBackoff } from '../../../src/tokens/backoff.ts';

const cause = fc.constantFrom('rate-limit', 'server-fault', 'maintenance', 'unreachable');

it('is never above its cap, and never below what Plaid asks for', () => {
  fc.assert(
    fc.property(
      cause,
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 0, max: 600_000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (why, tries, waitMs, random) => {
        const delay = backoffMs(defaultBackoff, why, tries, waitMs, () => random);
        expect(delay).toBeGreaterThanOrEqual(waitMs);
        expect(delay).toBeLessThanOrEqual(Math.max(waitMs, defaultBackoff.capMs));
      },
    ),
  );
});

it('grows by doubling', () => {
  const highest = (tries: number): number =>
    backoffMs(defaultBackoff, 'server-fault', tries, 0, () => 1);
  expect([1, 2, 3, 4].map(highest)).toEqual([500, 1_000, 2_000, 4_000]);
});

it('spreads from nothing to its ceiling', () => {
  expect(backoffMs(defaultBackoff, 'server-fault', 3, 0, () => 0)).toBe(0);
});
