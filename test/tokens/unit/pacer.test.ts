import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPacer, type Pacer } from '../../../src/tokens/pacer.ts';

/** Lets calls leave whenever the pacer allows, at the given moments; returns when each left. */
function drive(pacer: Pacer, moments: readonly number[], most = 128): number[] {
  return moments.flatMap((now) => {
    const count = pacer.allowance(now, most);
    pacer.sent(now, count);
    return Array.from({ length: count }, () => now);
  });
}

function mostInAnySecond(times: readonly number[]): number {
  let oldest = 0;
  let most = 0;
  for (const [index, time] of times.entries()) {
    while ((times[oldest] ?? 0) <= time - 1_000) oldest += 1;
    most = Math.max(most, index - oldest + 1);
  }
  return most;
}

function everyMs(seconds: number): number[] {
  return Array.from({ length: seconds * 1_000 }, (_, ms) => ms);
}

describe('a ceiling', () => {
  it.each([0.5, 1, 2, 5, 50, 500, 4_000])('of %f/s is reached and never passed', (rate) => {
    const seconds = rate < 5 ? 60 : 10;
    const times = drive(createPacer(rate, 0), everyMs(seconds));
    expect(mostInAnySecond(times)).toBeLessThanOrEqual(Math.max(1, rate));
    expect(times.length).toBeGreaterThanOrEqual(Math.floor(rate * seconds * 0.97));
  });

  it('holds in every second however unevenly the loop comes by', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.array(fc.double({ min: 0, max: 400, noNaN: true }), { maxLength: 400 }),
        (rate, gaps) => {
          let now = 0;
          const moments = gaps.map((gap) => (now += gap));
          expect(mostInAnySecond(drive(createPacer(rate, 0), moments))).toBeLessThanOrEqual(rate);
        },
      ),
    );
  });

  it.each([2, 20, 300])('holds after a pause, at %i/s', (rate) => {
    const pacer = createPacer(rate, 0);
    const times = drive(
      pacer,
      everyMs(3).map((ms) => 5_000 + ms),
    );
    expect(mostInAnySecond(times)).toBeLessThanOrEqual(rate);
  });

  it.each([40, 80])('holds where a bunch arrives %i ms late', (lateMs) => {
    const rate = 2_000;
    const pacer = createPacer(rate, 0);
    const arrivals: number[] = [];
    const answers: { at: number; latencyMs: number }[] = [];
    for (let now = 0; now < 5_000; now += 1) {
      while ((answers[0]?.at ?? Infinity) <= now) {
        pacer.answered(now, answers.shift()?.latencyMs ?? 0, false, 0);
      }
      // The receiver stands still for a while, now and then.
      const delay = now % 1_500 < lateMs ? lateMs - (now % 1_500) : 0;
      for (const sent of drive(pacer, [now])) {
        arrivals.push(sent + delay);
        answers.push({ at: sent + delay + 20, latencyMs: delay + 20 });
      }
    }
    expect(mostInAnySecond(arrivals)).toBeLessThanOrEqual(rate);
    expect(arrivals.length).toBeGreaterThan(rate * 5 * 0.9);
  });

  it('says when the next call may leave', () => {
    const pacer = createPacer(10, 0);
    pacer.sent(0, 1);
    const next = pacer.nextAt(0);
    expect(pacer.allowance(next - 1, 1)).toBe(0);
    expect(pacer.allowance(next, 1)).toBe(1);
  });
});

describe('no ceiling', () => {
  it('lets everything through', () => {
    const pacer = createPacer(Infinity, 0);
    expect(pacer.allowance(0, 128)).toBe(128);
    pacer.sent(0, 128);
    expect(pacer.allowance(0, 128)).toBe(128);
  });

  it('goes down to what Plaid takes, and creeps up again', () => {
    const pacer = createPacer(Infinity, 0);
    for (let call = 0; call < 100; call += 1) pacer.answered(500, 20, call % 2 === 0, 0);
    pacer.answered(1_000, 20, false, 0);
    const lowered = pacer.rate();
    expect(lowered).toBeLessThan(51);
    for (let second = 2; second < 12; second += 1) pacer.answered(second * 1_000, 20, false, 0);
    expect(pacer.rate()).toBeGreaterThan(lowered);
  });
});

describe('"too fast"', () => {
  it('now and then does not slow the run', () => {
    const pacer = createPacer(100, 0);
    for (let call = 1; call <= 1_000; call += 1) pacer.answered(call * 10, 20, call % 20 === 0, 0);
    expect(pacer.rate()).toBe(100);
  });

  it('now and then does not slow a run that trickles for other reasons', () => {
    const pacer = createPacer(Infinity, 0);
    for (let call = 1; call <= 10_000; call += 1)
      pacer.answered(call * 300, 20, call % 20 === 0, 0);
    expect(pacer.rate()).toBe(Infinity);
  });

  it('everywhere holds everything for as long as Plaid asks', () => {
    const pacer = createPacer(100, 0);
    pacer.answered(10, 20, true, 3_000);
    expect(pacer.allowance(3_009, 10)).toBe(0);
    expect(pacer.nextAt(10)).toBe(3_010);
    expect(pacer.allowance(3_010, 1)).toBe(1);
  });

  it('never lowers the rate to a standstill', () => {
    const pacer = createPacer(100, 0);
    for (let call = 1; call <= 100; call += 1) pacer.answered(call * 500, 20, true, 0);
    expect(pacer.rate()).toBeGreaterThan(0);
  });
});
