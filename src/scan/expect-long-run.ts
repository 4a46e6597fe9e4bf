import { setFlagsFromString } from 'node:v8';

/**
 * Tells V8 that a run will take many seconds; a short one would only pay for it (bench/codemod.ts).
 * Trees of parsed code live long enough to be taken for old, and are given up soon after: by itself V8
 * lets ten times as many pile up.
 */
export function expectLongRun(): void {
  setFlagsFromString('--heap-growing-percent=10');
  // What main.ts kept small and put off, for short runs.
  setFlagsFromString('--semi-space-growth-factor=2');
  setFlagsFromString('--opt');
}
