/** Why a file or folder is left alone. */
export type SkipReason =
  | 'ignored'
  | 'dependencies'
  | 'build-output'
  | 'nested-repository'
  | 'symbolic-link'
  | 'special-file'
  | 'unreadable'
  | 'unknown-type'
  | 'declarations'
  | 'lock-file'
  | 'vendored'
  | 'minified'
  | 'built'
  | 'report'
  | 'too-large'
  | 'binary'
  | 'utf-16'
  | 'not-utf-8';

/** Something the walk left alone. A folder counts once, whatever is in it. */
export interface Skipped {
  /** Relative to the project's root, with `/`. */
  readonly path: string;
  readonly kind: 'file' | 'folder';
  readonly reason: SkipReason;
  /** The user gave this very path, and is owed the reason. */
  readonly named: boolean;
}

const sentences: Readonly<Record<SkipReason, string>> = {
  ignored: 'is ignored by a .gitignore or .plaidmigrateignore',
  dependencies: 'holds code of others',
  'build-output': 'holds what a build wrote; change its source',
  'nested-repository': 'is a git repository of its own; run plaid-migrate there',
  'symbolic-link': 'is a symbolic link, which is not followed; name what it points to',
  'special-file': 'is no regular file',
  unreadable: 'could not be read',
  'unknown-type': 'is of a type plaid-migrate does not read',
  declarations: 'declares types and holds no code',
  'lock-file': 'is written by a package manager',
  vendored: "is a copy of Plaid's own script",
  minified: 'is minified; change its source',
  built: 'was written by a bundler or compiler; change its source',
  report: 'is a report of plaid-migrate',
  'too-large': 'is larger than 1 MB',
  binary: 'is binary',
  'utf-16': 'is UTF-16; convert it to UTF-8 first',
  'not-utf-8': 'is not UTF-8; convert it first',
};

/** The reason as the end of a sentence that begins with the path. */
export function skipSentence(reason: SkipReason): string {
  return sentences[reason];
}
