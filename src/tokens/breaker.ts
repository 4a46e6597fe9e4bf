/**
 * Stops calling a Plaid that does not answer properly. Closed until `threshold` faults come in a
 * row; then open: one probe at a time, after growing pauses; a proper answer closes it, and after
 * the last failed probe it has tripped for good. Time is milliseconds of a monotonic clock.
 */
export interface Breaker {
  state(): 'closed' | 'open' | 'tripped';
  /** When the next probe may leave. */
  probeAt(): number;
  fault(now: number): void;
  properAnswer(): void;
}

/** Pauses before each probe. */
export const defaultProbePauses: readonly number[] = [1_000, 2_000, 5_000, 10_000];

export function createBreaker(threshold: number, pauses: readonly number[]): Breaker {
  let faults = 0;
  let probes = 0;
  let probeAt = 0;
  let state: 'closed' | 'open' | 'tripped' = 'closed';
  return {
    state: () => state,
    probeAt: () => probeAt,
    fault(now) {
      faults += 1;
      if (state === 'closed' && faults < threshold) return;
      // Calls that left before the breaker opened still fail: they are not probes.
      if (state === 'open' && now < probeAt) return;
      const pause = pauses[probes];
      if (pause === undefined) {
        state = 'tripped';
        return;
      }
      state = 'open';
      probeAt = now + pause;
      probes += 1;
    },
    properAnswer() {
      faults = 0;
      probes = 0;
      state = 'closed';
    },
  };
}
