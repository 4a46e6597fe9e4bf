import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import { nodesIn } from '../../scan/nodes-in.ts';
import type { Project } from '../../scan/project.ts';
import type { ScannedFile } from '../../scan/scanned-file.ts';
import { isExports } from './script-objects.ts';

/** How one script gets at the exports of a file. */
export interface Imports {
  readonly place: CodePlace;
  /** The names it knows them by. */
  readonly names: readonly ts.Identifier[];
  /** `require('./config')`, `import('./config')`. */
  readonly values: readonly ts.Expression[];
  /** The names under which it exports them again. */
  readonly reExported: ReadonlySet<string>;
}

/** What `export default x`, `module.exports = x`, `exports.a = x` and `export { x as a }` make of a value. */
export function exportedAs(value: ts.Node): readonly string[] {
  const { parent } = value;
  if (ts.isExportAssignment(parent)) return ['default', '*'];
  if (ts.isExportSpecifier(parent)) return [parent.name.text];
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) {
    const isExported = (ts.getCombinedModifierFlags(parent) & ts.ModifierFlags.Export) !== 0;
    return isExported ? [parent.name.text] : [];
  }
  if (!ts.isBinaryExpression(parent) || parent.right !== value) return [];
  const { left } = parent;
  if (isExports(left)) return ['default', '*'];
  const isMember = ts.isPropertyAccessExpression(left) && isExports(left.expression);
  return isMember ? [left.name.text] : [];
}

/** Every script that imports one of `names` (`*`, `default`, the name of an export) from `file`. */
export function importsOf(
  file: ScannedFile,
  names: ReadonlySet<string>,
  project: Project,
): readonly Imports[] {
  const others = project.mentioning(specifierWord(file.path)).filter((each) => each !== file);
  return others.flatMap((importer) =>
    importer.scripts.flatMap((script) => {
      const place: CodePlace = { file: importer, script, project };
      return importsIn(place, file, names) ?? [];
    }),
  );
}

/** A word every import of the file has to hold: `config` of `src/config/index.js`. */
function specifierWord(path: string): string {
  const parts = path.replace(/\.[^./]+$/, '').split('/');
  const last = parts.at(-1) ?? '';
  return last === 'index' ? (parts.at(-2) ?? '.') : last;
}

function importsIn(
  place: CodePlace,
  file: ScannedFile,
  names: ReadonlySet<string>,
): Imports | undefined {
  const imported: ts.Identifier[] = [];
  const values: ts.Expression[] = [];
  const reExported = new Set<string>();
  const isOurs = (specifier: ts.Node | undefined): boolean =>
    specifier !== undefined &&
    ts.isStringLiteralLike(specifier) &&
    place.project.resolveImport(place.file.path, specifier.text) === file;
  for (const node of nodesIn(place.script.source, IMPORTING, isImporting)) {
    if (ts.isImportDeclaration(node) && isOurs(node.moduleSpecifier)) {
      imported.push(...importedNames(node, names));
    } else if (ts.isExportDeclaration(node) && isOurs(node.moduleSpecifier)) {
      for (const name of exportedAgain(node, names)) reExported.add(name);
    } else if (ts.isCallExpression(node) && isModuleCall(node) && isOurs(node.arguments[0])) {
      values.push(node);
    }
  }
  const isNothing = imported.length + values.length + reExported.size === 0;
  return isNothing ? undefined : { place, names: imported, values, reExported };
}

const IMPORTING = [
  ts.SyntaxKind.ImportDeclaration,
  ts.SyntaxKind.ExportDeclaration,
  ts.SyntaxKind.CallExpression,
];

function isImporting(
  node: ts.Node,
): node is ts.ImportDeclaration | ts.ExportDeclaration | ts.CallExpression {
  return IMPORTING.includes(node.kind);
}

function importedNames(
  node: ts.ImportDeclaration,
  names: ReadonlySet<string>,
): readonly ts.Identifier[] {
  const { importClause: clause } = node;
  if (clause === undefined) return [];
  const found: ts.Identifier[] = [];
  if (clause.name !== undefined && names.has('default')) found.push(clause.name);
  const { namedBindings: bindings } = clause;
  if (bindings === undefined) return found;
  if (ts.isNamespaceImport(bindings)) return [...found, bindings.name];
  for (const each of bindings.elements) {
    if (names.has((each.propertyName ?? each.name).text)) found.push(each.name);
  }
  return found;
}

function exportedAgain(node: ts.ExportDeclaration, names: ReadonlySet<string>): readonly string[] {
  const { exportClause: clause } = node;
  if (clause === undefined || !ts.isNamedExports(clause)) return [...names];
  return clause.elements.flatMap((each) =>
    names.has((each.propertyName ?? each.name).text) ? [each.name.text] : [],
  );
}

function isModuleCall(node: ts.CallExpression): boolean {
  return (
    node.expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(node.expression) && node.expression.text === 'require')
  );
}
