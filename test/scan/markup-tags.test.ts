import { expect, test } from 'vitest';
import { fileTypeOf } from '../../src/scan/file-types.ts';
import { LoadedFile } from '../../src/scan/loaded-file.ts';
import { attributeOf, attributeValue, elementAt, markupTags } from '../../src/scan/markup-tags.ts';
import { readScripts } from '../../src/scan/read-scripts.ts';

function fileOf(text: string, path = 'page.html') {
  const type = fileTypeOf(path);
  if (type === undefined) throw new Error(`${path} is of no known type.`);
  return new LoadedFile(path, { text, bom: false }, type, readScripts);
}

const named = (text: string, path?: string) =>
  markupTags(fileOf(text, path)).map(({ name, kind }) => `${kind} ${name}`);

test('reads open, empty and close tags as they are written', () => {
  expect(named('<PlaidLink :a="1"/><b>x</b><br>')).toEqual([
    'empty PlaidLink',
    'open b',
    'close b',
    'open br',
  ]);
});

test('sees no tags in comments, scripts and text areas', () => {
  const text =
    '<!-- <i> --><script>if (a<b>c) "<u>"</script><textarea><s></textarea><p>a < b</p><!-- open <q>';
  expect(named(text)).toEqual([
    'open script',
    'close script',
    'open textarea',
    'close textarea',
    'open p',
    'close p',
  ]);
});

test('is not led astray by template tags', () => {
  const file = fileOf('<a href="<%= "x>y" %>" <%# <b> %> id={{ id }}>', 'page.ejs');
  const [tag, ...rest] = markupTags(file);
  expect(rest).toEqual([]);
  if (tag === undefined) throw new Error('There is a tag.');
  const id = attributeOf(tag, 'ID');
  expect(id && attributeValue(file, id)).toBe('{{ id }}');
});

test('gives attributes with the names and ranges of the text', () => {
  const text = `<button\n  ngxPlaidLink [product]="['auth']" (Success)='done($event)' env=sandbox>`;
  const file = fileOf(text);
  const attributes = markupTags(file)[0]?.attributes ?? [];
  expect(attributes.map(({ name }) => name)).toEqual([
    'ngxPlaidLink',
    '[product]',
    '(Success)',
    'env',
  ]);
  expect(attributes.map((each) => attributeValue(file, each))).toEqual([
    '',
    "['auth']",
    'done($event)',
    'sandbox',
  ]);
  expect(attributes.map(({ start, end }) => text.slice(start, end))[1]).toBe(
    `[product]="['auth']"`,
  );
});

test('finds the end of an element around others of its name', () => {
  const tags = markupTags(fileOf('<div><div><div/></div><p></div></div>'));
  const [outer] = tags;
  if (outer === undefined) throw new Error('There is a tag.');
  expect(elementAt(tags, outer).close).toBe(tags[5]);
});

test('reads a part of a file alone', () => {
  const text = 'const a = `<p>`; const b = `<i>`;';
  const within = { start: text.indexOf('`<i>') + 1, end: text.lastIndexOf('`') };
  expect(markupTags(fileOf(text, 'a.ts'), within).map(({ name }) => name)).toEqual(['i']);
});
