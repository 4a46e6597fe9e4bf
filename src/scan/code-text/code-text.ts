import type { Range } from '../scanned-file.ts';
import type { CodeLanguage } from './code-language.ts';

/** A string of the code, with its quotes. */
export interface StringLiteral extends Range {
  /** What it holds: what stands between the quotes, without the code in it. In order. */
  readonly pieces: readonly Range[];
}

/** A text with its code, comments and strings told apart. Every position is one of the text. */
export interface CodeText {
  readonly language: CodeLanguage;
  readonly text: string;
  /** In order; what stands around the code of a PHP file counts as a comment. */
  readonly comments: readonly Range[];
  /** In order of their starts; those in code inside of others come after these. */
  readonly strings: readonly StringLiteral[];
  /** The text with comments blanked, line ends kept. */
  readonly withoutComments: string;
  /** The same with what strings hold blanked, too. */
  readonly code: string;
}
