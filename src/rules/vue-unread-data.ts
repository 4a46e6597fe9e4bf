import { ts } from 'ts-morph';
import type { CodePlace, Placed } from '../scan/code-place.ts';
import { dataOf, sectionOf, templateOf } from '../scan/vue-component.ts';
import { removeFromList } from './remove-properties.ts';
import type { FileEdit } from './rule.ts';

/** What goes with a part of a template. */
export interface UnreadData {
  readonly edits: readonly FileEdit[];
  readonly gone: readonly Placed[];
}

/** The data and computed values of a Vue component that only the `removed` parts of its template read. */
export function removeUnreadData(
  options: ts.ObjectLiteralExpression,
  place: CodePlace,
  removed: readonly FileEdit[],
): UnreadData {
  const range = templateOf(options, place);
  const lists = [dataOf(options), sectionOf(options, 'computed')].filter(
    (each) => each !== undefined,
  );
  if (range === undefined) return { edits: [], gone: [] };
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
  const found = lists.map(({ properties }) => {
    const gone = properties.filter((each) => isPlain(each) && isUnread(each.name?.getText() ?? ''));
    return { gone, edits: removeFromList(properties, new Set<ts.Node>(gone), place) };
  });
  return {
    edits: found.flatMap(({ edits }) => edits),
    gone: found.flatMap(({ gone }) => gone.map((node) => ({ node, place }))),
  };
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
