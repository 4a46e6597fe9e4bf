import type { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import { commentsBetween } from './comments-between.ts';

/** A name of an import or of a pattern, and where it stood before, if it did. */
export interface ListedName {
  readonly text: string;
  readonly old?: ts.Node;
}

/** The names of an import, or of a pattern. */
export type NameListNode = ts.NamedImports | ts.ObjectBindingPattern;

/**
 * A list of names in the manner of the one whose place it takes: in one line, or in a line each. Names that
 * were there keep their comments.
 */
export function nameList(
  names: readonly ListedName[],
  old: NameListNode | undefined,
  place: CodePlace,
): string {
  const texts = names.map(({ text }) => text).join(', ');
  if (old === undefined) return `{ ${texts} }`;
  const { source } = place.script;
  const text = old.getText(source);
  const comments = commentsOf(old, place);
  const isTold = names.some((each) => each.old !== undefined && comments.has(each.old));
  const own = /\n([ \t]*)\S/.exec(text)?.[1];
  if (!isTold && (own === undefined || names.length < 2)) {
    return /^\{\s/.test(text) ? `{ ${texts} }` : `{${texts}}`;
  }
  const indentation = own ?? '  ';
  const close = /\n([ \t]*)\}$/.exec(text)?.[1] ?? '';
  const lines = names.flatMap((each, index) => {
    const told = each.old === undefined ? undefined : comments.get(each.old);
    const isLast = index === names.length - 1 && !old.elements.hasTrailingComma;
    const behind = (told?.behind ?? []).map((comment) => ` ${comment}`).join('');
    return [...(told?.above ?? []), each.text + (isLast ? '' : ',') + behind];
  });
  return `{\n${lines.map((line) => indentation + line).join('\n')}\n${close}}`;
}

interface Comments {
  readonly above: readonly string[];
  readonly behind: readonly string[];
}

function commentsOf(list: NameListNode, { script }: CodePlace): ReadonlyMap<ts.Node, Comments> {
  const { source } = script;
  const found = new Map<ts.Node, Comments>();
  const add = (node: ts.Node | undefined, told: Partial<Comments>): void => {
    if (node === undefined) return;
    const { above, behind } = found.get(node) ?? { above: [], behind: [] };
    const all = {
      above: [...above, ...(told.above ?? [])],
      behind: [...behind, ...(told.behind ?? [])],
    };
    if (all.above.length + all.behind.length > 0) found.set(node, all);
  };
  let before: ts.Node | undefined;
  for (const element of list.elements) {
    const from = before?.end ?? list.getStart(source) + 1;
    const between = source.text.slice(from, element.getStart(source));
    const { above, behind } = commentsBetween(between, before === undefined);
    add(before, { behind });
    add(element, { above });
    before = element;
  }
  const rest = source.text.slice(before?.end ?? list.end, list.end);
  const { above, behind } = commentsBetween(rest, false);
  add(before, { behind: [...behind, ...above] });
  return found;
}
