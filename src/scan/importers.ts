import path from 'node:path';
import type { Project } from './project.ts';
import type { ScannedFile } from './scanned-file.ts';

/**
 * The files that import `file` by a path that ends in its name. Told by their text: to parse every file
 * that holds a common word would take minutes in a large tree.
 */
export function importersOf(file: ScannedFile, project: Project): readonly ScannedFile[] {
  return project
    .mentioning(moduleName(file.path))
    .filter((other) => other !== file && other.kind !== 'data' && imports(other, file, project));
}

/** The name by which an import means a file: that of its folder for an index. */
function moduleName(file: string): string {
  const { name, dir } = path.posix.parse(file);
  return name === 'index' && dir !== '' ? path.posix.basename(dir) : name;
}

function imports(other: ScannedFile, file: ScannedFile, project: Project): boolean {
  return [...other.text.matchAll(SPECIFIERS)].some(
    ([, ownFolder, specifier = '']) =>
      project.resolveImport(other.path, ownFolder === undefined ? specifier : `.${specifier}`) ===
      file,
  );
}

/** `from './a'`, `import './a'`, `import('./a')`, `require('./a')`, `require(__dirname + '/a')` */
const SPECIFIERS = /\b(?:from|import|require)\s*\(?\s*(__dirname\s*\+\s*)?["'`]([^"'`\n]+)["'`]/g;
