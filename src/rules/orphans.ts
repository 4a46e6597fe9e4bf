import { ts } from 'ts-morph';
import type { CodePlace } from '../scan/code-place.ts';
import { symbolsOf } from '../scan/symbols.ts';
import { isPure } from './pure-expression.ts';
import { removeDeclarator, removeSpecifier } from './remove-declaration.ts';
import { removeStatement } from './remove-statement.ts';
import type { FileEdit } from './rule.ts';

/**
 * The declarations and imports that only `gone` code used, such as the constant with the public key,
 * taken out. What does something when it is evaluated stays.
 */
export function removeOrphans(gone: readonly ts.Node[], place: CodePlace): FileEdit[] {
  const symbols = symbolsOf(place.script);
  const edits: FileEdit[] = [];
  const isGone = (node: ts.Node, also: readonly ts.Node[]): boolean =>
    [...gone, ...also].some((each) => each.pos <= node.pos && each.end >= node.end);
  const removed: ts.Node[] = [];
  const queue = gone.flatMap(namesIn);
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const declaration = symbols.symbolOf(name)?.declarations?.[0];
    if (declaration === undefined || removed.includes(declaration)) continue;
    const uses = symbols.usesOf(name).filter((use) => use.parent !== declaration);
    if (!uses.every((use) => isGone(use, removed))) continue;
    const edit = removeDeclaration(declaration, place);
    if (edit === undefined) continue;
    removed.push(declaration);
    edits.push(edit);
    if (ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined) {
      queue.push(...namesIn(declaration.initializer));
    }
  }
  return edits;
}

function namesIn(node: ts.Node): ts.Identifier[] {
  const names: ts.Identifier[] = [];
  const visit = (each: ts.Node): void => {
    if (ts.isIdentifier(each)) names.push(each);
    ts.forEachChild(each, visit);
  };
  visit(node);
  return names;
}

function removeDeclaration(declaration: ts.Declaration, place: CodePlace): FileEdit | undefined {
  if (ts.isVariableDeclaration(declaration)) return removeVariable(declaration, place);
  if (ts.isImportSpecifier(declaration)) return removeSpecifier(declaration, place);
  if (ts.isImportClause(declaration) && declaration.namedBindings === undefined) {
    return removeStatement(declaration.parent, place);
  }
  return ts.isNamespaceImport(declaration)
    ? removeStatement(declaration.parent.parent, place)
    : undefined;
}

function removeVariable(
  declaration: ts.VariableDeclaration,
  place: CodePlace,
): FileEdit | undefined {
  const statement = declaration.parent.parent;
  if (!ts.isVariableStatement(statement)) return undefined;
  const isPrivate = ts.getModifiers(statement) === undefined && !isPageGlobal(statement, place);
  const { initializer } = declaration;
  if (!isPrivate || (initializer !== undefined && !isPure(initializer))) return undefined;
  return removeDeclarator(declaration, place);
}

/** Other scripts of the page may read the top-level names of a classic script file. */
function isPageGlobal(statement: ts.VariableStatement, place: CodePlace): boolean {
  return (
    place.script.scope === 'global' &&
    place.file.kind === 'script' &&
    ts.isSourceFile(statement.parent)
  );
}
