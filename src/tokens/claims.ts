import type { Exchanged } from './ledger/ledger.ts';

/** How many new tokens a run takes, and when it asks for more. */
export interface Claims {
  /** How many to take now, where `free` further calls may leave and `waiting` rows wait to be tried again. */
  wanted(now: number, free: number, waiting: number): number;
  /** Notes what the ledger gave for `wanted` tokens that were asked for at `now`. */
  took(now: number, wanted: number, exchanged: Exchanged): void;
  /** When to ask again; Infinity where there is nothing to ask for. */
  nextAt(now: number, waiting: number): number;
  /** Whether there is nothing left to take. */
  isExhausted(): boolean;
}

/** What others hold may come free: when to look again. */
const LOOK_AGAIN_MS = 500;

/** `limit` is how many tokens to take at most. */
export function createClaims(concurrency: number, limit: number): Claims {
  let taken = 0;
  let exhausted = false;
  /** When to try again, where all that is left is in the hands of others. */
  let againAt = -Infinity;

  /** Not while many wait to be tried again: a long fault would otherwise fill the memory. */
  function takes(waiting: number): boolean {
    return !exhausted && waiting < 4 * concurrency;
  }

  return {
    wanted: (now, free, waiting) =>
      takes(waiting) && now >= againAt ? Math.min(free, limit - taken) : 0,
    took(now, wanted, { claimed, rest }) {
      if (wanted > 0) againAt = rest === 'held' ? now + LOOK_AGAIN_MS : -Infinity;
      taken += claimed.length;
      exhausted ||= rest === 'none' || taken >= limit;
    },
    nextAt: (now, waiting) => (takes(waiting) ? Math.max(now, againAt) : Infinity),
    isExhausted: () => exhausted,
  };
}
