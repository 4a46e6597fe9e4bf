import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import { addedImport } from '../edits/added-import.ts';
import { inPlaceOf } from '../edits/in-place-of.ts';
import { nameList, type ListedName, type NameListNode } from '../edits/name-list.ts';
import { fileStyle } from '../../scan/file-style.ts';
import type { FileEdit } from '../rule.ts';

/** A name that a script needs of a module, and what the code calls it. */
export type WantedName = readonly [name: string, local: string];

/**
 * Brings what a script imports of a module in line: `wanted` names beside those it has, without those that
 * only code in `gone` used. Undefined where the module is imported in a way that takes no further names.
 */
export function importEdits(
  module: string,
  wanted: readonly WantedName[],
  gone: readonly ts.Node[],
  place: CodePlace,
): readonly FileEdit[] | undefined {
  const found = place.script.source.statements.flatMap((each) => listIn(each, module) ?? []);
  const missing = wanted.filter((each) => !found.some((list) => has(list, each)));
  const [list] = found;
  if (list === undefined) {
    const style = fileStyle(place.script);
    return missing.map(([name, local]) => ({
      path: place.file.path,
      ...addedImport({ module, name, local }, place.script, style),
    }));
  }
  if (list.kind === 'whole') {
    return missing.every(([, local]) => local.includes('.')) ? [] : undefined;
  }
  const kept = list.names.filter((each) => !isUnused(each, gone, wanted, place));
  if (kept.length === list.names.length && missing.length === 0) return [];
  const isImport = list.kind === 'import';
  const { source } = place.script;
  const defaults = kept.filter((each) => each.parent === list.node).map(({ text }) => text);
  const names: readonly ListedName[] = [
    ...kept
      .filter((each) => each.parent !== list.node)
      .map(({ parent }) => ({ text: parent.getText(source), old: parent })),
    ...missing.map(([name, local]) => ({
      text: name === local ? name : `${name}${isImport ? ' as ' : ': '}${local}`,
    })),
  ];
  const listed = names.length === 0 ? [] : [nameList(names, listNodeOf(list.node), place)];
  const text = [...defaults, ...listed].join(', ');
  if (text === '') return [];
  const { path } = place.file;
  return inPlaceOf({ path, start: list.node.getStart(source), end: list.node.end, text });
}

/** The name under which a script has the whole of a module. */
export function wholeImport(module: string, { script }: CodePlace): string | undefined {
  const lists = script.source.statements.flatMap((each) => listIn(each, module) ?? []);
  const whole = lists.length === 1 && lists[0]?.kind === 'whole' ? lists[0].node : undefined;
  if (whole === undefined) return undefined;
  if (ts.isIdentifier(whole)) return whole.text;
  const bindings = ts.isImportClause(whole) ? whole.namedBindings : undefined;
  return bindings !== undefined && ts.isNamespaceImport(bindings) ? bindings.name.text : undefined;
}

/** The clause of an `import`, or the pattern of a `require`, with the names in it. */
interface NameList {
  readonly kind: 'import' | 'require' | 'whole';
  readonly node: ts.Node;
  readonly names: readonly ts.Identifier[];
}

function listIn(statement: ts.Statement, module: string): NameList | undefined {
  if (ts.isImportDeclaration(statement)) {
    const { importClause: node, moduleSpecifier } = statement;
    if (!ts.isStringLiteral(moduleSpecifier) || moduleSpecifier.text !== module) return undefined;
    if (node === undefined || node.isTypeOnly) return undefined;
    const bindings = node.namedBindings;
    if (bindings !== undefined && ts.isNamespaceImport(bindings)) {
      return { kind: 'whole', node, names: [] };
    }
    const names = [
      ...(node.name === undefined ? [] : [node.name]),
      ...(bindings?.elements.map(({ name }) => name) ?? []),
    ];
    return { kind: 'import', node, names };
  }
  if (!ts.isVariableStatement(statement)) return undefined;
  for (const { name, initializer } of statement.declarationList.declarations) {
    const [argument] =
      initializer !== undefined && ts.isCallExpression(initializer) ? initializer.arguments : [];
    if (argument === undefined || !ts.isStringLiteral(argument) || argument.text !== module)
      continue;
    if (!ts.isObjectBindingPattern(name)) return { kind: 'whole', node: name, names: [] };
    const names = name.elements.flatMap((each) => (ts.isIdentifier(each.name) ? [each.name] : []));
    return { kind: 'require', node: name, names };
  }
  return undefined;
}

function has({ names }: NameList, [wanted, local]: WantedName): boolean {
  return names.some((name) => name.text === local && exportedName(name) === wanted);
}

/** What the module calls a name. */
function exportedName(name: ts.Identifier): string {
  const { parent } = name;
  if (ts.isImportClause(parent)) return 'default';
  const own = ts.isImportSpecifier(parent) || ts.isBindingElement(parent);
  return own ? (parent.propertyName?.getText() ?? name.text) : name.text;
}

/** Used by nothing but what goes, and not wanted under the name it has. */
function isUnused(
  name: ts.Identifier,
  gone: readonly ts.Node[],
  wanted: readonly WantedName[],
  place: CodePlace,
): boolean {
  if (wanted.some(([each, local]) => local === name.text && exportedName(name) === each))
    return false;
  const uses = symbolsOf(place.script)
    .usesOf(name)
    .filter((use) => use !== name && use.parent !== name.parent);
  return uses.length > 0 && uses.every((use) => gone.some((each) => isWithin(use, each)));
}

function isWithin(node: ts.Node, outer: ts.Node): boolean {
  return outer.pos <= node.pos && node.end <= outer.end;
}

function listNodeOf(node: ts.Node): NameListNode | undefined {
  if (ts.isObjectBindingPattern(node)) return node;
  const bindings = ts.isImportClause(node) ? node.namedBindings : undefined;
  return bindings !== undefined && ts.isNamedImports(bindings) ? bindings : undefined;
}
