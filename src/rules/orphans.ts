import { ts } from 'ts-morph';
import { bare } from '../scan/bindings.ts';
import type { CodePlace } from '../scan/code-place.ts';
import { symbolsOf } from '../scan/symbols.ts';
import type { FileEdit } from './rule.ts';
import { removeStatement } from './remove-statement.ts';

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
  const list = declaration.parent;
  if (!ts.isVariableDeclarationList(list) || !ts.isVariableStatement(list.parent)) return undefined;
  const isPrivate = ts.getModifiers(list.parent) === undefined && !isPageGlobal(list.parent, place);
  const { initializer } = declaration;
  if (!isPrivate || (initializer !== undefined && !isPure(initializer))) return undefined;
  if (list.declarations.length === 1) return removeStatement(list.parent, place);
  const index = list.declarations.indexOf(declaration);
  const next = list.declarations[index + 1];
  const previous = list.declarations[index - 1];
  const { path } = place.file;
  if (next !== undefined) {
    const start = declaration.getStart(place.script.source);
    return { path, start, end: next.getStart(place.script.source), text: '' };
  }
  return previous === undefined
    ? undefined
    : { path, start: previous.end, end: declaration.end, text: '' };
}

/** Other scripts of the page may read the top-level names of a classic script file. */
function isPageGlobal(statement: ts.VariableStatement, place: CodePlace): boolean {
  return (
    place.script.scope === 'global' &&
    place.file.kind === 'script' &&
    ts.isSourceFile(statement.parent)
  );
}

function isPure(expression: ts.Expression): boolean {
  const node = bare(expression);
  if (ts.isStringLiteralLike(node) || ts.isNumericLiteral(node)) return true;
  if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)) return true;
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isPure);
  if (ts.isBinaryExpression(node)) {
    return (
      node.operatorToken.kind !== ts.SyntaxKind.EqualsToken &&
      isPure(node.left) &&
      isPure(node.right)
    );
  }
  if (ts.isTemplateExpression(node))
    return node.templateSpans.every((each) => isPure(each.expression));
  if (ts.isConditionalExpression(node)) return isPure(node.whenTrue) && isPure(node.whenFalse);
  if (ts.isCallExpression(node)) return isPureCall(node);
  return node.kind === ts.SyntaxKind.NullKeyword || node.kind === ts.SyntaxKind.FalseKeyword;
}

/** `'a,b'.split(',')`, `document.querySelector('meta…')`: they read and change nothing. */
function isPureCall(call: ts.CallExpression): boolean {
  const callee = call.expression;
  return (
    ts.isPropertyAccessExpression(callee) &&
    /^(split|trim|toString|getAttribute|querySelector|getElementById)$/.test(callee.name.text) &&
    isPure(callee.expression)
  );
}

function removeSpecifier(specifier: ts.ImportSpecifier, place: CodePlace): FileEdit | undefined {
  const named = specifier.parent;
  const clause = named.parent;
  const { path } = place.file;
  if (named.elements.length === 1) {
    if (clause.name === undefined) return removeStatement(clause.parent, place);
    return { path, start: clause.name.end, end: named.end, text: '' };
  }
  const index = named.elements.indexOf(specifier);
  const next = named.elements[index + 1];
  if (next !== undefined) {
    const start = specifier.getStart(place.script.source);
    return { path, start, end: next.getStart(place.script.source), text: '' };
  }
  const previous = named.elements[index - 1];
  return previous === undefined
    ? undefined
    : { path, start: previous.end, end: specifier.end, text: '' };
}
