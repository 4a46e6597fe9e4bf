import { closeSync, openSync, readSync } from 'node:fs';
import { readingSpace } from './may-hold.ts';
import type { SkipReason } from './skipped.ts';

/** Larger files are data or bundles: parsing one of 60 MB takes five seconds and a gigabyte. */
export const sizeLimit = 1_000_000;

/** The text of a file, its byte order mark kept apart. Line ends are as on disk. */
export interface SourceText {
  readonly text: string;
  readonly bom: boolean;
}

/** Text, or why there is none. */
export type SourceResult =
  | ({ readonly kind: 'text' } & SourceText)
  | { readonly kind: 'unread'; readonly reason: SkipReason };

/**
 * The bytes of a file, valid until the next call: all files are read into one place. Nothing of a larger
 * file is kept. At 10,000 files synchronous calls take 160 ms, `fs.promises` 390 ms and more.
 */
export function readBytes(file: string): Buffer | SkipReason {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, 'r');
    const length = fillSpace(descriptor);
    return length > sizeLimit ? 'too-large' : readingSpace.subarray(0, length);
  } catch {
    return 'unreadable';
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function fillSpace(descriptor: number): number {
  let length = 0;
  while (length <= sizeLimit) {
    const count = readSync(descriptor, readingSpace, length, sizeLimit + 1 - length, null);
    length += count;
    // The end of a file may show as a short read, and always shows as an empty one. File systems that
    // answer piece by piece have pieces of 64 kB and more: below that one call is enough.
    if (count < 65_536) break;
  }
  return length;
}

/** Bytes as text. Strict: what cannot be written back as it was is not read. */
export function decodeSource(bytes: Buffer): SourceResult {
  if (isUtf16(bytes)) return { kind: 'unread', reason: 'utf-16' };
  if (bytes.includes(0)) return { kind: 'unread', reason: 'binary' };
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  try {
    const text = utf8.decode(bom ? bytes.subarray(3) : bytes);
    return { kind: 'text', text, bom };
  } catch {
    return { kind: 'unread', reason: 'not-utf-8' };
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** By the byte order mark, or by the NUL beside a first ASCII character. */
export function isUtf16(bytes: Buffer): boolean {
  const first = bytes[0];
  const second = bytes[1];
  if (first === undefined || second === undefined) return false;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  return (first === 0) !== (second === 0);
}
