import { attributeOf, attributeValue, markupTags, type MarkupTag } from '../../scan/markup-tags.ts';
import { markupComments } from '../../scan/markup-comments.ts';
import type { Range, ScannedFile } from '../../scan/scanned-file.ts';
import type { Collector } from './collector.ts';
import { allSpaces, contains, slotOf, type Space } from './holder.ts';
import type { KeyName } from './key-name.ts';
import { namesInText } from './text-names.ts';

/** Template languages in which a bare name is a local that the server handed over. */
const SERVER_TEMPLATES = /\.(?:ejs|hbs|handlebars|mustache|njk|nunjucks|jinja2?|j2|twig|liquid)$/;

/** A mention outside of the code of a page: in a template tag, in a tag, in text. */
export function collectFromMarkup(
  file: ScannedFile,
  range: Range,
  name: KeyName,
  into: Collector,
): void {
  if (markupComments(file).some((comment) => contains(comment, range))) return;
  const tag = file.placeholders.find((each) => contains(each, range));
  if (tag !== undefined) {
    const spaces = spacesOfTag(file, tag, range);
    const isPhp = file.text.startsWith('<?', tag.start);
    into.read(file.path, range, slots(spaces, name), isPhp ? 'other-language' : 'template');
    return;
  }
  const element = markupTags(file).find((each) => contains(each, range));
  if (element === undefined || !collectElement(file, element, range, name, into)) {
    into.read(file.path, range, slots(allSpaces, name), 'template');
  }
}

/** What a tag that names the key reads: a variable of the process, the local of a view, or who knows. */
function spacesOfTag({ path, text }: ScannedFile, tag: Range, mention: Range): readonly Space[] {
  const before = text.slice(tag.start, mention.start);
  const behind = text.slice(mention.end, tag.end);
  if (ENVIRONMENT.test(before)) return ['environment'];
  const isLocal = LOCAL_BEFORE.test(before) && LOCAL_BEHIND.test(behind);
  const isServer = before.startsWith('<%') || SERVER_TEMPLATES.test(path);
  return isServer && isLocal ? ['view'] : allSpaces;
}

/** `ENV["`, `ENV.fetch('`, `process.env.`, `getenv('` */
const ENVIRONMENT =
  /(?:\b(?:ENV|env|getenv|environ|get_env)|process\.env)(?:\.fetch)?\s*[[(.]\s*['"]?$/;

/** Nothing but the name, shown as it is or as JSON: `<%= key %>`, `{{{key}}}`, `<%- JSON.stringify(key) %>`. */
const LOCAL_BEFORE = /^(?:<%[-=]|\{\{\{?)\s*(?:JSON\.stringify\(\s*)?(?:locals\.|this\.|@root\.)?$/;
const LOCAL_BEHIND = /^\s*\)?\s*(?:\|[^|]*)?(?:[-_]?%>|\}\}\}?)$/;

/** `<meta name="plaid-key">`, `data-plaid-key="…"`, `<input type="hidden" id="plaid-key">` */
function collectElement(
  file: ScannedFile,
  tag: MarkupTag,
  range: Range,
  name: KeyName,
  into: Collector,
): boolean {
  const source = file.text.slice(tag.start, tag.end);
  if (tag.kind === 'close' || (name.strength !== 'telling' && !/plaid/i.test(source))) return false;
  const attribute = tag.attributes.find((each) => contains(each, range));
  if (attribute === undefined) return false;
  const isOwnAttribute =
    /^data-/i.test(attribute.name) && range.end <= attribute.start + attribute.name.length;
  if (!isOwnAttribute && !isHoldingElement(file, tag, attribute.name)) return false;
  const span = isOwnAttribute ? withSpace(file.text, attribute) : wholeLine(file.text, tag);
  into.hold({
    kind: 'element',
    name: file.text.slice(range.start, range.end),
    path: file.path,
    range,
    span,
    slots: [slotOf('dom', name.text)],
    removal: { kind: 'edits', edits: [{ path: file.path, ...span, text: '' }] },
    isReported: true,
  });
  into.follow(namesInText(file.text.slice(span.start, span.end)));
  return true;
}

/** An element that is there for its value alone. */
function isHoldingElement(file: ScannedFile, tag: MarkupTag, attribute: string): boolean {
  const element = tag.name.toLowerCase();
  if (element === 'meta') return /^(?:name|property)$/i.test(attribute);
  const type = attributeOf(tag, 'type');
  const isHidden = type !== undefined && attributeValue(file, type).toLowerCase() === 'hidden';
  return element === 'input' && isHidden && /^(?:id|name)$/i.test(attribute);
}

/** An attribute with the space in front of it. */
function withSpace(text: string, { start, end }: Range): Range {
  const before = /\s*$/.exec(text.slice(Math.max(0, start - 400), start));
  return { start: start - (before?.[0].length ?? 0), end };
}

/** A tag that stands alone goes with its line. */
function wholeLine(text: string, { start, end }: Range): Range {
  const before = /(?:^|\n)([ \t]*)$/.exec(text.slice(Math.max(0, start - 400), start));
  const after = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(end, end + 400));
  if (before === null || after === null) return { start, end };
  return { start: start - (before[1]?.length ?? 0), end: end + after[0].length };
}

function slots(spaces: readonly Space[], name: KeyName): string[] {
  return spaces.map((space) => slotOf(space, name.text));
}
