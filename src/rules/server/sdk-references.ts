import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import { sdkExport } from './sdk-export.ts';

/** A place that names an export of the SDK. */
export interface SdkReference {
  /** `plaid.environments`, `Client`. */
  readonly node: ts.Node;
  /** The export's old name. */
  readonly name: string;
}

/** Every place that names an export, imports left out. */
export function sdkReferences(place: CodePlace): readonly SdkReference[] {
  const found: SdkReference[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    const isName =
      ts.isPropertyAccessExpression(node) ||
      ts.isQualifiedName(node) ||
      (ts.isIdentifier(node) && isUse(node));
    const name = isName ? sdkExport(node, place) : undefined;
    if (name !== undefined && name !== '*' && name !== 'default') found.push({ node, name });
    else ts.forEachChild(node, visit);
  };
  visit(place.script.source);
  return found;
}

/** Whether an identifier refers to something, and declares or labels nothing. */
function isUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name !== node;
  if (ts.isQualifiedName(parent)) return parent.right !== node;
  if (ts.isBindingElement(parent) || ts.isImportSpecifier(parent)) return false;
  if (ts.isPropertyAssignment(parent)) return parent.name !== node;
  return !ts.isVariableDeclaration(parent) || parent.name !== node;
}
