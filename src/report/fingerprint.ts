import { createHash } from 'node:crypto';
import { redactSource } from '../codemod/redact-source.ts';

/** What a finding is known by, besides how many equal ones stand before it in its file. */
export interface Fingerprinted {
  readonly rule: string;
  readonly path: string;
  /** The source text it points at. */
  readonly code: string;
}

/**
 * An id for each finding: of its rule, its file, its code and its place among equals. It outlives moves of
 * the code within its file, another line width and other quotes; a key in it may change. `findings` are
 * in the order of their files.
 */
export function fingerprints(findings: readonly Fingerprinted[]): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map(({ rule, path, code }) => {
    const own = [rule, path, normalised(code)].join('\n');
    const before = seen.get(own) ?? 0;
    seen.set(own, before + 1);
    return createHash('sha256')
      .update(`${own}\n${String(before)}`)
      .digest('hex')
      .slice(0, 32);
  });
}

/** Long code is known by its beginning: what is done inside of a handler does not make it another. */
function normalised(code: string): string {
  return redactSource(code.slice(0, READ))
    .replaceAll(/\s+/g, '')
    .replaceAll(/["'`]/g, '"')
    .slice(0, COMPARED);
}

const READ = 2_000;
const COMPARED = 400;
