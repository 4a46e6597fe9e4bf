import { ts } from 'ts-morph';
import { bare } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { nodesIn } from '../../scan/nodes-in.ts';
import { sdkExport } from './sdk-export.ts';

/** Names that an import, or a `require` taken apart, gives. */
export type SdkImportList = ts.NamedImports | ts.ObjectBindingPattern;

/** What the top level of a script imports of the package. */
export function sdkImports(place: CodePlace): {
  readonly whole: string | undefined;
  readonly clause: ts.ImportClause | undefined;
  readonly list: SdkImportList | undefined;
} {
  let whole: string | undefined;
  let clause: ts.ImportClause | undefined;
  let list: SdkImportList | undefined;
  for (const node of nodesIn(place.script.source, IMPORTING, isImporting)) {
    if (ts.isImportDeclaration(node) && isPlaid(node.moduleSpecifier)) {
      const own = node.importClause;
      if (own?.name !== undefined) {
        clause ??= own;
        whole ??= own.name.text;
      }
      const bindings = own?.namedBindings;
      if (bindings !== undefined && ts.isNamespaceImport(bindings)) whole ??= bindings.name.text;
      if (bindings !== undefined && ts.isNamedImports(bindings)) list ??= bindings;
    }
    if (ts.isImportEqualsDeclaration(node) && sdkExport(node.name, place) === '*') {
      whole ??= node.name.text;
    }
    if (ts.isVariableDeclaration(node) && node.initializer !== undefined) {
      const value = sdkExport(bare(node.initializer), place);
      if (value === '*' || value === 'default') {
        if (ts.isIdentifier(node.name)) whole ??= node.name.text;
        if (ts.isObjectBindingPattern(node.name)) list ??= node.name;
      }
    }
  }
  return { whole, clause, list };
}

const IMPORTING = [
  ts.SyntaxKind.ImportDeclaration,
  ts.SyntaxKind.ImportEqualsDeclaration,
  ts.SyntaxKind.VariableDeclaration,
];

type Importing = ts.ImportDeclaration | ts.ImportEqualsDeclaration | ts.VariableDeclaration;

function isImporting(node: ts.Node): node is Importing {
  return IMPORTING.includes(node.kind);
}

function isPlaid(specifier: ts.Expression): boolean {
  return ts.isStringLiteral(specifier) && specifier.text === 'plaid';
}
