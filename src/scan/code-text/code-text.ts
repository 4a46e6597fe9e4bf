import { blankRanges } from '../masking.ts';
import type { Range } from '../scanned-file.ts';
import type { CodeLanguage } from './code-language.ts';
import { readRegions } from './read-regions.ts';

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

/**
 * Reads a text as code of a language. Never throws: what is not closed ends with its line or with the
 * file.
 */
export function readCodeText(text: string, language: CodeLanguage): CodeText {
  const { comments, strings } = readRegions(text, language);
  const pieces = strings.flatMap((string) => string.pieces.filter(({ start, end }) => end > start));
  const quiet = [...comments, ...pieces].toSorted((a, b) => a.start - b.start);
  return {
    language,
    text,
    comments,
    strings,
    withoutComments: blankRanges(text, comments),
    code: blankRanges(text, quiet),
  };
}
