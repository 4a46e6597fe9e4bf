import { ts } from 'ts-morph';
import type { Project } from '../../scan/project.ts';
import { entryContext } from './entry-context.ts';
import type { Holder, Read } from './holder.ts';
import type { Inventory } from './inventory.ts';
import { isJson } from './json-mentions.ts';
import { wholeUse, wholeUseOfFile } from './whole-uses.ts';

/** Who else needs an entry of settings, though nobody reads it by its name. */
export function vetoOf(
  { removal, slots }: Holder,
  { holders }: Inventory,
  project: Project,
): Read | undefined {
  if (removal.kind !== 'property') return undefined;
  const { node, place } = removal;
  if (isJson(place.file.path)) {
    const whole = wholeUseOfFile(place.file, keysOf(node), project);
    return whole === undefined ? undefined : { ...whole, slots, by: 'whole' };
  }
  const context = entryContext(node.parent);
  if (context.kind !== 'settings') return undefined;
  const { root, keys } = context;
  const whole = wholeUse(root, keys.map(unquoted), place);
  if (whole !== undefined) return { ...whole, slots, by: 'whole' };
  // The type of the object would still ask for it.
  const type = typeOf(root);
  const isKnown = holders.some(
    (other) => other.kind === 'type' && other.slots.some((slot) => slots.includes(slot)),
  );
  if (type === undefined || isKnown) return undefined;
  const range = { start: type.getStart(place.script.source), end: type.end };
  return { slots, path: place.file.path, range, by: 'type' };
}

/** The type an object of settings is declared to have. */
function typeOf(root: ts.ObjectLiteralExpression): ts.TypeNode | undefined {
  const { parent } = root;
  if (ts.isVariableDeclaration(parent)) return parent.type;
  const isChecked = ts.isSatisfiesExpression(parent) || ts.isAsExpression(parent);
  return isChecked && !ts.isConstTypeReference(parent.type) ? parent.type : undefined;
}

function keysOf(node: ts.Node): string[] {
  const outer = ts.findAncestor(node.parent, ts.isPropertyAssignment);
  return outer === undefined ? [] : [unquoted(outer.name.getText()), ...keysOf(outer)];
}

function unquoted(key: string): string {
  return key.replace(/^['"](.*)['"]$/, '$1');
}
