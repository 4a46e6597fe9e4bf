import path from 'node:path';
import { unreadCode } from './built-code.ts';
import { DiskTree } from './file-tree.ts';
import type { ReadScripts } from './loaded-file.ts';
import { holdsName, namesPlaid } from './prefilter.ts';
import type { Project } from './project.ts';
import { decodeSource, SourceReader, type SourceText } from './read-source.ts';
import { findRoot } from './root.ts';
import type { Skipped, SkipReason } from './skipped.ts';
import { TreeProject } from './tree-project.ts';
import { walk, type Candidate } from './walk.ts';

/** What a scan found. `seen` is `project.files.size` + `withoutPlaid` + the files in `skipped`. */
export interface OpenedProject {
  readonly project: Project;
  /** Absolute; what every path is relative to. */
  readonly root: string;
  /** The root is the top of a git work tree. */
  readonly git: boolean;
  /** Files of a known type that were met, and those that were given by name. */
  readonly seen: number;
  /** Files read that do not name Plaid. */
  readonly withoutPlaid: number;
  /** In path order. */
  readonly skipped: readonly Skipped[];
  /** Whether a file was asked for and may be written: not ignored, generated or outside of `paths`. */
  includes(file: string): boolean;
  /** To be called when a file is done: lets parsed trees go once they are many. */
  trim(): void;
}

/**
 * Lists the files of `paths`, reads them and keeps those that name Plaid. Only when there are any is
 * the parser loaded. Throws a MigrateError for paths that are not there or in two repositories.
 */
export async function openProject(options: {
  readonly cwd: string;
  readonly paths: readonly string[];
}): Promise<OpenedProject> {
  const roots = findRoot(options.cwd, options.paths);
  const { root, git } = roots;
  const walked = walk(roots);
  const reader = new SourceReader();
  const skipped = [...walked.skipped];
  const named = new Map<string, SourceText>();
  const included = new Set<string>();
  for (const candidate of walked.files) {
    const result = examine(candidate, reader.bytes(path.join(root, candidate.path)));
    if (typeof result === 'string') skipped.push(skippedFile(candidate, result));
    else {
      included.add(candidate.path);
      if (result !== undefined) named.set(candidate.path, result);
    }
  }
  const project = new TreeProject({
    tree: new DiskTree(root, reader),
    readScripts: named.size === 0 ? noParser : (await import('./read-scripts.ts')).readScripts,
    named,
    pathsMentioning: (name) =>
      [...included].filter((file) => holdsName(reader.bytes(path.join(root, file)), name)),
  });
  return {
    project,
    root,
    git,
    seen: included.size + skipped.filter(({ kind }) => kind === 'file').length,
    withoutPlaid: included.size - named.size,
    skipped: skipped.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    includes: (file) => included.has(file),
    trim: () => project.trim(),
  };
}

/** The text of a file that names Plaid, undefined for one that does not, or why it is not read. */
function examine(
  { type, named }: Candidate,
  bytes: Buffer | SkipReason,
): SourceText | SkipReason | undefined {
  if (typeof bytes === 'string') return bytes;
  if (!namesPlaid(bytes)) return undefined;
  const source = decodeSource(bytes);
  if (source.kind === 'unread') return source.reason;
  const unread = type.kind === 'script' && !named ? unreadCode(source.text) : undefined;
  return unread ?? source;
}

function skippedFile({ path: file, named }: Candidate, reason: SkipReason): Skipped {
  return { path: file, kind: 'file', reason, named };
}

const noParser: ReadScripts = () => {
  throw new Error('No file names Plaid, so the parser was not loaded.');
};
