import { ts } from 'ts-morph';
import { bindingOf } from '../../scan/bindings.ts';
import type { CodePlace, Placed } from '../../scan/code-place.ts';
import type { FileEdit } from '../rule.ts';
import type { EndpointShape } from '../../generate/link-token-endpoint-code.ts';
import { withoutComments } from './without-comments.ts';
import { wholeWord } from '../whole-word.ts';

/** A function that is written behind another, in the way that one is written. */
export interface NamedSibling {
  /** What the other stands in: a statement, a member, an entry of an object. */
  readonly owner: ts.Node;
  /** What stands before the parameters: `exports.x = `, `async x`; and behind the body. */
  readonly head: string;
  readonly tail: string;
  /** Whether `head` ends before a function expression, and not in a name. */
  readonly isExpression: boolean;
  /** Entries of a list take a comma. */
  readonly isEntry: boolean;
  /** What else makes it known: an export, an import. */
  readonly edits: readonly FileEdit[];
}

/**
 * Undefined where the function has no name that a sibling could be told from. `isOwn`: it is called in
 * its own file, which needs no export.
 */
export function namedSibling(
  { node, place }: Placed<ts.SignatureDeclaration>,
  name: string,
  newName: string,
  isOwn = false,
): NamedSibling | undefined {
  const { source } = place.script;
  const owner = ts.findAncestor(
    node,
    (each) =>
      ts.isMethodDeclaration(each) ||
      ts.isPropertyDeclaration(each) ||
      (ts.isPropertyAssignment(each) && each.name.getText(source) === name) ||
      (ts.isStatement(each) && wholeWord(name).test(firstLine(each, source))),
  );
  if (owner === undefined || !('body' in node) || node.body === undefined) return undefined;
  const isExpression = ts.isArrowFunction(node) || ts.isFunctionExpression(node);
  if (!isExpression && owner !== node) return undefined;
  // What they say is said of the other.
  const text = withoutComments(
    { start: owner.getStart(source), end: startOf(node, source) },
    source,
  );
  const pattern = wholeWord(name);
  if (!pattern.test(text) || text.split('\n').length > 4) return undefined;
  const head = text.replace(pattern, newName);
  const tail = withoutComments({ start: node.end, end: owner.end }, source);
  const edits = isLocal(owner) && !isOwn ? exportEdits(name, newName, place) : [];
  if (edits === undefined) return undefined;
  const isEntry = ts.isObjectLiteralExpression(owner.parent);
  return { owner, head, tail, isExpression, isEntry, edits };
}

function firstLine(node: ts.Node, source: ts.SourceFile): string {
  return node.getText(source).split('\n')[0] ?? '';
}

/** Where the parameters of a method or declaration begin, or a function expression. */
function startOf(node: ts.SignatureDeclaration, source: ts.SourceFile): number {
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return node.getStart(source);
  return node.name?.end ?? node.getStart(source);
}

/** Declared for the file alone: others reach it through a list of exports. */
function isLocal(owner: ts.Node): boolean {
  if (!ts.isVariableStatement(owner) && !ts.isFunctionDeclaration(owner)) return false;
  const modifiers = ts.getModifiers(owner) ?? [];
  return !modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

/** Undefined where nothing exports it. */
function exportEdits(
  name: string,
  newName: string,
  { file, script }: CodePlace,
): readonly FileEdit[] | undefined {
  const { source } = script;
  const edits: FileEdit[] = [];
  const behind = (node: ts.Node, text: string): void => {
    edits.push({ path: file.path, start: node.end, end: node.end, text });
  };
  for (const statement of source.statements) {
    if (ts.isExportDeclaration(statement) && statement.exportClause !== undefined) {
      if (!ts.isNamedExports(statement.exportClause)) continue;
      const entry = statement.exportClause.elements.find((each) => each.name.text === name);
      if (entry !== undefined) behind(entry, `, ${newName}`);
    }
    const value = exportedValue(statement);
    if (value === undefined) continue;
    if (ts.isObjectLiteralExpression(value)) {
      const entry = value.properties.find((each) => each.name?.getText(source) === name);
      const text =
        entry !== undefined && ts.isPropertyAssignment(entry) ? `${newName}: ${newName}` : newName;
      if (entry !== undefined) behind(entry, separator(entry, source) + text);
    } else if (ts.isIdentifier(value) && value.text === name) {
      const line = statement.getText(source).replaceAll(wholeWord(name, 'g'), newName);
      if (line.includes(`.${newName}`)) behind(statement, `\n${line}`);
    }
  }
  return edits.length === 0 ? undefined : edits;
}

/** `export default x`, `module.exports = x`, `exports.name = x`. */
function exportedValue(statement: ts.Statement): ts.Expression | undefined {
  if (ts.isExportAssignment(statement)) return statement.expression;
  if (!ts.isExpressionStatement(statement)) return undefined;
  const { expression } = statement;
  return ts.isBinaryExpression(expression) && /\bexports\b/.test(expression.left.getText())
    ? expression.right
    : undefined;
}

/** A comma, and the line end and indentation that stand before the entry. */
function separator(entry: ts.Node, source: ts.SourceFile): string {
  const space = /[ \t\r\n]*$/.exec(source.text.slice(0, entry.getStart(source)))?.[0] ?? ' ';
  return `,${space.includes('\n') ? space.slice(space.lastIndexOf('\n')) : ' '}`;
}

/** How `argument`, which names a function, names its sibling; with the import that it takes. */
export function siblingArgument(
  argument: ts.Node,
  name: string,
  newName: string,
  place: CodePlace,
): { readonly text: string; readonly edits: readonly FileEdit[] } | undefined {
  const { source } = place.script;
  const text = argument.getText(source);
  const renamed = text.replace(wholeWord(name), newName);
  if (renamed === text) return undefined;
  const root = rootOf(argument);
  if (root?.text !== name) return { text: renamed, edits: [] };
  const binding = bindingOf(root, place.script);
  if (binding?.kind === 'declared') return { text: renamed, edits: [] };
  const entry = importOf(name, source);
  if (entry === undefined) return undefined;
  const edit = { path: place.file.path, start: entry.end, end: entry.end };
  return { text: renamed, edits: [{ ...edit, text: separator(entry, source) + newName }] };
}

/** The identifier an expression starts with. */
export function rootOf(node: ts.Node): ts.Identifier | undefined {
  if (ts.isIdentifier(node)) return node;
  return ts.isPropertyAccessExpression(node) || ts.isCallExpression(node)
    ? rootOf(node.expression)
    : undefined;
}

/** `import { name } from`, `const { name } = require()`. */
function importOf(name: string, source: ts.SourceFile): ts.Node | undefined {
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) {
      const bindings = statement.importClause?.namedBindings;
      if (bindings === undefined || !ts.isNamedImports(bindings)) continue;
      const entry = bindings.elements.find((each) => each.name.text === name);
      if (entry !== undefined) return entry;
    }
    if (!ts.isVariableStatement(statement)) continue;
    for (const declared of statement.declarationList.declarations) {
      if (!ts.isObjectBindingPattern(declared.name)) continue;
      const entry = declared.name.elements.find((each) => each.name.getText(source) === name);
      if (entry !== undefined) return entry;
    }
  }
  return undefined;
}

/** How a function stands behind the one it is a sibling of. */
export function asSibling(
  { owner, head, tail, isExpression, isEntry }: NamedSibling,
  place: CodePlace,
): { readonly place: CodePlace; readonly at: number; readonly shape: EndpointShape } {
  return { place, at: owner.end, shape: { kind: 'sibling', head, tail, isExpression, isEntry } };
}
