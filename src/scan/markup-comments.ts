import type { Range, ScannedFile } from './scanned-file.ts';

/** How the comments of template languages open. */
const TEMPLATE_COMMENT = /^(?:<%#|<%--|\{\{!|\{\{--|\{#|\{%-?\s*comment\b)/;

/** Comments of HTML, and whole lines of comment in Pug, Haml and Slim. */
const MARKUP_COMMENT = /<!--[\s\S]*?(?:-->|$(?![\s\S]))/g;
const LINE_COMMENT = /^[ \t]*(?:\/\/|-#|\/[ !]).*$/gm;

/** The comments of a page or template outside of its code, those of the template language included. */
export function markupComments({
  path,
  text,
  placeholders,
}: Pick<ScannedFile, 'path' | 'text' | 'placeholders'>): readonly Range[] {
  const pattern = /\.(?:pug|jade|slim|haml)$/.test(path) ? LINE_COMMENT : MARKUP_COMMENT;
  const own = [...text.matchAll(pattern)].map(({ index, 0: comment }) => ({
    start: index,
    end: index + comment.length,
  }));
  const ofTemplate = placeholders.filter(({ start, end }) =>
    TEMPLATE_COMMENT.test(text.slice(start, end)),
  );
  return [...own, ...ofTemplate];
}
