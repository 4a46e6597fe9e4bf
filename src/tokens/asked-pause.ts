/** Nobody asks for more. Some give a time since 1970, where a pause belongs. */
const LONGEST_PAUSE_MS = 24 * 3_600_000;

/**
 * The pause that an answer asks for: none where its `Retry-After` is absent or cannot be meant. A shared
 * ledger holds all its runners to it, also those that come later.
 */
export function askedPauseMs(retryAfterMs: number | undefined): number {
  return retryAfterMs === undefined || retryAfterMs > LONGEST_PAUSE_MS ? 0 : retryAfterMs;
}
