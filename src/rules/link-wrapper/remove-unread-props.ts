import type { ts } from 'ts-morph';
import type { CodePlace, Placed } from '../../scan/code-place.ts';
import { componentAround, propUses, type Component } from '../../scan/component.ts';
import { usesOfComponent } from '../../scan/component-uses.ts';
import type { ComponentUse, VueUse } from '../../scan/component-use.ts';
import { NodeIndex } from '../../scan/node-index.ts';
import { removeOrphans } from '../edits/orphans.ts';
import type { FileEdit } from '../rule.ts';
import { removeUnreadStimulusData } from './unread-data.ts';
import { removeHanded } from './remove-handed.ts';
import { removeUnreadData } from '../vue/vue-unread-data.ts';
import { removeDeclared } from './remove-declared.ts';
import type { UnreadProps } from './unread-props.ts';

/**
 * The props of components around `gone` code that nothing else reads: their declarations, types and
 * defaults, and the attributes by which parents give them, also in other files.
 */
export function removeUnreadProps(gone: readonly ts.Node[], place: CodePlace): UnreadProps {
  const edits: FileEdit[] = [];
  const own: ts.Node[] = [];
  const goes = new NodeIndex(gone);
  for (const component of componentsAround(gone, place)) {
    const unread = unreadProps(component, goes);
    if (unread.size === 0) continue;
    const declared = removeDeclared(component, unread);
    const uses = usesOfComponent(component);
    const handed = uses.map((use) => removeHanded(use, unread));
    const handedEdits = handed.flatMap((each) => each.edits);
    const data = vueParents(uses).map(({ parent, place: there }) =>
      removeUnreadData(
        parent,
        there,
        handedEdits.filter(({ path }) => path === there.file.path),
      ),
    );
    edits.push(...declared.edits, ...handedEdits, ...data.flatMap((each) => each.edits));
    own.push(...declared.gone);
    for (const [there, nodes] of byScript([...handed, ...data].flatMap((each) => each.gone))) {
      if (there.script === place.script) own.push(...nodes);
      else edits.push(...removeOrphans(nodes, there));
    }
  }
  return { edits: [...edits, ...removeUnreadStimulusData(gone, place)], gone: own };
}

/** Each parent with a template once. */
function vueParents(uses: readonly ComponentUse[]) {
  const parents = new Map<ts.Node, VueUse>();
  for (const use of uses) if (use.kind === 'vue') parents.set(use.parent, use);
  return [...parents.values()];
}

function componentsAround(gone: readonly ts.Node[], place: CodePlace): readonly Component[] {
  const found = new Map<ts.Node, Component>();
  for (const node of gone) {
    const component = componentAround(node, place);
    if (component !== undefined) found.set(component.node, component);
  }
  return [...found.values()];
}

/** Props that were read, and only by what is gone. */
function unreadProps(component: Component, gone: NodeIndex): ReadonlySet<string> {
  const { reads, isHandedOn } = propUses(component);
  if (isHandedOn) return new Set();
  return new Set(
    [...reads].flatMap(([prop, nodes]) => (nodes.every((node) => gone.holds(node)) ? [prop] : [])),
  );
}

function byScript(gone: readonly Placed[]): ReadonlyMap<CodePlace, ts.Node[]> {
  const places = new Map<CodePlace['script'], CodePlace>();
  const nodes = new Map<CodePlace, ts.Node[]>();
  for (const { node, place } of gone) {
    const known = places.get(place.script) ?? place;
    places.set(place.script, known);
    const there = nodes.get(known);
    if (there === undefined) nodes.set(known, [node]);
    else there.push(node);
  }
  return nodes;
}
