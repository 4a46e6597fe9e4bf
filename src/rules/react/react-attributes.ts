import { ts } from 'ts-morph';
import { textOf, type CodePlace } from '../../scan/code-place.ts';
import { readLinkConfig, type ConfigEntry, type LinkConfig } from '../options/link-config.ts';
import { STORED_TOKEN, type Token } from '../link-token-use.ts';
import { handedOptions } from './react-handed-options.ts';
import { blanksBefore } from '../edits/blanks-before.ts';
import { inPlaceOf } from '../edits/in-place-of.ts';
import { isLineEnd, isLineStart, leadingStart, nextLine } from '../edits/remove-from-list.ts';
import type { FileEdit } from '../rule.ts';

/** Reads the options that a JSX element gives as attributes and as spread objects. `key` is React's. */
export function readLinkAttributes(
  element: ts.JsxOpeningLikeElement,
  place: CodePlace,
): LinkConfig {
  const configs = element.attributes.properties.map((node): LinkConfig => {
    if (ts.isJsxSpreadAttribute(node)) {
      const handed = handedOptions(node.expression, place, readLinkAttributes);
      return handed ?? readLinkConfig(node.expression, place);
    }
    const option = node.name.getText(place.script.source);
    const value = attributeValue(node);
    const entry: ConfigEntry = { option, given: 'always', value, node, place };
    const entries = option === 'key' ? [] : [entry];
    return { entries, unknown: [], readElsewhere: new Set() };
  });
  return {
    entries: configs.flatMap((each) => each.entries),
    unknown: configs.flatMap((each) => each.unknown),
    readElsewhere: new Set(configs.flatMap((each) => Array.from(each.readElsewhere))),
  };
}

/** What an attribute holds; undefined for `<a disabled>`. */
export function attributeValue({ initializer }: ts.JsxAttribute): ts.Expression | undefined {
  if (initializer === undefined) return undefined;
  return ts.isJsxExpression(initializer) ? initializer.expression : initializer;
}

/** The edits that take attributes out of their elements, with their lines and comments. */
export function removeAttributes(entries: readonly ConfigEntry[]): FileEdit[] {
  const gone = new Set<ts.Node>(entries.map((each) => each.node));
  const lists = new Map<ts.JsxAttributes, CodePlace>();
  for (const { node, place } of entries) {
    if (ts.isJsxAttribute(node)) lists.set(node.parent, place);
  }
  return [...lists].flatMap(([list, place]) => removeFrom(list, gone, place));
}

function removeFrom(
  list: ts.JsxAttributes,
  gone: ReadonlySet<ts.Node>,
  place: CodePlace,
): FileEdit[] {
  const { properties } = list;
  if (properties.every((each) => gone.has(each))) return [removeAll(list, place)];
  const edits: FileEdit[] = [];
  let first: ts.JsxAttributeLike | undefined;
  for (const [index, each] of properties.entries()) {
    const next = properties[index + 1];
    if (!gone.has(each)) continue;
    first ??= each;
    if (next !== undefined && gone.has(next)) continue;
    edits.push(removeRun(first, each, next, place));
    first = undefined;
  }
  return edits;
}

/** `<PlaidLink>` without attributes is written in one line. */
function removeAll(list: ts.JsxAttributes, place: CodePlace): FileEdit {
  const { text, path } = place.file;
  const element = list.parent;
  const start = element.typeArguments?.end ?? element.tagName.end;
  const isLone = ts.isJsxSelfClosingElement(element);
  const end = element.end - (isLone ? 2 : 1);
  if (/\/[/*]/.test(text.slice(start, end))) return { path, start, end: list.end, text: '' };
  return { path, start, end, text: isLone ? ' ' : '' };
}

/** Takes out the attributes from `first` to `last`, which `next` follows. */
function removeRun(
  first: ts.JsxAttributeLike,
  last: ts.JsxAttributeLike,
  next: ts.JsxAttributeLike | undefined,
  place: CodePlace,
): FileEdit {
  const { text, path } = place.file;
  const { source } = place.script;
  const start = leadingStart(first, first.pos, place);
  const comment = ts.getTrailingCommentRanges(source.text, last.end)?.at(-1);
  const end = comment !== undefined && isLineEnd(text, comment.end) ? comment.end : last.end;
  const isStart = isLineStart(text, start);
  if (isStart && isLineEnd(text, end)) {
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    return { path, start: lineStart, end: nextLine(text, end), text: '' };
  }
  if (isStart && next !== undefined) return { path, start, end: next.getStart(source), text: '' };
  const space = blanksBefore(text, start).length;
  return { path, start: start - space, end: last.end, text: '' };
}

/** `oauthStateId={…}` becomes the token of before the bank and the address the bank returned to. */
export function returnedAttribute(
  node: ts.JsxAttribute,
  place: CodePlace,
  token: Token,
): readonly FileEdit[] {
  const { path, text } = place.file;
  const start = node.getStart(place.script.source);
  const value = attributeValue(node);
  if (token.kind === 'sometimes') {
    const state = value === undefined ? 'true' : textOf(value, place);
    const uri = `receivedRedirectUri={${state} ? window.location.href : undefined}`;
    return inPlaceOf({ path, start, end: node.end, text: uri });
  }
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const own = /^[ \t]*$/.exec(line)?.[0];
  const between = own === undefined ? ' ' : `\n${own}`;
  const quote = text.includes("'") ? "'" : '"';
  const stored = `token={localStorage.getItem(${quote}${STORED_TOKEN}${quote})}`;
  const uri = 'receivedRedirectUri={window.location.href}';
  return inPlaceOf({ path, start, end: node.end, text: stored + between + uri });
}
