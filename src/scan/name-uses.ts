import { ts } from 'ts-morph';
import { bindingOf } from './bindings.ts';
import type { CodePlace, Placed } from './code-place.ts';
import { importersOf } from './importers.ts';
import { identifiersIn } from './nodes-in.ts';
import { symbolsOf } from './symbols.ts';

/** Every use of what `name` declares or refers to, in its script and where others import it by that name. */
export function usesOfName(
  name: ts.Identifier,
  place: CodePlace,
): readonly Placed<ts.Identifier>[] {
  const own = symbolsOf(place.script)
    .usesOf(name)
    .map((node) => ({ node, place }));
  return isExported(name, place) ? [...own, ...importedUses(name.text, place)] : own;
}

function isExported(name: ts.Identifier, place: CodePlace): boolean {
  if (place.script.scope !== 'module') return false;
  const symbols = symbolsOf(place.script);
  const declaration = symbols.symbolOf(name)?.declarations?.[0];
  const statement = ts.findAncestor(declaration, ts.isStatement);
  if (statement === undefined || !ts.isSourceFile(statement.parent)) return false;
  if (ts.canHaveModifiers(statement)) {
    const modifiers = ts.getModifiers(statement) ?? [];
    if (modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return true;
  }
  return symbols.usesOf(name).some(isExporting);
}

/** `export { name }`, `export default name`, `module.exports = { name }` */
function isExporting(name: ts.Identifier): boolean {
  const statement = ts.findAncestor(name, (each) => ts.isSourceFile(each.parent));
  if (statement === undefined) return false;
  if (ts.isExportDeclaration(statement) || ts.isExportAssignment(statement)) return true;
  return ts.isExpressionStatement(statement) && /^(?:module\.)?exports\b/.test(statement.getText());
}

function importedUses(
  name: string,
  { file, project }: CodePlace,
): readonly Placed<ts.Identifier>[] {
  const uses: Placed<ts.Identifier>[] = [];
  for (const other of importersOf(file, project)) {
    if (!other.text.includes(name)) continue;
    for (const script of other.scripts) {
      const place: CodePlace = { file: other, script, project };
      for (const node of identifiersIn(script.source)) {
        if (node.text === name && isFrom(node, place, file.path)) uses.push({ node, place });
      }
    }
  }
  return uses;
}

/** Whether a name is imported from a file, and is not the import itself. */
function isFrom(name: ts.Identifier, place: CodePlace, path: string): boolean {
  if (ts.findAncestor(name, ts.isImportDeclaration) !== undefined) return false;
  const binding = bindingOf(name, place.script);
  return (
    binding?.kind === 'import' &&
    place.project.resolveImport(place.file.path, binding.module)?.path === path
  );
}
