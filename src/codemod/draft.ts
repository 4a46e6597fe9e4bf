import type { ScannedFile } from '../scan/scanned-file.ts';
import type { TextEdit } from '../scan/text-edit.ts';

/** A file as it would become. */
export interface Draft {
  readonly file: ScannedFile;
  readonly edits: readonly TextEdit[];
  readonly after: string;
}
