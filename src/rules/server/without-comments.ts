import type { ts } from 'ts-morph';
import { commentRanges } from '../../scan/comment-ranges.ts';
import type { Range } from '../../scan/scanned-file.ts';

/** A piece of code without its comments, and without the lines that hold nothing else. */
export function withoutComments({ start, end }: Range, source: ts.SourceFile): string {
  const code = source.text.slice(start, end);
  if (!/\/[/*]/.test(code)) return code;
  let kept = '';
  let from = start;
  for (const comment of commentRanges(source)) {
    if (comment.start < start || comment.end > end) continue;
    kept += source.text.slice(from, comment.start) + COMMENT;
    from = comment.end;
  }
  kept += source.text.slice(from, end);
  return kept
    .replaceAll(new RegExp(`^[ \\t]*(?:${COMMENT}[ \\t]*)+\\r?\\n`, 'gm'), '')
    .replaceAll(new RegExp(`[ \\t]*${COMMENT}(?=[ \\t]*\\r?$)`, 'gm'), '')
    .replaceAll(new RegExp(`${COMMENT}[ \\t]*`, 'g'), '');
}

/** Nobody writes it. */
const COMMENT = '\0';
