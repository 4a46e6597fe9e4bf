import path from 'node:path';
import { ts } from 'ts-morph';
import { bindingOf } from './bindings.ts';
import type { CodePlace } from './code-place.ts';
import type { Component } from './component.ts';
import type { VueUse } from './component-use.ts';
import { markupTags } from './markup-tags.ts';
import { callsIn } from './nodes-in.ts';
import type { Project } from './project.ts';
import type { ScannedFile } from './scanned-file.ts';
import { sectionOf, templateOf, vueComponentsIn } from './vue-component.ts';

/** The tags of a file that stand for a component of another file: by its import, or registered for all. */
export function vueUses(component: Component, file: ScannedFile): VueUse[] {
  const { project } = component.place;
  const isMeant = (module: string, from: ScannedFile): boolean =>
    project.resolveImport(from.path, module) === component.place.file;
  return file.scripts.flatMap((script) => {
    const place: CodePlace = { file, script, project };
    return vueComponentsIn(place).flatMap((parent) => {
      const own = tagNames(parent, place, (module) => isMeant(module, file));
      const stem = path.posix.parse(component.place.file.path).name;
      const names = own.size > 0 ? own : registeredNames(project, stem, isMeant);
      return vueTags(parent, place, names);
    });
  });
}

const registered = new WeakMap<Project, Map<string, ReadonlySet<string>>>();

/** The names of `Vue.component('plaid-link', PlaidLink)` in files that mention a module. */
export function registeredNames(
  project: Project,
  mention: string,
  isMeant: (module: string, from: ScannedFile) => boolean,
): ReadonlySet<string> {
  const known = registered.get(project) ?? new Map<string, ReadonlySet<string>>();
  registered.set(project, known);
  const found = known.get(mention);
  if (found !== undefined) return found;
  const names = new Set<string>();
  for (const file of project.mentioning(mention)) {
    for (const script of file.scripts) {
      for (const { expression, arguments: given } of callsIn(script.source)) {
        const isCall = ts.isPropertyAccessExpression(expression);
        if (!isCall || expression.name.text !== 'component') continue;
        const [name, component] = given;
        const binding = component === undefined ? undefined : bindingOf(component, script);
        const isIt = binding?.kind === 'import' && isMeant(binding.module, file);
        if (isIt && name !== undefined && ts.isStringLiteralLike(name)) names.add(kebab(name.text));
      }
    }
  }
  known.set(mention, names);
  return names;
}

/** The tags of a component's template that have one of some names. */
export function vueTags(
  parent: ts.ObjectLiteralExpression,
  place: CodePlace,
  names: ReadonlySet<string>,
): VueUse[] {
  const range = names.size === 0 ? undefined : templateOf(parent, place);
  if (range === undefined) return [];
  return markupTags(place.file, range).flatMap((tag): VueUse[] =>
    tag.kind !== 'close' && names.has(kebab(tag.name)) ? [{ kind: 'vue', tag, place, parent }] : [],
  );
}

/** What a component calls an import in its template, in kebab case: `plaid-link`. */
export function tagNames(
  parent: ts.ObjectLiteralExpression,
  place: CodePlace,
  isMeant: (module: string) => boolean,
): ReadonlySet<string> {
  const locals = importedNames(place, isMeant);
  const names = new Set<string>();
  for (const each of sectionOf(parent, 'components')?.properties ?? []) {
    if (ts.isShorthandPropertyAssignment(each) && locals.has(each.name.text)) {
      names.add(kebab(each.name.text));
    }
    if (ts.isPropertyAssignment(each) && isOneOf(each.initializer, locals, isMeant)) {
      const name = ts.isStringLiteralLike(each.name) ? each.name.text : each.name.getText();
      names.add(kebab(name));
    }
  }
  return names;
}

function isOneOf(
  value: ts.Expression,
  locals: ReadonlySet<string>,
  isMeant: (module: string) => boolean,
): boolean {
  if (ts.isIdentifier(value)) return locals.has(value.text);
  // `PlaidLink: () => import('./PlaidLink.vue')`
  const module = /\b(?:import|require)\(\s*(?:\/\*.*?\*\/\s*)?['"]([^'"]+)['"]/.exec(
    value.getText(),
  );
  return module?.[1] !== undefined && isMeant(module[1]);
}

function importedNames(
  { script }: CodePlace,
  isMeant: (module: string) => boolean,
): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of script.source.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const { moduleSpecifier, importClause } = statement;
    if (!ts.isStringLiteral(moduleSpecifier) || !isMeant(moduleSpecifier.text)) continue;
    if (importClause?.name !== undefined) names.add(importClause.name.text);
    const bindings = importClause?.namedBindings;
    if (bindings !== undefined && ts.isNamedImports(bindings)) {
      for (const { name } of bindings.elements) names.add(name.text);
    }
  }
  return names;
}

/** `PlaidLink` and `plaidLink` as `plaid-link`. */
export function kebab(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/_/g, '-')
    .toLowerCase();
}
