import { blankRanges } from '../masking.ts';
import type { CodeLanguage } from './code-language.ts';
import { readRegions } from './read-regions.ts';
import type { CodeText } from './code-text.ts';

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
