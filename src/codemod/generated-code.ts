import type { GeneratedCode } from '../rules/rule.ts';
import type { ScannedFile } from '../scan/scanned-file.ts';
import type { TextEdit } from '../scan/text-edit.ts';

/** The edits that put `wanted` into the file, in its own style. Each piece is written once. */
export function generatedCode(file: ScannedFile, wanted: readonly GeneratedCode[]): TextEdit[] {
  void file;
  void wanted;
  return [];
}
