import type { Range, ScannedFile } from './scanned-file.ts';
import { attributesAt, type TagAttribute } from './script-tags.ts';

/** A tag of a page or template, with the attributes as they stand in the text. */
export interface MarkupTag extends Range {
  /** As written: components of Vue and Angular have names of their own. */
  readonly name: string;
  /** `empty`: closed in itself (`<br/>`). */
  readonly kind: 'open' | 'empty' | 'close';
  readonly attributes: readonly MarkupAttribute[];
}

/** An attribute; its name as written (`data-key`, `:publicKey`, `[token]`, `(Success)`). */
export type MarkupAttribute = TagAttribute;

/** An open tag with what stands up to its close tag. */
export interface MarkupElement {
  readonly open: MarkupTag;
  /** Undefined where the text ends first. */
  readonly close: MarkupTag | undefined;
}

/** What a browser does not look for tags in (HTML, 13.1.2). */
const RAW_TEXT = /^(?:script|style|textarea|title)$/i;

/**
 * The tags of a page, template or component, in order; those in comments are left out. Template tags
 * are masked first, so that a `>` in one of them ends nothing. `within` reads a part of the file alone,
 * such as the template literal of an Angular component.
 */
export function markupTags(
  file: Pick<ScannedFile, 'text' | 'placeholders'>,
  within: Range = { start: 0, end: file.text.length },
): readonly MarkupTag[] {
  const known = read.get(file) ?? new Map<string, readonly MarkupTag[]>();
  read.set(file, known);
  const key = `${String(within.start)} ${String(within.end)}`;
  const tags = known.get(key) ?? readTags(file, within);
  known.set(key, tags);
  return tags;
}

/** Every site of a page asks for its tags. */
const read = new WeakMap<object, Map<string, readonly MarkupTag[]>>();

function readTags(
  file: Pick<ScannedFile, 'text' | 'placeholders'>,
  within: Range,
): readonly MarkupTag[] {
  const text = masked(file).slice(0, within.end);
  const tags: MarkupTag[] = [];
  const openings = /<!--|<(\/?)([A-Za-z][^\s/>]*)/g;
  openings.lastIndex = within.start;
  for (let match = openings.exec(text); match !== null; match = openings.exec(text)) {
    const [, slash, name] = match;
    if (name === undefined) {
      const end = text.indexOf('-->', openings.lastIndex);
      openings.lastIndex = end === -1 ? text.length : end + 3;
      continue;
    }
    const { attributes, end } = attributesAt(text, openings.lastIndex);
    const kind = slash === '/' ? 'close' : text.endsWith('/>', end) ? 'empty' : 'open';
    tags.push({ start: match.index, end, name, kind, attributes: attributes.map(asWritten) });
    openings.lastIndex = end;
    if (kind !== 'open' || !RAW_TEXT.test(name)) continue;
    const close = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
    close.lastIndex = end;
    openings.lastIndex = close.exec(text)?.index ?? text.length;
  }
  return tags;

  function asWritten(attribute: TagAttribute): MarkupAttribute {
    const source = file.text.slice(attribute.start, attribute.end);
    return { ...attribute, name: /^[^\s=]*/.exec(source)?.[0] ?? attribute.name };
  }
}

/** The element that a tag opens. An empty tag is its own end. */
export function elementAt(tags: readonly MarkupTag[], open: MarkupTag): MarkupElement {
  if (open.kind === 'empty') return { open, close: open };
  let depth = 0;
  const name = open.name.toLowerCase();
  for (let index = indexBehind(open, tags); index < tags.length; index += 1) {
    const tag = tags[index];
    if (tag === undefined || tag.name.toLowerCase() !== name) continue;
    if (tag.kind === 'open') depth += 1;
    if (tag.kind !== 'close') continue;
    if (depth === 0) return { open, close: tag };
    depth -= 1;
  }
  return { open, close: undefined };
}

/** The first of the tags that starts behind another. */
function indexBehind({ start }: MarkupTag, tags: readonly MarkupTag[]): number {
  let [low, high] = [0, tags.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tags[middle]?.start ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The tags with an `id` of a value. */
export function tagsOfId(
  id: string,
  tags: readonly MarkupTag[],
  file: Pick<ScannedFile, 'text'>,
): readonly MarkupTag[] {
  const known = byId.get(tags) ?? tagsById(tags, file);
  byId.set(tags, known);
  return known.get(id) ?? [];
}

const byId = new WeakMap<readonly MarkupTag[], ReadonlyMap<string, readonly MarkupTag[]>>();

function tagsById(
  tags: readonly MarkupTag[],
  file: Pick<ScannedFile, 'text'>,
): ReadonlyMap<string, readonly MarkupTag[]> {
  const found = new Map<string, MarkupTag[]>();
  for (const tag of tags) {
    const own = attributeOf(tag, 'id');
    if (own === undefined) continue;
    const id = attributeValue(file, own);
    const others = found.get(id);
    if (others === undefined) found.set(id, [tag]);
    else others.push(tag);
  }
  return found;
}

/** The attribute of a name, which HTML compares in lower case. */
export function attributeOf(tag: MarkupTag, name: string): MarkupAttribute | undefined {
  const lower = name.toLowerCase();
  return tag.attributes.find((each) => each.name.toLowerCase() === lower);
}

/** What stands between the quotes of an attribute, template tags as they are; '' without a value. */
export function attributeValue(
  file: Pick<ScannedFile, 'text'>,
  attribute: MarkupAttribute,
): string {
  const { value } = attribute;
  return value === undefined ? '' : file.text.slice(value.start, value.end);
}

/** The text with every template tag as one word of the same length. */
function masked({ text, placeholders }: Pick<ScannedFile, 'text' | 'placeholders'>): string {
  let result = '';
  let position = 0;
  for (const { start, end } of placeholders) {
    result += text.slice(position, start) + '_'.repeat(end - start);
    position = end;
  }
  return result + text.slice(position);
}
