import { expect } from 'vitest';

/** Matches a string that holds `part`. Vitest types its own as `any`. */
export function containing(part: string): unknown {
  return expect.stringContaining(part);
}

/** Matches a string of a pattern. */
export function matching(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}

/** Matches any string. */
export const anyText: unknown = expect.any(String);
