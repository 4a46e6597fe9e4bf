import { ts } from 'ts-morph';
import { bare } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { NodeIndex } from '../../scan/node-index.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import { namesIn as freeNames } from './name-scope.ts';
import { isPure } from './pure-expression.ts';
import { removeDeclarations } from './remove-declarations.ts';
import type { FileEdit } from '../rule.ts';

/**
 * The declarations and imports that only `gone` code used, such as the constant with the public key,
 * taken out, in every file that `gone` nodes stand in. What does something when it is evaluated stays.
 */
export function removeOrphans(gone: readonly ts.Node[], place: CodePlace): FileEdit[] {
  const sources = new Set(gone.map((node) => node.getSourceFile()));
  return [...sources].flatMap((source) => {
    const nodes = gone.filter((node) => node.getSourceFile() === source);
    const own = source === place.script.source ? place : placeOf(source, place);
    return own === undefined ? [] : removeDeclarations(orphans(nodes, own), own);
  });
}

function placeOf(source: ts.SourceFile, { project }: CodePlace): CodePlace | undefined {
  const file = project.load(source.fileName);
  const script = file?.scripts.find((each) => each.source === source);
  return file === undefined || script === undefined ? undefined : { file, script, project };
}

function orphans(gone: readonly ts.Node[], place: CodePlace): readonly ts.Declaration[] {
  const symbols = symbolsOf(place.script);
  const removed = new Set<ts.Declaration>();
  const goes = new NodeIndex(gone);
  const isGone = (node: ts.Node): boolean => goes.holds(node);
  const queue = gone.flatMap(namesIn);
  // What is added on the way has its turn, too.
  for (const name of queue) {
    const declarations = symbols.symbolOf(name)?.declarations ?? [];
    const [declaration] = declarations;
    if (declaration === undefined || declarations.length > 1 || isGone(declaration)) continue;
    const uses = symbols.usesOf(name).filter((use) => use.parent !== declaration);
    if (!uses.every(isGone) || !canGo(declaration, name.text, isGone, place)) continue;
    removed.add(declaration);
    goes.add(declaration);
    queue.push(...namesIn(sourceOf(declaration)));
  }
  return [...removed];
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

/** What a declaration takes its value from. */
function sourceOf(declaration: ts.Declaration): ts.Node {
  if (ts.isBindingElement(declaration)) return declaration.parent.parent;
  return declaration;
}

function canGo(
  declaration: ts.Declaration,
  name: string,
  isGone: (node: ts.Node) => boolean,
  place: CodePlace,
): boolean {
  if (
    ts.isImportSpecifier(declaration) ||
    ts.isImportClause(declaration) ||
    ts.isNamespaceImport(declaration)
  ) {
    return true;
  }
  return isLocal(declaration, name, place) && !isLoss(declaration, isGone);
}

/** Whether a declaration is a statement of its own, or part of one, whose names no other file reads. */
export function isLocal(declaration: ts.Declaration, name: string, place: CodePlace): boolean {
  const statement = statementOf(declaration);
  if (statement === undefined) return false;
  const isExported = ts.getModifiers(statement)?.some(isExportKeyword) === true;
  return !isExported && !isReadByOthers(statement, name, place);
}

/** Whether something happens when a declaration is evaluated. */
function isLoss(declaration: ts.Declaration, isGone: (node: ts.Node) => boolean): boolean {
  const variable = ts.isBindingElement(declaration) ? declaration.parent.parent : declaration;
  if (!ts.isVariableDeclaration(variable) || variable.initializer === undefined) return false;
  const value = bare(variable.initializer);
  const isEmptied = ts.isObjectLiteralExpression(value) && value.properties.every(isGone);
  return !isEmptied && !isPure(variable.initializer);
}

function statementOf(
  declaration: ts.Declaration,
): ts.VariableStatement | ts.FunctionDeclaration | undefined {
  if (ts.isFunctionDeclaration(declaration)) return declaration;
  if (ts.isBindingElement(declaration)) {
    const { parent } = declaration;
    const hasRest = parent.elements.some(
      (each) => ts.isBindingElement(each) && each.dotDotDotToken !== undefined,
    );
    return hasRest || !ts.isVariableDeclaration(parent.parent)
      ? undefined
      : statementOf(parent.parent);
  }
  if (!ts.isVariableDeclaration(declaration)) return undefined;
  const statement = declaration.parent.parent;
  return ts.isVariableStatement(statement) ? statement : undefined;
}

function isExportKeyword({ kind }: ts.Modifier): boolean {
  return kind === ts.SyntaxKind.ExportKeyword;
}

/** Whether another script of a page may read a top-level name of this classic script. */
function isReadByOthers(statement: ts.Node, name: string, place: CodePlace): boolean {
  const { script, file, project } = place;
  if (script.scope !== 'global' || !ts.isSourceFile(statement.parent)) return false;
  return project
    .mentioning(name)
    .some(
      (other) =>
        other !== file &&
        other.kind !== 'data' &&
        other.scripts.some((each) => readsGlobal(name, { file: other, script: each, project })),
    );
}

function readsGlobal(name: string, place: CodePlace): boolean {
  const { script } = place;
  const symbols = symbolsOf(script);
  return freeNames(script.source, place).some(
    (each) => each.text === name && symbols.symbolOf(each) === undefined,
  );
}
