import type { Range } from './scanned-file.ts';
import type { TemplateTag } from './template-tag.ts';

/** The text with everything but line ends blanked: no position moves. */
export function blank(text: string): string {
  return text.replaceAll(/[^\r\n\u2028\u2029]/g, ' ');
}

/** The text with `ranges` blanked. They are in order and do not overlap. */
export function blankRanges(text: string, ranges: readonly Range[]): string {
  let kept = '';
  let position = 0;
  for (const { start, end } of ranges) {
    kept += text.slice(position, start) + blank(text.slice(start, end));
    position = end;
  }
  return kept + text.slice(position);
}

/** The text with everything outside of `ranges` blanked. They are in order and do not overlap. */
export function blankAllBut(text: string, ranges: readonly Range[]): string {
  let kept = '';
  let position = 0;
  for (const { start, end } of ranges) {
    kept += blank(text.slice(position, start)) + text.slice(start, end);
    position = end;
  }
  return kept + blank(text.slice(position));
}

/**
 * The text with template tags replaced, position by position, by what JavaScript reads in their place:
 * a name for those that print (right as an expression and inside of quotes), blanks for the others.
 */
export function maskTags(text: string, tags: readonly TemplateTag[]): string {
  let masked = '';
  let position = 0;
  for (const [index, tag] of tags.entries()) {
    masked += text.slice(position, tag.start);
    const source = text.slice(tag.start, tag.end);
    masked +=
      tag.role === 'output' ? standIn(source, index, () => insideQuotes(masked)) : blank(source);
    position = tag.end;
  }
  return masked + text.slice(position);
}

/**
 * A name as long as the tag, another for every tag. Over several lines only the first is named; inside
 * of quotes the lines are joined by `\`, which is how a string goes on.
 */
function standIn(source: string, index: number, quoted: () => boolean): string {
  const [first = ''] = source.split(/[\r\n\u2028\u2029]/, 1);
  const name = `_${index.toString(36)}`.slice(0, first.length).padEnd(first.length, '_');
  if (first.length === source.length) return name;
  const rest = blank(source.slice(first.length));
  if (!quoted()) return name + rest;
  return (name + rest).replaceAll(/.(?=\r\n|[\r\n\u2028\u2029])/g, '\\');
}

/** Whether a position is inside of quotes, told by the line before it. */
function insideQuotes(before: string): boolean {
  const line = before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1);
  const open = line.replaceAll(/\\.|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '');
  return /["']/.test(open);
}
