import { ts } from 'ts-morph';
import { bindingOf } from '../scan/bindings.ts';
import type { CodePlace } from '../scan/code-place.ts';

/** An export of a package. `name` is `default`, `*` for the whole, or the name of the export. */
export interface PackageExport {
  readonly module: string;
  readonly name: string;
}

/** Longer chains of re-exports than anybody writes. */
const LONGEST_CHAIN = 6;

/**
 * The export of a package that an import stands for, also through files of the app that pass it on:
 * `export { PlaidLink } from 'react-plaid-link'`.
 */
export function packageExport(
  imported: PackageExport,
  place: CodePlace,
  left = LONGEST_CHAIN,
): PackageExport | undefined {
  const { module, name } = imported;
  const file = left === 0 ? undefined : place.project.resolveImport(place.file.path, module);
  if (file === undefined) return module.startsWith('.') ? undefined : imported;
  for (const script of file.scripts) {
    const inner: CodePlace = { file, script, project: place.project };
    for (const statement of script.source.statements) {
      const passed = passedOn(statement, name, inner);
      const found = passed === undefined ? undefined : packageExport(passed, inner, left - 1);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function passedOn(
  statement: ts.Statement,
  name: string,
  place: CodePlace,
): PackageExport | undefined {
  if (ts.isExportAssignment(statement)) {
    return name === 'default' ? importedBy(statement.expression, place) : undefined;
  }
  if (!ts.isExportDeclaration(statement)) return undefined;
  const { exportClause, moduleSpecifier } = statement;
  const module =
    moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier)
      ? moduleSpecifier.text
      : undefined;
  if (exportClause === undefined) {
    return module === undefined || name === 'default' ? undefined : { module, name };
  }
  if (!ts.isNamedExports(exportClause)) return undefined;
  const element = exportClause.elements.find((each) => each.name.text === name);
  if (element === undefined) return undefined;
  const original = element.propertyName ?? element.name;
  if (module !== undefined) return { module, name: original.text };
  return importedBy(original, place);
}

function importedBy(node: ts.Node, place: CodePlace): PackageExport | undefined {
  const binding = bindingOf(node, place.script);
  return binding?.kind === 'import' ? binding : undefined;
}
