import type { TemplateTag } from './template-tag.ts';

/**
 * The tags with everything from an `else` to its `end` as one comment, so that of
 * `{% if live %}'production'{% else %}'sandbox'{% endif %}` one value is left to parse. At the level of
 * statements all branches are read; this is for where that does not parse.
 */
export function withoutElse(tags: readonly TemplateTag[]): readonly TemplateTag[] {
  const first: TemplateTag[] = [];
  /** Open tags, innermost last, each with its first `else`. */
  const open: { otherwise: TemplateTag | undefined }[] = [];
  let hidden: { readonly depth: number } | undefined;
  for (const tag of tags) {
    if (tag.branch === 'open') open.push({ otherwise: undefined });
    const innermost = open.at(-1);
    if (tag.branch === 'else' && innermost !== undefined && hidden === undefined) {
      innermost.otherwise = tag;
      hidden = { depth: open.length };
    }
    if (tag.branch === 'close') {
      const closed = open.pop();
      if (closed?.otherwise !== undefined && hidden?.depth === open.length + 1) {
        hidden = undefined;
        first.push({ ...closed.otherwise, role: 'comment', end: tag.end });
        continue;
      }
    }
    if (hidden === undefined) first.push(tag);
  }
  return first;
}
