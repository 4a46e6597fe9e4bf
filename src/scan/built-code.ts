import type { FileType } from './file-types.ts';
import type { SkipReason } from './skipped.ts';

const longLine = 1_000;

/** Why a file is left alone by its looks: what a tool wrote is written over by it again. */
export function unreadText(text: string, { kind }: FileType): SkipReason | undefined {
  if (kind === 'script') return unreadCode(text);
  return OWN_REPORT.test(text.slice(0, 1_000)) ? 'report' : undefined;
}

/** How the pages and documents of `report` begin, and its baseline: they quote the code they are about. */
const OWN_REPORT =
  /<meta name="generator" content="plaid-migrate"|^\{\s*"schemaVersion": 1,\s*"(?:command": "(?:report|codemod)"|findings": \[)/;

function unreadCode(text: string): SkipReason | undefined {
  if (isMinified(text)) return 'minified';
  return isBuilt(text) ? 'built' : undefined;
}

/**
 * Most of the text stands in long lines, and these are code: one long string (an image in base64) or
 * one line of data has far fewer brackets and semicolons.
 */
function isMinified(text: string): boolean {
  let inLongLines = 0;
  let longest = '';
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    if (end - start > longLine) {
      inLongLines += end - start;
      if (end - start > longest.length) longest = text.slice(start, end);
    }
    start = end + 1;
  }
  if (inLongLines * 2 < text.length) return false;
  const punctuation = longest.replaceAll(/[^;(){}=]/g, '').length;
  return punctuation > longest.length * 0.05;
}

/** Marks that webpack, browserify, Parcel and compilers leave in what they write. */
function isBuilt(text: string): boolean {
  return (
    /__webpack_require__\(|parcelRequire\s*=|\(function \w\(\w,\w,\w\)\{function \w\(/.test(text) ||
    /^\/\/[#@] sourceMappingURL=[^\s'"]+\s*$/m.test(text.slice(-300))
  );
}
