import { ts } from 'ts-morph';
import { identifiersIn } from '../scan/nodes-in.ts';
import type { Script } from '../scan/scanned-file.ts';
import type { TextEdit } from '../scan/text-edit.ts';
import type { FileStyle } from '../scan/file-style.ts';

/** React's hooks as generated code calls them, and the edits that bring those the file does not have. */
export interface ReactHooks {
  /** By their names in React: `useState` is `useState`, `React.useState` or another name for it. */
  readonly names: Readonly<Record<string, string>>;
  readonly edits: readonly TextEdit[];
}

/**
 * Merges hooks into what the file imports of React, in its own way: beside the names it imports, through
 * the whole of React where it has only that, else with an import or `require` of their own.
 */
export function reactHooks(
  script: Pick<Script, 'source'>,
  style: FileStyle,
  hooks: readonly string[],
): ReactHooks {
  const known = reactNames(script.source);
  const names: Record<string, string> = {};
  const missing: string[] = [];
  for (const hook of hooks) {
    const local = known.named.get(hook);
    if (local === undefined && known.list === undefined && known.whole !== undefined) {
      names[hook] = `${known.whole}.${hook}`;
    } else {
      names[hook] = local ?? freeName(hook, script.source);
      if (local === undefined) missing.push(hook);
    }
  }
  if (missing.length === 0) return { names, edits: [] };
  const { list } = known;
  const between = list?.kind === ts.SyntaxKind.ObjectBindingPattern ? ': ' : ' as ';
  const added = missing.map((hook) =>
    names[hook] === hook ? hook : `${hook}${list === undefined ? ' as ' : between}${names[hook]}`,
  );
  const edit =
    list === undefined ? newImport(added, script.source, style) : intoList(added, list, script);
  return { names, edits: [edit] };
}

/** What a file has of React. */
interface ReactNames {
  /** Local names by the names of React's exports. */
  readonly named: Map<string, string>;
  /** The name of the whole module. */
  whole: string | undefined;
  /** Where further names go. */
  list: ts.NamedImports | ts.ObjectBindingPattern | undefined;
}

function reactNames(source: ts.SourceFile): ReactNames {
  const known: ReactNames = { named: new Map(), whole: undefined, list: undefined };
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) readImport(statement, known);
    if (ts.isVariableStatement(statement)) {
      for (const each of statement.declarationList.declarations) readRequire(each, known);
    }
    if (ts.isImportEqualsDeclaration(statement) && isReactReference(statement.moduleReference)) {
      known.whole ??= statement.name.text;
    }
  }
  return known;
}

function readImport(statement: ts.ImportDeclaration, known: ReactNames): void {
  const { importClause, moduleSpecifier } = statement;
  if (!ts.isStringLiteral(moduleSpecifier) || moduleSpecifier.text !== 'react') return;
  if (importClause === undefined || importClause.isTypeOnly) return;
  known.whole ??= importClause.name?.text;
  const { namedBindings } = importClause;
  if (namedBindings === undefined) return;
  if (ts.isNamespaceImport(namedBindings)) {
    known.whole ??= namedBindings.name.text;
    return;
  }
  known.list ??= namedBindings;
  for (const each of namedBindings.elements) {
    if (each.isTypeOnly) continue;
    const name = (each.propertyName ?? each.name).text;
    if (name === 'default') known.whole ??= each.name.text;
    known.named.set(name, each.name.text);
  }
}

/** `const React = require('react')`, `const { useState } = require('react')`, the latter also of React. */
function readRequire(declaration: ts.VariableDeclaration, known: ReactNames): void {
  const { name, initializer } = declaration;
  if (initializer === undefined) return;
  const isRequired = isReactRequire(initializer);
  const isWhole = ts.isIdentifier(initializer) && initializer.text === known.whole;
  if (!isRequired && !isWhole) return;
  if (ts.isIdentifier(name)) known.whole ??= name.text;
  if (!ts.isObjectBindingPattern(name)) return;
  known.list ??= name;
  for (const each of name.elements) {
    const key = each.propertyName ?? each.name;
    if (ts.isIdentifier(key) && ts.isIdentifier(each.name)) {
      known.named.set(key.text, each.name.text);
    }
  }
}

function isReactRequire(node: ts.Expression): boolean {
  const [argument] = ts.isCallExpression(node) ? node.arguments : [];
  return (
    ts.isCallExpression(node) &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'require' &&
    argument !== undefined &&
    ts.isStringLiteral(argument) &&
    argument.text === 'react'
  );
}

function isReactReference(reference: ts.ModuleReference): boolean {
  return (
    ts.isExternalModuleReference(reference) &&
    ts.isStringLiteral(reference.expression) &&
    reference.expression.text === 'react'
  );
}

/** A hook's own name, unless something else in the file is called so. */
function freeName(hook: string, source: ts.SourceFile): string {
  const isTaken = identifiersIn(source).some((node) => node.text === hook && isDeclared(node));
  return isTaken ? hook.replace(/^use/, 'useReact') : hook;
}

function isDeclared(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isVariableDeclaration(parent) ||
      ts.isFunctionDeclaration(parent) ||
      ts.isParameter(parent) ||
      ts.isBindingElement(parent) ||
      ts.isImportSpecifier(parent) ||
      ts.isImportClause(parent)) &&
    parent.name === node
  );
}

function intoList(
  added: readonly string[],
  list: ts.NamedImports | ts.ObjectBindingPattern,
  { source }: Pick<Script, 'source'>,
): TextEdit {
  const last = list.elements.at(-1);
  if (last === undefined) {
    return { start: list.getStart(source), end: list.end, text: `{ ${added.join(', ')} }` };
  }
  const own = /\n([ \t]*)$/.exec(source.text.slice(0, last.getStart(source)))?.[1];
  const separator = own === undefined ? ', ' : `,\n${own}`;
  const text = added.map((each) => separator + each).join('');
  return { start: last.end, end: last.end, text };
}

/** Above the other imports, where React stands by habit. */
function newImport(added: readonly string[], source: ts.SourceFile, style: FileStyle): TextEdit {
  const isRequired = !source.statements.some(ts.isImportDeclaration);
  const first = source.statements.find(
    (each) =>
      ts.isImportDeclaration(each) || (isRequired && /\brequire\(/.test(each.getText(source))),
  );
  const start = (first ?? source.statements[0])?.getStart(source) ?? 0;
  const from = `${style.quote}react${style.quote}`;
  const end = style.semicolons ? ';\n' : '\n';
  const list = `{ ${added.join(', ')} }`;
  const keyword = style.syntax === 'es5' ? 'var' : 'const';
  const text = isRequired
    ? `${keyword} ${list.replaceAll(' as ', ': ')} = require(${from})${end}`
    : `import ${list} from ${from}${end}`;
  return { start, end: start, text };
}
