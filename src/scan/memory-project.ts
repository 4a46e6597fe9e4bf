import { MemoryTree } from './file-tree.ts';
import { fileTypeOf } from './file-types.ts';
import { isWanted, type Wanted } from './prefilter.ts';
import type { Project } from './project.ts';
import { readScripts } from './read-scripts.ts';
import type { SourceText } from './read-source.ts';
import { TreeProject } from './tree-project.ts';

/** A project of files in memory, by path: for `--stdin`, for checking what was rewritten, for tests. */
export function memoryProject(
  files: ReadonlyMap<string, string>,
  wanted: Wanted = 'plaid',
): Project {
  const tree = new MemoryTree(files);
  const named = new Map<string, SourceText>();
  for (const [file, text] of files) {
    const source = tree.read(file);
    if (source.kind === 'text' && isRead(file) && isWanted(file, Buffer.from(text), wanted))
      named.set(file, source);
  }
  const pathsMentioning = (name: string): readonly string[] =>
    [...files].flatMap(([file, text]) => (isRead(file) && text.includes(name) ? [file] : []));
  return new TreeProject({ tree, readScripts, named, pathsMentioning });
}

function isRead(file: string): boolean {
  return fileTypeOf(file.slice(file.lastIndexOf('/') + 1)) !== undefined;
}
