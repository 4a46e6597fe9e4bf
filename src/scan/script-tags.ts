import type { Range } from './scanned-file.ts';

/** An attribute of a tag. `value` is what stands between the quotes; without `=` there is none. */
export interface TagAttribute extends Range {
  /** In lower case, as HTML compares names. */
  readonly name: string;
  readonly value: Range | undefined;
}

/** A `<script>` element. */
export interface ScriptTag extends Range {
  readonly attributes: readonly TagAttribute[];
  /** Between `>` and `</script`. */
  readonly content: Range;
}

/**
 * The `<script>` elements of a page in which template tags are masked already: otherwise a `>` or a
 * `</script` in one of them would end the wrong thing. Comments and what else is raw text to a browser
 * (HTML, 13.1.2) hold none.
 */
export function scriptTags(masked: string): readonly ScriptTag[] {
  const tags: ScriptTag[] = [];
  const openings = /<!--|<(script|style|textarea|title)(?=[\s/>])/gi;
  for (let match = openings.exec(masked); match !== null; match = openings.exec(masked)) {
    const name = match[1]?.toLowerCase();
    if (name === undefined) {
      openings.lastIndex = behind(masked, '-->', openings.lastIndex);
      continue;
    }
    const { attributes, end: start } = attributesAt(masked, openings.lastIndex);
    const close = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
    close.lastIndex = start;
    const end = close.exec(masked)?.index ?? masked.length;
    openings.lastIndex = behind(masked, '>', end);
    if (name !== 'script') continue;
    const content = { start, end };
    tags.push({ start: match.index, end: openings.lastIndex, attributes, content });
  }
  return tags;
}

/** The value of an attribute, or undefined where it is missing or empty-handed. */
export function attributeText(text: string, tag: ScriptTag, name: string): string | undefined {
  const attribute = tag.attributes.find((candidate) => candidate.name === name);
  if (attribute === undefined) return undefined;
  return attribute.value === undefined
    ? ''
    : text.slice(attribute.value.start, attribute.value.end);
}

function behind(text: string, sign: string, from: number): number {
  const at = text.indexOf(sign, from);
  return at === -1 ? text.length : at + sign.length;
}

/** The attributes from a position in a tag, and where its `>` ends it. */
export function attributesAt(
  text: string,
  from: number,
): { readonly attributes: readonly TagAttribute[]; readonly end: number } {
  const attributes: TagAttribute[] = [];
  const piece =
    /[\s/]*(?:(>)|([^\s/>=][^\s/>=]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"'][^\s>]*))?|=|$)/gy;
  piece.lastIndex = from;
  for (let match = piece.exec(text); match !== null; match = piece.exec(text)) {
    const [whole, close, name, value] = match;
    const end = match.index + whole.length;
    if (close !== undefined || whole === '' || end === text.length) return { attributes, end };
    if (name === undefined) continue;
    const start = end - whole.trimStart().replace(/^\/+\s*/, '').length;
    attributes.push({ name: name.toLowerCase(), start, end, value: valueRange(value, end) });
  }
  return { attributes, end: text.length };
}

function valueRange(value: string | undefined, end: number): Range | undefined {
  if (value === undefined) return undefined;
  const quoted = /^["']/.test(value) ? 1 : 0;
  return { start: end - value.length + quoted, end: end - quoted };
}
