import path from 'node:path';
import { ts } from 'ts-morph';
import { bindingOf } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';

/** What the script calls an export of a module; undefined where it does not import it. */
export function importedAs(module: string, name: string, place: CodePlace): string | undefined {
  for (const local of topLevelNames(place.script.source)) {
    const binding = bindingOf(local, place.script);
    const isSame = binding?.kind === 'import' && binding.module === module;
    // What `require` gives is the default of an ES module, in all ways that matter here.
    if (isSame && (binding.name === name || (name === 'default' && binding.name === '*'))) {
      return local.text;
    }
  }
  return undefined;
}

function topLevelNames(source: ts.SourceFile): ts.Identifier[] {
  const names: ts.Identifier[] = [];
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) {
      const clause = statement.importClause;
      if (clause?.name !== undefined) names.push(clause.name);
      const bindings = clause?.namedBindings;
      if (bindings !== undefined && ts.isNamespaceImport(bindings)) names.push(bindings.name);
      if (bindings !== undefined && ts.isNamedImports(bindings)) {
        names.push(...bindings.elements.map((each) => each.name));
      }
    }
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name } of statement.declarationList.declarations) {
      if (ts.isIdentifier(name)) names.push(name);
    }
  }
  return names;
}

/** How `place` imports the file at `to`, in the way of its other imports. */
export function relativeModule(place: CodePlace, to: string): string {
  return moduleSpecifier(place.file.path, to, importsWithExtensions(place.script.source));
}

/** How the file at `from` imports that at `to`; with an extension, as modules that no bundler builds must. */
export function moduleSpecifier(from: string, to: string, withExtension: boolean): string {
  const relative = path.posix.relative(path.posix.dirname(from), to);
  const named = withExtension
    ? relative.replace(/\.([cm]?)tsx?$/, '.$1js')
    : relative.replace(/(\/index)?\.[cm]?[jt]sx?$/, '');
  return named.startsWith('.') ? named : `./${named}`;
}

/** Whether a module names other files with their extension. */
export function importsWithExtensions(source: ts.SourceFile): boolean {
  return source.statements.some(
    (each) =>
      ts.isImportDeclaration(each) &&
      ts.isStringLiteral(each.moduleSpecifier) &&
      /^\..*\.[cm]?js$/.test(each.moduleSpecifier.text),
  );
}
