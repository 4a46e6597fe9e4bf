import { setFlagsFromString } from 'node:v8';

/**
 * Makes V8 look for garbage earlier. Trees of parsed code live long enough to be taken for old, and are
 * given up soon after: by itself V8 lets ten times as many pile up. It costs a short run a twentieth of
 * its time and a long one nothing (bench/codemod.ts).
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=10');
  // Short runs do with a small space for new objects (main.ts); here it would be emptied too often.
  setFlagsFromString('--semi-space-growth-factor=2');
}
