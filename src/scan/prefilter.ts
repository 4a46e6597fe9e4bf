import { isUtf16 } from './read-source.ts';

const spellings = ['Plaid', 'plaid', 'PLAID'] as const;

/**
 * Whether bytes name Plaid. Exact searches, one a spelling, are faster than one that ignores case, and
 * nobody writes another.
 */
export function namesPlaid(bytes: Buffer): boolean {
  return holdsSpelling(bytes) || (isUtf16(bytes) && holdsSpelling(withoutNuls(bytes)));
}

function holdsSpelling(bytes: Buffer): boolean {
  return spellings.some((spelling) => bytes.includes(spelling));
}

/** ASCII in UTF-16 as ASCII. */
function withoutNuls(bytes: Buffer): Buffer {
  return Buffer.from(bytes.filter((byte) => byte !== 0));
}

/** Whether a file holds a name. Bytes that could not be read hold none. */
export function holdsName(bytes: Buffer | string, name: string): boolean {
  return typeof bytes !== 'string' && !isUtf16(bytes) && bytes.includes(name);
}
