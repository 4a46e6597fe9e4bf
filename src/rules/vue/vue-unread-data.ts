import { ts } from 'ts-morph';
import type { CodePlace, Placed } from '../../scan/code-place.ts';
import { dataOf, optionOf, sectionOf, templateOf } from '../../scan/vue-component.ts';
import { inPlaceOf } from '../edits/in-place-of.ts';
import { removeFromList } from '../edits/remove-from-list.ts';
import type { FileEdit } from '../rule.ts';

/** What goes with a part of a template. */
export interface UnreadData {
  readonly edits: readonly FileEdit[];
  readonly gone: readonly Placed[];
  /** Whether `instead` stands in the place of one of them. */
  readonly replaced: boolean;
}

/**
 * The data and computed values of a Vue component that only the `removed` parts of its template read.
 * `instead` is a datum that takes the place of the first.
 */
export function removeUnreadData(
  options: ts.ObjectLiteralExpression,
  place: CodePlace,
  removed: readonly FileEdit[],
  instead?: string,
): UnreadData {
  const range = templateOf(options, place);
  const data = dataOf(options);
  const lists = [data, sectionOf(options, 'computed')].filter((each) => each !== undefined);
  if (range === undefined) return { edits: [], gone: [], replaced: false };
  const { text } = place.file;
  let before = '';
  let after = '';
  let position = range.start;
  for (const { start, end, text: replacement } of removed.toSorted((a, b) => a.start - b.start)) {
    if (start < range.start || end > range.end) continue;
    before += ` ${text.slice(start, end)}`;
    after += text.slice(position, start) + replacement;
    position = end;
  }
  after = (after + text.slice(position, range.end)).replace(/<!--[\s\S]*?-->/g, '');
  const isUnread = (name: string): boolean =>
    names(before, name) && !names(after, name) && !isReadInCode(options, name, place);
  const edits: FileEdit[] = [];
  const gone: ts.Node[] = [];
  let replaced = false;
  for (const list of lists) {
    const unread = list.properties.filter(
      (each) => isPlain(each) && isUnread(each.name?.getText() ?? ''),
    );
    gone.push(...unread);
    const [first] = list === data && instead !== undefined ? unread : [];
    if (first !== undefined && instead !== undefined) {
      const start = first.getStart(place.script.source);
      const { path } = place.file;
      edits.push(...inPlaceOf({ path, start, end: first.end, text: instead }));
      replaced = true;
    }
    const others = unread.filter((each) => each !== first);
    const section = optionOf(options, 'computed');
    const isEmptied = list !== data && others.length === list.properties.length;
    edits.push(
      ...(isEmptied && section !== undefined
        ? removeFromList(options.properties, new Set<ts.Node>([section]), place)
        : removeFromList(list.properties, new Set<ts.Node>(others), place)),
    );
  }
  return { edits, gone: gone.map((node) => ({ node, place })), replaced };
}

function names(text: string, name: string): boolean {
  return new RegExp(`(?<![\\w$.-])${name}(?![\\w$-])`).test(text);
}

/** A name that is evaluated for its value alone. */
function isPlain(property: ts.ObjectLiteralElementLike): boolean {
  return property.name !== undefined && /^[\w$]+$/.test(property.name.getText());
}

/** `this.name` in any function of the component, or `'name'` where it is watched. */
function isReadInCode(options: ts.Node, name: string, place: CodePlace): boolean {
  let isRead = false;
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && node.name.text === name) isRead = true;
    if (ts.isStringLiteralLike(node) && node.text === name) isRead = true;
    if (ts.isBindingElement(node) && (node.propertyName ?? node.name).getText() === name)
      isRead = true;
    if (!isRead) ts.forEachChild(node, visit);
  };
  visit(options);
  return isRead || place.file.kind === 'script';
}
