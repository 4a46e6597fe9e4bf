import { posix } from 'node:path';
import { fileTypeOf } from '../scan/file-types.ts';
import { LoadedFile } from '../scan/loaded-file.ts';
import type { Parents } from '../scan/parse-script.ts';
import { readScripts } from '../scan/read-scripts.ts';
import type { ScannedFile } from '../scan/scanned-file.ts';

/** Another text as a file of the same path, read as the scan reads files. */
export function rereadFile(
  { path, bom }: ScannedFile,
  text: string,
  parents?: Parents,
): ScannedFile {
  const type = fileTypeOf(posix.basename(path)) ?? { kind: 'data' };
  return new LoadedFile(path, { text, bom }, type, (...file) => readScripts(...file, parents));
}
