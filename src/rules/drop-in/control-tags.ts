import type { ts } from 'ts-morph';
import { firstEndingBehind, type CodePlace } from '../../scan/code-place.ts';
import type { Range } from '../../scan/scanned-file.ts';

/** The template tags in a range of code that stand outside of `items`: conditions around them. */
export function controlTags(
  items: readonly ts.Node[],
  { start, end }: Range,
  place: CodePlace,
): readonly Range[] {
  const { source } = place.script;
  const { placeholders } = place.file;
  const found: Range[] = [];
  for (
    let index = firstEndingBehind(start, placeholders);
    index < placeholders.length;
    index += 1
  ) {
    const tag = placeholders[index];
    if (tag === undefined || tag.end > end) break;
    const isInItem = items.some(
      (item) => item.getStart(source) <= tag.start && tag.end <= item.end,
    );
    if (tag.start >= start && !isInItem) found.push(tag);
  }
  return found;
}

/** Whether every condition that tags open is closed among them. */
export function areBalanced(tags: readonly Range[], text: string): boolean {
  let depth = 0;
  for (const { start, end } of tags) {
    const tag = text.slice(start, end);
    if (CLOSING.test(tag)) depth -= 1;
    else if (OPENING.test(tag)) depth += 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

// Jinja, Twig and Liquid; Handlebars; EJS and ERB; PHP; Blade.
const OPENING =
  /^(?:\{%-?\s*(?:if|unless|for|with)\b|\{\{[#^]|<%[-_]?\s*(?:if|unless)\b|<%[-_]?[^]*\{\s*[-_]?%>$|<\?(?:php)?\s+(?:if|foreach)\b|@(?:if|unless|isset|empty|auth|guest|env|production)\b)/;
const CLOSING =
  /^(?:\{%-?\s*end|\{\{\/|<%[-_]?\s*(?:end\b|\}\s*[-_]?%>)|<\?(?:php)?\s+(?:end\w+|\}\s*\?>)|@end)/;
