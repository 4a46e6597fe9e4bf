import type { Range } from './scanned-file.ts';

/** Replaces a range of a file's text. An empty range inserts. */
export interface TextEdit extends Range {
  readonly text: string;
}
