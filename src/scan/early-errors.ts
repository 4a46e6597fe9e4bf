import { ts } from 'ts-morph';
import type { ScriptLanguage } from './file-types.ts';
import type { SyntaxProblem } from './scanned-file.ts';

/** What no engine takes, and the parser leaves to the type checker. */
export function earlyErrors(
  source: ts.SourceFile,
  language: ScriptLanguage,
): readonly SyntaxProblem[] {
  return [...misreadStatements(source), ...(language === 'js' ? redeclaredImports(source) : [])];
}

/** `const a = 1,` before another statement, and an import from what is no text. */
function misreadStatements(source: ts.SourceFile): readonly SyntaxProblem[] {
  return source.statements.flatMap((statement) => {
    if (isFromNothing(statement)) {
      return [{ position: statement.getStart(source), message: 'String literal expected.' }];
    }
    const list = ts.isVariableStatement(statement) ? statement.declarationList : undefined;
    if (list?.declarations.hasTrailingComma !== true) return [];
    return [{ position: list.end - 1, message: 'Trailing comma not allowed.' }];
  });
}

function isFromNothing(statement: ts.Statement): boolean {
  if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return false;
  const { moduleSpecifier } = statement;
  return moduleSpecifier !== undefined && !ts.isStringLiteral(moduleSpecifier);
}

/**
 * Names that a JavaScript module imports and declares again at its top level. The parser lets them
 * pass, an engine does not (ECMAScript, 16.2.1.1): such a file never ran.
 */
function redeclaredImports(source: ts.SourceFile): readonly SyntaxProblem[] {
  const imported = new Set<string>();
  const problems: SyntaxProblem[] = [];
  for (const name of source.statements.flatMap(importedNames)) {
    if (imported.has(name.text)) problems.push(problem(name, source));
    imported.add(name.text);
  }
  if (imported.size === 0) return [];
  for (const name of source.statements.flatMap(declaredNames)) {
    if (imported.has(name.text)) problems.push(problem(name, source));
  }
  return problems;
}

function problem(name: ts.Identifier, source: ts.SourceFile): SyntaxProblem {
  const message = `Identifier '${name.text}' has already been declared.`;
  return { position: name.getStart(source), message };
}

function importedNames(statement: ts.Statement): readonly ts.Identifier[] {
  if (!ts.isImportDeclaration(statement)) return [];
  const clause = statement.importClause;
  if (clause === undefined || clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return [];
  const names = clause.name === undefined ? [] : [clause.name];
  const bindings = clause.namedBindings;
  if (bindings === undefined) return names;
  if (ts.isNamespaceImport(bindings)) return [...names, bindings.name];
  return [
    ...names,
    ...bindings.elements.filter((each) => !each.isTypeOnly).map(({ name }) => name),
  ];
}

function declaredNames(statement: ts.Statement): readonly ts.Identifier[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
  }
  const named = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
  return named && statement.name !== undefined ? [statement.name] : [];
}

function boundNames(name: ts.BindingName): readonly ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((each) => (ts.isBindingElement(each) ? boundNames(each.name) : []));
}
