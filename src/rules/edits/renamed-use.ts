import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import type { FileEdit } from '../rule.ts';

/** A call, or an element, by the name it has for what it uses. */
interface NamedUse {
  readonly name: ts.Node;
  readonly node: ts.Node;
  readonly place: CodePlace;
}

/** The edits that put another name in a call, or in the tag of an element and its closing tag. */
export function renamedUse({ name, node, place }: NamedUse, to: string): FileEdit[] {
  const isOpened = ts.isJsxOpeningElement(node) && ts.isJsxElement(node.parent);
  const names = isOpened ? [name, node.parent.closingElement.tagName] : [name];
  return names.map((each) => ({
    path: place.file.path,
    start: each.getStart(place.script.source),
    end: each.end,
    text: to,
  }));
}
