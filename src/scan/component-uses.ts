import path from 'node:path';
import { ts } from 'ts-morph';
import type { CodePlace, Placed } from './code-place.ts';
import type { Component } from './component.ts';
import { definitionOf } from './definition.ts';
import { jsxTagsIn } from './nodes-in.ts';
import type { ScannedFile } from './scanned-file.ts';
import { kebab, vueUses } from './vue-uses.ts';
import type { ComponentUse } from './component-use.ts';

const known = new WeakMap<ts.Node, readonly ComponentUse[]>();

/** Every use of a component in the tree. */
export function usesOfComponent(component: Component): readonly ComponentUse[] {
  const uses = known.get(component.node) ?? findUses(component);
  known.set(component.node, uses);
  return uses;
}

function findUses(component: Component): readonly ComponentUse[] {
  const { project, file } = component.place;
  const name = moduleName(file.path);
  const files = new Set([
    file,
    ...project.mentioning(name),
    // Registered for all, a component is named by its tag alone.
    ...(component.kind === 'vue' ? project.mentioning(`<${kebab(name)}`) : []),
  ]);
  return [...files].flatMap((each) =>
    component.kind === 'vue' ? vueUses(component, each) : jsxUses(component, each),
  );
}

/** The name by which an import means a file: that of its folder for an index. */
function moduleName(file: string): string {
  const { name, dir } = path.posix.parse(file);
  return name === 'index' && dir !== '' ? path.posix.basename(dir) : name;
}

function jsxUses(component: Component, file: ScannedFile): ComponentUse[] {
  const uses: ComponentUse[] = [];
  for (const script of file.scripts) {
    const place: CodePlace = { file, script, project: component.place.project };
    for (const element of jsxTagsIn(script.source)) {
      const isName = /^[A-Z]/.test(element.tagName.getText(script.source));
      if (isName && isComponent(element.tagName, place, component)) {
        uses.push({ kind: 'jsx', element, place });
      }
    }
  }
  return uses;
}

/** Whether a name is the component, also through `connect(…)(Component)` and `memo(Component)`. */
function isComponent(name: ts.Node, place: CodePlace, component: Component, left = 4): boolean {
  const found = left === 0 ? undefined : definitionHere(name, place);
  if (found === undefined) return false;
  if (found.node === component.node) return true;
  return (
    ts.isCallExpression(found.node) &&
    found.node.arguments.some((each) => isComponent(each, found.place, component, left - 1))
  );
}

const definitions = new WeakMap<ts.Node, Placed>();

/** Every component asks for the definition of every tag; in other files, trees may be made anew between. */
function definitionHere(name: ts.Node, place: CodePlace): Placed | undefined {
  const before = definitions.get(name);
  if (before !== undefined) return before;
  const found = definitionOf(name, place);
  if (found?.place.script === place.script) definitions.set(name, found);
  return found;
}
