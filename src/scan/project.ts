import type { ScannedFile } from './scanned-file.ts';

/** What a `package.json` says that rules ask for. */
export interface PackageManifest {
  /** Path of the `package.json`, relative to the project's root. */
  readonly path: string;
  readonly type: 'module' | 'commonjs';
  /** Declared versions (`^16.8.0`) of dependencies, devDependencies and peerDependencies. */
  readonly dependencies: ReadonlyMap<string, string>;
}

/**
 * The user's tree as rules see it. `files` are those that name Plaid; the rest is loaded when a rule
 * follows an import or looks for readers of a name. Nothing here writes.
 */
export interface Project {
  /** Every file that names Plaid, by path, in path order. */
  readonly files: ReadonlyMap<string, ScannedFile>;
  /** Any file of the tree; undefined where there is none or it cannot be read. */
  load(path: string): ScannedFile | undefined;
  /** Whether the tree has a file there, of whatever kind. */
  has(path: string): boolean;
  /** Whether the user wants no file to be written there: `.plaidmigrateignore` names it. */
  ignores(path: string): boolean;
  /** The file that `specifier` means in `from`; undefined for packages and what is not there. */
  resolveImport(from: string, specifier: string): ScannedFile | undefined;
  /**
   * Every asked-for file whose text holds `name`, in path order: who else reads a variable or calls a
   * function. All files are read again for it, but for a name that holds Plaid's: so ask for names that
   * are worth it.
   */
  mentioning(name: string): readonly ScannedFile[];
  /**
   * The same for the files of the tree that were not asked for, in no order: a change to what they share
   * with the others would break them.
   */
  mentioningElsewhere(name: string): readonly ScannedFile[];
  /** The files of the tree that name Plaid and were not asked for; to know them, the rest is read once. */
  readonly filesElsewhere: readonly ScannedFile[];
  /** The nearest `package.json` above a file. */
  manifestOf(path: string): PackageManifest | undefined;
}
