import type { ts } from 'ts-morph';

/** Positions in the text of a file, in UTF-16 code units. `end` is the first one behind. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * What a file is to the rules: code of its own (`script`), a page, template or single-file component
 * with code in it (`markup`), or settings and manifests that are looked at as text (`data`).
 */
export type FileKind = 'script' | 'markup' | 'data';

/** A file of the user's tree as rules see it. */
export interface ScannedFile {
  /** Relative to the project's root, with `/`. */
  readonly path: string;
  readonly kind: FileKind;
  /** As on disk, without the byte order mark; line ends are the file's own. */
  readonly text: string;
  readonly bom: boolean;
  /** The code in the file, parsed on first use. Empty for `data`. */
  readonly scripts: readonly Script[];
  /** Template tags (`<%= key %>`, `{{ key }}`, …), in the code and outside of it. */
  readonly placeholders: readonly Range[];
}

/**
 * Code that shares one scope: a whole `.ts` file, all classic script blocks of a page, or one module
 * block. Everything else in the file is blanked and template tags are replaced by stand-ins of the
 * same length, so that every position in `source` is a position in the file's text.
 */
export interface Script {
  readonly source: ts.SourceFile;
  /** `global`: a classic script, whose top-level names other scripts of the page see. */
  readonly scope: 'global' | 'module';
  /** Where the code stands in the file. */
  readonly blocks: readonly Range[];
  /** What the parser could not read; edits in such a script are never made. */
  readonly syntaxErrors: readonly SyntaxProblem[];
}

/** A syntax error: where, and the parser's own words. */
export interface SyntaxProblem {
  readonly position: number;
  readonly message: string;
}
