import type { RetryCause } from './decide.ts';

/** Waits between the tries of one row. All times in milliseconds. */
export interface BackoffSettings {
  /** The first wait is drawn from 0 to this; each further one from twice as much. */
  readonly baseMs: Readonly<Record<RetryCause, number>>;
  readonly capMs: number;
  /** Tries of one row in one run. After the last the row is left for the next run. */
  readonly maxTries: number;
}

export const defaultBackoff: BackoffSettings = {
  baseMs: { 'rate-limit': 500, 'server-fault': 500, unreachable: 500, maintenance: 15_000 },
  capMs: 60_000,
  maxTries: 8,
};

/**
 * Capped exponential backoff with full jitter, never shorter than Plaid asked for.
 * `tries` counts the calls made so far, from 1.
 */
export function backoffMs(
  settings: BackoffSettings,
  cause: RetryCause,
  tries: number,
  waitMs: number,
  random: () => number,
): number {
  const ceiling = Math.min(settings.capMs, settings.baseMs[cause] * 2 ** (tries - 1));
  return Math.max(waitMs, random() * ceiling);
}
