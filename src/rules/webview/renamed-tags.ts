import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import type { FileEdit } from '../rule.ts';

/** Another name in the tag of an element, and in its closing tag where it has one. */
export function renamedTags(
  element: ts.JsxOpeningLikeElement,
  to: string,
  place: CodePlace,
): FileEdit[] {
  const isOpened = ts.isJsxOpeningElement(element) && ts.isJsxElement(element.parent);
  const tags = isOpened
    ? [element.tagName, element.parent.closingElement.tagName]
    : [element.tagName];
  return tags.map((each) => ({
    path: place.file.path,
    start: each.getStart(place.script.source),
    end: each.end,
    text: to,
  }));
}
