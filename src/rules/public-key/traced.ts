import { ts } from 'ts-morph';
import { bare, bindingOf, memberName } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { exportOf } from '../../scan/exports.ts';
import { definitionAt } from './key-name.ts';

/** Where another module defines what an expression names: `KEY`, `config.key`. */
export function tracedTo(expression: ts.Expression, place: CodePlace): readonly string[] {
  const binding = bindingOf(expression, place.script);
  if (binding?.kind === 'import') return inModule(binding.module, binding.name, place);
  const member = memberName(expression);
  const isMember =
    ts.isPropertyAccessExpression(expression) || ts.isElementAccessExpression(expression);
  const object = isMember ? bindingOf(expression.expression, place.script) : undefined;
  if (member === undefined || object?.kind !== 'import') return [];
  return inModule(object.module, object.name, place, member);
}

function inModule(
  module: string,
  name: string,
  place: CodePlace,
  member?: string,
): readonly string[] {
  const file = place.project.resolveImport(place.file.path, module);
  const found = file === undefined ? undefined : exportOf(file, name, place.project);
  if (found === undefined) return [];
  const { path } = found.place.file;
  const value = bare(found.node);
  const source = found.place.script.source;
  if (member !== undefined) {
    if (!ts.isObjectLiteralExpression(value)) return [];
    const entry = value.properties.find((each) => each.name?.getText(source) === member);
    return entry?.name === undefined ? [] : [definitionAt(path, entry.name.getStart(source))];
  }
  const { parent } = found.node;
  const isNamed = ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent);
  return isNamed ? [definitionAt(path, parent.name.getStart(source))] : [];
}
