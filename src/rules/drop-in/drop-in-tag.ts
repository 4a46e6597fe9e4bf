import { findLegacyLinkOption } from '../../plaid/link-options.ts';
import { attributeOf, attributeValue, type MarkupTag } from '../../scan/markup-tags.ts';
import type { ScannedFile } from '../../scan/scanned-file.ts';

/** A script tag with the options of Link, as text up to its `>`. */
export const DROP_IN_TEXT =
  /\bscript\b(?=[^>]*link-initialize\.js)(?=[^>]*\bdata-(?:key|form-id)\b)/;

/** Not templates whose tags are told by indentation, nor components, whose scripts are code. */
const NO_TAGS = /\.(?:pug|jade|slim|haml|vue|svelte)$/;

/** Whether drop-ins stand in a file as tags. */
export function hasTags({ kind, path }: Pick<ScannedFile, 'kind' | 'path'>): boolean {
  return kind === 'markup' && !NO_TAGS.test(path);
}

/** Whether a tag is the drop-in: Link's script with options on it. */
export function isDropIn(tag: MarkupTag, file: Pick<ScannedFile, 'text'>): boolean {
  const source = attributeOf(tag, 'src');
  if (tag.kind !== 'open' || tag.name.toLowerCase() !== 'script' || source === undefined)
    return false;
  const isLink = /\blink-initialize(?:\.min)?\.js\b/.test(attributeValue(file, source));
  return (
    isLink && ['data-key', 'data-form-id'].some((name) => attributeOf(tag, name) !== undefined)
  );
}

/** Whether an attribute is an option of Link: `data-client-name`, and not `data-turbo-track`. */
export function isDropInOption(name: string): boolean {
  return /^data-/i.test(name) && findLegacyLinkOption(name.toLowerCase()) !== undefined;
}
