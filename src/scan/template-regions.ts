import type { Range } from './scanned-file.ts';

/** A pair of tags whose content is not the template's: text for the browser, or a comment. */
export interface TemplateRegion extends Range {
  readonly word: 'raw' | 'verbatim' | 'comment';
  readonly content: Range;
}

const marks = /\{%-?\s*(end)?(raw|verbatim|comment)\b[^%\n]*%\}|@(end)?(verbatim)\b/g;

/** `{% raw %}…{% endraw %}`, `{% comment %}…`, `@verbatim…@endverbatim`: in order, none in another. */
export function templateRegions(text: string): readonly TemplateRegion[] {
  const regions: TemplateRegion[] = [];
  let open: { readonly word: string; readonly mark: Range } | undefined;
  for (const match of text.matchAll(marks)) {
    const [whole, end, word, bladeEnd, bladeWord] = match;
    const mark = { start: match.index, end: match.index + whole.length };
    const named = word ?? bladeWord;
    if (!isWord(named)) continue;
    if ((end ?? bladeEnd) === undefined) open ??= { word: named, mark };
    else if (open?.word === named) {
      const content = { start: open.mark.end, end: mark.start };
      regions.push({ word: named, start: open.mark.start, end: mark.end, content });
      open = undefined;
    }
  }
  return regions;
}

function isWord(word: string | undefined): word is TemplateRegion['word'] {
  return word === 'raw' || word === 'verbatim' || word === 'comment';
}
