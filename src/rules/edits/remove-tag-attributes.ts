import type { MarkupAttribute, MarkupTag } from '../../scan/markup-tags.ts';
import type { ScannedFile } from '../../scan/scanned-file.ts';
import type { FileEdit } from '../rule.ts';

/** The edits that take attributes off a tag, with the lines they stand on alone. */
export function removeTagAttributes(
  tag: MarkupTag,
  gone: readonly MarkupAttribute[],
  { path, text }: ScannedFile,
): FileEdit[] {
  const edits: FileEdit[] = [];
  for (const [index, attribute] of tag.attributes.entries()) {
    if (!gone.includes(attribute)) continue;
    const previous = tag.attributes[index - 1];
    const behind = previous?.end ?? tag.start + 1 + tag.name.length;
    // The space in front goes along: what stands behind keeps its own.
    edits.push({ path, start: behind, end: attribute.end, text: '' });
  }
  return joined(edits, text);
}

/** Edits that touch are one. */
function joined(edits: readonly FileEdit[], text: string): FileEdit[] {
  const result: FileEdit[] = [];
  for (const edit of edits) {
    const last = result.at(-1);
    if (last !== undefined && text.slice(last.end, edit.start).trim() === '') {
      result[result.length - 1] = { ...last, end: edit.end };
    } else result.push(edit);
  }
  return result;
}

/**
 * Edits of a template that stands in a string of a script: what they add may not end the string. Templates
 * take either quote.
 */
export function inTemplateString(
  edits: readonly FileEdit[],
  { kind, text }: ScannedFile,
  templateStart: number,
): FileEdit[] {
  if (kind !== 'script' || text[templateStart - 1] !== '"') return [...edits];
  return edits.map(({ path, start, end, text: added }) => ({
    path,
    start,
    end,
    text: added.replaceAll('"', "'"),
  }));
}
