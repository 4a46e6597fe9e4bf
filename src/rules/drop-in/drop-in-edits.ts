import { tagsOfId, type MarkupElement, type MarkupTag } from '../../scan/markup-tags.ts';
import type { ScannedFile } from '../../scan/scanned-file.ts';
import { isDropInOption } from './drop-in-tag.ts';
import { hostedScript } from '../hosted-script.ts';
import type { FileEdit } from '../rule.ts';

/** The tag without options, at the URL of today. It has to run before the script behind it. */
export function withoutOptions({ open, close }: MarkupElement, file: ScannedFile): FileEdit {
  const kept = open.attributes.filter(
    ({ name }) => !isDropInOption(name) && !/^(?:async|defer)$/i.test(name),
  );
  const attributes = kept.map((attribute) => {
    const text = file.text.slice(attribute.start, attribute.end);
    return attribute.name.toLowerCase() === 'src' ? hostedScript(text) : text;
  });
  const isEmpty = close !== undefined && file.text.slice(open.end, close.start).trim() === '';
  return {
    path: file.path,
    start: open.start,
    end: isEmpty ? close.start : open.end,
    text: `<${[open.name, ...attributes].join(' ')}>`,
  };
}

/**
 * The button that Link used to put into the form: at its end where the script stands outside of `form`,
 * else before the script. None where the page has it.
 */
export function buttonEdits(
  id: string,
  form: MarkupElement | undefined,
  script: MarkupTag,
  tags: readonly MarkupTag[],
  file: ScannedFile,
): FileEdit[] {
  const { text, path } = file;
  if (tagsOfId(id, tags, file).length > 0) return [];
  const button = `<button type="button" id="${id}">Link your bank account</button>`;
  const start = form?.close?.start ?? script.start;
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  if (line.trim() !== '') return [{ path, start, end: start, text: button }];
  const step = form === undefined ? '' : stepInto(form, line, text);
  return [{ path, start, end: start, text: `${step}${button}\n${line}` }];
}

/** What the content of a form is indented by, beyond its end tag. */
function stepInto(form: MarkupElement, line: string, text: string): string {
  const content = /^[ \t]*\r?\n([ \t]*)(?=\S)/.exec(text.slice(form.open.end, form.close?.start));
  const inner = content?.[1] ?? '';
  if (inner.startsWith(line) && inner.length > line.length) return inner.slice(line.length);
  return line.startsWith('\t') ? '\t' : '  ';
}
