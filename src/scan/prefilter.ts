import { isUtf16 } from './read-source.ts';

/**
 * Whether bytes name Plaid in any spelling. Two exact searches (`Plaid`, `plaid` and `PLAID` hold
 * `laid` or `LAID`) are three times faster than one that ignores case, which then sees hits alone.
 */
export function namesPlaid(bytes: Buffer): boolean {
  if (isUtf16(bytes)) return /plaid/i.test(bytes.toString('latin1').replaceAll('\0', ''));
  if (!bytes.includes('laid') && !bytes.includes('LAID')) return false;
  return /plaid/i.test(bytes.toString('latin1'));
}

/** Whether a file holds a name. Bytes that could not be read hold none. */
export function holdsName(bytes: Buffer | string, name: string): boolean {
  return typeof bytes !== 'string' && !isUtf16(bytes) && bytes.includes(name);
}
