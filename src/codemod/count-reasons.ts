import type { SkipReason } from '../scan/skipped.ts';
import type { CodemodResult } from './codemod-result.ts';

/** How many files were skipped for each reason. */
export function countReasons({ skipped }: CodemodResult): Partial<Record<SkipReason, number>> {
  const counts: Partial<Record<SkipReason, number>> = {};
  for (const { kind, reason } of skipped) {
    if (kind === 'file') counts[reason] = (counts[reason] ?? 0) + 1;
  }
  return counts;
}
