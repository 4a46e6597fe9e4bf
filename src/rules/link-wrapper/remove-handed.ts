import { ts } from 'ts-morph';
import type { Placed } from '../../scan/code-place.ts';
import type { ComponentUse, JsxUse, VueUse } from '../../scan/component-use.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import { boundObject, vueProps } from '../../scan/vue-attributes.ts';
import type { ConfigEntry } from '../options/link-config.ts';
import { readLinkAttributes, removeAttributes } from '../react/react-attributes.ts';
import { removeFromList } from '../edits/remove-from-list.ts';
import { removeEntries } from '../edits/remove-properties.ts';
import { removeTagAttributes } from '../edits/remove-tag-attributes.ts';
import type { FileEdit } from '../rule.ts';

/** What a parent loses, with the nodes of its script. */
export interface HandedRemoval {
  readonly edits: readonly FileEdit[];
  readonly gone: readonly Placed[];
}

/** Takes the attributes of `props` off one use of a component. */
export function removeHanded(use: ComponentUse, props: ReadonlySet<string>): HandedRemoval {
  return use.kind === 'jsx' ? fromElement(use, props) : fromTag(use, props);
}

function fromElement({ element, place }: JsxUse, props: ReadonlySet<string>): HandedRemoval {
  const entries = readLinkAttributes(element, place).entries.filter(
    (entry) => props.has(entry.option) && isOfThisUse(entry, element),
  );
  return {
    edits: [...removeAttributes(entries), ...removeEntries(entries)],
    gone: entries.map((entry) => ({ node: entry.node, place: entry.place })),
  };
}

/** An attribute, or an entry of an object that is spread into this element and goes nowhere else. */
function isOfThisUse({ node, place }: ConfigEntry, element: ts.Node): boolean {
  if (ts.findAncestor(node, (each) => each === element) !== undefined) return true;
  const holder = ts.findAncestor(node, ts.isVariableDeclaration);
  const statement = ts.findAncestor(node, ts.isVariableStatement);
  if (holder === undefined || statement?.modifiers !== undefined) return false;
  return ts.isIdentifier(holder.name) && symbolsOf(place.script).usesOf(holder.name).length === 2;
}

function fromTag({ tag, place }: VueUse, props: ReadonlySet<string>): HandedRemoval {
  const attributes = vueProps(tag).flatMap(({ attribute, prop }) =>
    props.has(prop) ? [attribute] : [],
  );
  const edits = removeTagAttributes(tag, attributes, place.file);
  const object = boundObject(tag, place);
  if (object !== undefined) {
    const { properties } = object.node;
    const gone = properties.filter((each) => props.has(each.name?.getText() ?? ''));
    edits.push(...removeFromList(properties, new Set(gone), object.place));
  }
  return { edits, gone: [] };
}
