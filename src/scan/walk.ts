import { readdirSync, statSync, type Dirent } from 'node:fs';
import path from 'node:path';
import { fileTypeOf, type FileType } from './file-types.ts';
import { IgnoreRules } from './ignore-rules.ts';
import type { Roots, Start } from './root.ts';
import type { Skipped, SkipReason } from './skipped.ts';
import { isVersionControl, unreadFile, unreadFolder } from './unread-names.ts';

/** A file whose name says it may matter. */
export interface Candidate {
  /** Relative to the root, with `/`. */
  readonly path: string;
  readonly type: FileType;
  /** The user gave this very path. */
  readonly named: boolean;
}

export interface WalkResult {
  /** Each file once, in the order of the disk. */
  readonly files: readonly Candidate[];
  readonly skipped: readonly Skipped[];
}

/**
 * Lists the files to read. Symbolic links are not followed, so nothing outside of the root is reached,
 * no file is met twice and no loop can be entered; git and ripgrep do the same. Synchronous: a tree of
 * 10,000 files is listed in a tenth of a second, several times faster than with promises. `onFile` is told
 * of each file as it is met.
 */
export function walk(
  { root, starts }: Roots,
  onFile: (file: Candidate) => void = () => undefined,
): WalkResult {
  const named = new Map(starts.map((start) => [start.path, start]));
  const tree = new Walk(root, named, onFile);
  for (const start of named.values()) tree.enter(start);
  return { files: tree.files, skipped: tree.skipped };
}

class Walk {
  readonly files: Candidate[] = [];
  readonly skipped: Skipped[] = [];
  readonly #root: string;
  /** What is entered on its own, and passed by when met on the way. */
  readonly #named: ReadonlyMap<string, Start>;

  readonly #onFile: (file: Candidate) => void;

  constructor(root: string, named: ReadonlyMap<string, Start>, onFile: (file: Candidate) => void) {
    this.#root = root;
    this.#named = named;
    this.#onFile = onFile;
  }

  /** A path the user gave: taken even where rules or its name would leave it out. */
  enter(start: Start): void {
    switch (start.kind) {
      case 'special':
        this.#skip(start.path, 'file', 'special-file', true);
        return;
      case 'file':
        this.#enterFile(start.path);
        return;
      case 'folder':
        this.#folder(start.path, this.#rulesAbove(start.path).without(start.path), true);
        return;
    }
  }

  #enterFile(file: string): void {
    const name = path.posix.basename(file);
    const type = fileTypeOf(name);
    if (type === undefined) this.#skip(file, 'file', 'unknown-type', true);
    else this.#take({ path: file, type, named: true });
  }

  /** The rules of the folders above `folder`. */
  #rulesAbove(folder: string): IgnoreRules {
    let rules = IgnoreRules.atRoot(this.#root);
    if (folder === '') return rules;
    const parts = folder.split('/');
    for (let depth = 0; depth < parts.length; depth += 1) {
      rules = rules.withFilesOf(this.#root, parts.slice(0, depth).join('/'));
    }
    return rules;
  }

  #folder(folder: string, above: IgnoreRules, named: boolean): void {
    const entries = this.#list(folder, named);
    if (entries === undefined) return;
    const names = entries.filter(({ name }) => name.endsWith('ignore')).map(({ name }) => name);
    const rules = names.length === 0 ? above : above.withFilesOf(this.#root, folder, names);
    const prefix = folder === '' ? '' : `${folder}/`;
    for (const entry of entries) this.#entry(entry, prefix + entry.name, rules);
  }

  #entry(entry: Dirent, entryPath: string, rules: IgnoreRules): void {
    const { name } = entry;
    // The first of them is the folder that everything else is met in.
    if (this.#named.size > 1 && this.#named.has(entryPath)) return;
    if (entry.isDirectory()) {
      if (isVersionControl(name)) return;
      const reason = this.#folderReason(name, entryPath, rules);
      if (reason === undefined) this.#folder(entryPath, rules, false);
      else this.#skip(entryPath, 'folder', reason, false);
      return;
    }
    if (entry.isSymbolicLink()) {
      this.#link(entryPath);
      return;
    }
    const type = fileTypeOf(name);
    if (type === undefined) return;
    const reason = rules.ignoresFile(entryPath, name)
      ? 'ignored'
      : entry.isFile()
        ? unreadFile(name)
        : 'special-file';
    if (reason === undefined) this.#take({ path: entryPath, type, named: false });
    else this.#skip(entryPath, 'file', reason, false);
  }

  #folderReason(name: string, folder: string, rules: IgnoreRules): SkipReason | undefined {
    const reason = unreadFolder(name);
    if (reason !== undefined) return reason;
    if (rules.ignoresFolder(folder, name)) return 'ignored';
    return undefined;
  }

  /** A link to what would have been read is worth a word; a dangling one or one to a picture is not. */
  #link(link: string): void {
    try {
      const target = statSync(path.join(this.#root, link));
      if (target.isDirectory()) this.#skip(link, 'folder', 'symbolic-link', false);
      else if (fileTypeOf(path.posix.basename(link)) !== undefined) {
        this.#skip(link, 'file', 'symbolic-link', false);
      }
    } catch {
      // Points nowhere, or to itself.
    }
  }

  #list(folder: string, named: boolean): readonly Dirent[] | undefined {
    try {
      const entries = readdirSync(path.join(this.#root, folder), { withFileTypes: true });
      const nested = folder !== '' && !named && entries.some(({ name }) => name === '.git');
      if (!nested) return entries;
      this.#skip(folder, 'folder', 'nested-repository', false);
    } catch {
      this.#skip(folder, 'folder', 'unreadable', named);
    }
    return undefined;
  }

  #take(file: Candidate): void {
    this.files.push(file);
    this.#onFile(file);
  }

  #skip(skipped: string, kind: Skipped['kind'], reason: SkipReason, named: boolean): void {
    this.skipped.push({ path: skipped, kind, reason, named });
  }
}
