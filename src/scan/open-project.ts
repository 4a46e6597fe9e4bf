import { unreadText } from './built-code.ts';
import { Elsewhere } from './elsewhere.ts';
import { DiskTree } from './file-tree.ts';
import { IgnoreRules } from './ignore-rules.ts';
import type { ReadScripts } from './loaded-file.ts';
import { holdsName, notedName, type Wanted } from './prefilter.ts';
import { loadGrammarsFor } from './native/load-grammars-for.ts';
import type { Project } from './project.ts';
import { FileReading } from './read-files.ts';
import { readBytes, type SourceResult, type SourceText } from './read-source.ts';
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
  /** Files read that are of no interest: by default those that do not name Plaid. */
  readonly withoutPlaid: number;
  /** In path order. */
  readonly skipped: readonly Skipped[];
  /** Whether a file was asked for and may be written: not ignored, generated or outside of `paths`. */
  includes(file: string): boolean;
  /** To be called when a file is done: lets parsed trees go once they are many. */
  trim(): void;
}

/**
 * Lists the files of `paths`, reads them and keeps those that are wanted. Only when there are any is
 * the parser loaded. Throws a MigrateError for paths that are not there or in two repositories.
 */
export async function openProject(options: {
  readonly cwd: string;
  readonly paths: readonly string[];
  /** Files that name Plaid, unless said otherwise. */
  readonly wanted?: Wanted;
  /** Called when the first of them is found, to load meanwhile what will be asked about them. */
  readonly onFirst?: () => Promise<unknown>;
}): Promise<OpenedProject> {
  const roots = findRoot(options.cwd, options.paths);
  const { root, git } = roots;
  const reading = new FileReading(root, options.wanted);
  const walked = walk(roots, (file) => reading.add(file.path));
  const skipped = [...walked.skipped];
  const named = new Map<string, SourceText>();
  const included = new Set(walked.files.map((file) => file.path));
  const parser = () => import('./read-scripts.ts');
  const { found, noted } = await reading.finish(() => Promise.all([parser(), options.onFirst?.()]));
  for (const [index, source] of found) {
    const candidate = walked.files[index];
    if (candidate === undefined) continue;
    const reason = reasonToSkip(candidate, source);
    if (source.kind === 'text' && reason === undefined) named.set(candidate.path, source);
    if (reason === undefined) continue;
    included.delete(candidate.path);
    skipped.push({ path: candidate.path, kind: 'file', reason, named: candidate.named });
  }
  const noting = noted.flatMap((index) => walked.files[index]?.path ?? []);
  await loadGrammarsFor(named.keys());
  const elsewhere = new Elsewhere(roots, (file) => included.has(file));
  const project = new TreeProject({
    tree: new DiskTree(root),
    readScripts: named.size === 0 ? noParser : (await parser()).readScripts,
    named,
    pathsMentioning: (name) => {
      if (name === notedName) return noting.filter((file) => included.has(file));
      // Whoever holds a name that holds Plaid's is known.
      const files = /plaid/i.test(name) ? [...named.keys()] : [...included];
      return files.filter((file) => holdsName(readBytes(`${root}/${file}`), name));
    },
    ignores: (file) => isIgnored(root, file),
    pathsElsewhere: (name) => elsewhere.pathsMentioning(name),
    pathsNamingPlaidElsewhere: () => elsewhere.pathsNamingPlaid(),
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

/** Whether `.plaidmigrateignore`, here or in a folder on the way, names a file that is not there yet. */
function isIgnored(root: string, file: string): boolean {
  const folders = file.split('/').slice(0, -1);
  let rules = IgnoreRules.atRoot(root);
  for (let depth = 0; depth <= folders.length; depth += 1) {
    rules = rules.withFilesOf(root, folders.slice(0, depth).join('/'), ['.plaidmigrateignore']);
  }
  return rules.ignoresFile(file);
}

function reasonToSkip({ type, named }: Candidate, reading: SourceResult): SkipReason | undefined {
  if (reading.kind === 'unread') return reading.reason;
  return named ? undefined : unreadText(reading.text, type);
}

const noParser: ReadScripts = () => {
  throw new Error('No file names Plaid, so the parser was not loaded.');
};
