import { ts } from 'ts-morph';
import { bare, memberName } from './bindings.ts';
import type { CodePlace, Placed } from './code-place.ts';
import type { Project } from './project.ts';
import type { ScannedFile } from './scanned-file.ts';

/** Longer chains of re-exports than anybody writes. */
const LONGEST_CHAIN = 8;

/**
 * What `file` exports as `name` (`default`, `*` for a CommonJS module as a whole): an expression, a
 * function or a class, through re-exports and `export { a as b }`. Undefined where it cannot be told.
 */
export function exportOf(
  file: ScannedFile,
  name: string,
  project: Project,
  left = LONGEST_CHAIN,
): Placed | undefined {
  if (left === 0) return undefined;
  for (const script of file.scripts) {
    const place: CodePlace = { file, script, project };
    for (const statement of script.source.statements) {
      const found = exportedBy(statement, name, place, left);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function exportedBy(
  statement: ts.Statement,
  name: string,
  place: CodePlace,
  left: number,
): Placed | undefined {
  if (ts.isExportAssignment(statement)) {
    const wanted = name === 'default' || (statement.isExportEquals === true && name === '*');
    return wanted ? { node: statement.expression, place } : undefined;
  }
  if (ts.isExportDeclaration(statement)) return exportedByList(statement, name, place, left);
  if (ts.isVariableStatement(statement) && isExported(statement)) {
    for (const declared of statement.declarationList.declarations) {
      if (!ts.isIdentifier(declared.name) || declared.name.text !== name) continue;
      return { node: declared.initializer ?? declared, place };
    }
  }
  if (ts.isVariableStatement(statement)) {
    // `const x = module.exports = y`
    for (const { initializer } of statement.declarationList.declarations) {
      const found = initializer && exportedByAssignment(initializer, name, place);
      if (found !== undefined) return found;
    }
  }
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
    if (!isExported(statement)) return undefined;
    const exportedName = isDefault(statement) ? 'default' : statement.name?.text;
    return exportedName === name ? { node: statement, place } : undefined;
  }
  return ts.isExpressionStatement(statement)
    ? exportedByAssignment(statement.expression, name, place)
    : undefined;
}

function exportedByList(
  statement: ts.ExportDeclaration,
  name: string,
  place: CodePlace,
  left: number,
): Placed | undefined {
  const { exportClause, moduleSpecifier } = statement;
  const from =
    moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier)
      ? place.project.resolveImport(place.file.path, moduleSpecifier.text)
      : undefined;
  if (exportClause === undefined) {
    return from === undefined || name === 'default'
      ? undefined
      : exportOf(from, name, place.project, left - 1);
  }
  if (!ts.isNamedExports(exportClause)) return undefined;
  const element = exportClause.elements.find((each) => each.name.text === name);
  if (element === undefined) return undefined;
  const original = element.propertyName ?? element.name;
  if (moduleSpecifier !== undefined) {
    return from === undefined ? undefined : exportOf(from, original.text, place.project, left - 1);
  }
  return ts.isIdentifier(original) ? { node: original, place } : undefined;
}

/** `module.exports = x`, `module.exports.name = x`, `exports.name = x`. */
function exportedByAssignment(
  assignment: ts.Expression,
  name: string,
  place: CodePlace,
): Placed | undefined {
  const expression = bare(assignment);
  if (!ts.isBinaryExpression(expression)) return undefined;
  if (expression.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
  const { left, right } = expression;
  // `exports = module.exports = x`
  if (ts.isIdentifier(left)) return exportedByAssignment(right, name, place);
  if (isModuleExports(left)) {
    // `const x = module.exports = y` style chains end in the value.
    const value = lastAssigned(right);
    if (name === '*' || name === 'default') return { node: value, place };
    if (!ts.isObjectLiteralExpression(value)) return undefined;
    const property = value.properties.find((each) => each.name?.getText() === name);
    if (property === undefined) return undefined;
    if (ts.isPropertyAssignment(property)) return { node: property.initializer, place };
    return ts.isShorthandPropertyAssignment(property) || ts.isMethodDeclaration(property)
      ? { node: ts.isMethodDeclaration(property) ? property : property.name, place }
      : undefined;
  }
  const isMember =
    ts.isPropertyAccessExpression(left) &&
    (isModuleExports(left.expression) || left.expression.getText() === 'exports');
  return isMember && memberName(left) === name ? { node: lastAssigned(right), place } : undefined;
}

function lastAssigned(expression: ts.Expression): ts.Expression {
  return ts.isBinaryExpression(expression) &&
    expression.operatorToken.kind === ts.SyntaxKind.EqualsToken
    ? lastAssigned(expression.right)
    : expression;
}

function isModuleExports(node: ts.Node): boolean {
  return (
    ts.isPropertyAccessExpression(node) &&
    node.name.text === 'exports' &&
    node.expression.getText() === 'module'
  );
}

function isExported(node: ts.Node): boolean {
  return hasModifier(node, ts.SyntaxKind.ExportKeyword);
}

function isDefault(node: ts.Node): boolean {
  return hasModifier(node, ts.SyntaxKind.DefaultKeyword);
}

function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  return modifiers?.some((each) => each.kind === kind) === true;
}
