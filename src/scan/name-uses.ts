import { ts } from 'ts-morph';
import { bindingOf } from './bindings.ts';
import type { CodePlace, Placed } from './code-place.ts';
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
  const declaration = symbolsOf(place.script).symbolOf(name)?.declarations?.[0];
  const statement = ts.findAncestor(declaration, ts.isStatement);
  if (statement === undefined || !ts.isSourceFile(statement.parent)) return false;
  return /\bexport(s|ed)?\b/.test(place.script.source.text);
}

function importedUses(
  name: string,
  { file, project }: CodePlace,
): readonly Placed<ts.Identifier>[] {
  const uses: Placed<ts.Identifier>[] = [];
  for (const other of project.mentioning(name)) {
    if (other === file || other.kind === 'data') continue;
    for (const script of other.scripts) {
      const place: CodePlace = { file: other, script, project };
      const visit = (node: ts.Node): void => {
        if (ts.isIdentifier(node) && node.text === name && isFrom(node, place, file.path)) {
          uses.push({ node, place });
        }
        ts.forEachChild(node, visit);
      };
      visit(script.source);
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
