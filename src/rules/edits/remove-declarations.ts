import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import { removeFromList } from './remove-from-list.ts';
import { removeStatement, withBlankLine } from './remove-statement.ts';
import type { FileEdit } from '../rule.ts';

/**
 * Takes declarations out together: several names of one import, of one `var` or of one pattern are one
 * change, and what held nothing else goes with the last of them.
 */
export function removeDeclarations(
  declarations: readonly ts.Declaration[],
  place: CodePlace,
): FileEdit[] {
  const gone = new Set<ts.Node>(declarations);
  const edits: FileEdit[] = [];
  const holders = new Set<ts.Node>();
  for (const each of declarations) {
    if (ts.isFunctionDeclaration(each)) edits.push(removeStatement(each, place));
    else if (ts.isBindingElement(each)) holders.add(each.parent);
    else holders.add(importOf(each) ?? each.parent);
  }
  for (const holder of holders) {
    // A pattern without names goes with its variable.
    if (ts.isObjectBindingPattern(holder) && isEmptied(holder.elements, gone)) {
      gone.add(holder.parent);
      holders.add(holder.parent.parent);
    } else if (ts.isObjectBindingPattern(holder)) {
      edits.push(...removeFromList(holder.elements, gone, place));
    }
  }
  for (const holder of holders) {
    if (ts.isImportDeclaration(holder)) edits.push(...removeImported(holder, gone, place));
    if (!ts.isVariableDeclarationList(holder)) continue;
    edits.push(
      ...(isEmptied(holder.declarations, gone)
        ? [removeStatement(holder.parent, place)]
        : removeFromList(holder.declarations, gone, place)),
    );
  }
  return joined(edits, place.file.text);
}

/** Lines that are taken out one below the other, as one: no blank line is left where they stood. */
function joined(edits: readonly FileEdit[], text: string): FileEdit[] {
  const inOrder = edits.toSorted((a, b) => a.start - b.start);
  const merged: FileEdit[] = [];
  for (const edit of inOrder) {
    const last = merged.at(-1);
    if (last?.end !== edit.start || text.charAt(edit.end - 1) !== '\n') {
      merged.push(edit);
      continue;
    }
    const { start, end } = withBlankLine(last.start, edit.end, text);
    merged[merged.length - 1] = { path: edit.path, start, end, text: '' };
  }
  return merged;
}

function isEmptied(list: ts.NodeArray<ts.Node>, gone: ReadonlySet<ts.Node>): boolean {
  return list.every((each) => gone.has(each));
}

function importOf(node: ts.Node): ts.ImportDeclaration | undefined {
  return ts.findAncestor(node, ts.isImportDeclaration);
}

/** (`gone` holds import clauses for their default names, specifiers, and namespaces.) */
function removeImported(
  statement: ts.ImportDeclaration,
  gone: ReadonlySet<ts.Node>,
  place: CodePlace,
): FileEdit[] {
  const { path } = place.file;
  const clause = statement.importClause;
  const bindings = clause?.namedBindings;
  if (clause === undefined) return [];
  const keepsDefault = clause.name !== undefined && !gone.has(clause);
  const keepsBindings =
    bindings !== undefined &&
    (ts.isNamespaceImport(bindings)
      ? !gone.has(bindings)
      : !isEmptied(bindings.elements, gone) || bindings.elements.length === 0);
  if (!keepsDefault && !keepsBindings) return [removeStatement(statement, place)];
  const edits: FileEdit[] = [];
  if (clause.name !== undefined && bindings !== undefined && !keepsDefault) {
    const start = clause.name.getStart(place.script.source);
    edits.push({ path, start, end: bindings.getStart(place.script.source), text: '' });
  }
  if (clause.name !== undefined && bindings !== undefined && !keepsBindings) {
    edits.push({ path, start: clause.name.end, end: bindings.end, text: '' });
  }
  if (keepsBindings && ts.isNamedImports(bindings)) {
    edits.push(...removeFromList(bindings.elements, gone, place));
  }
  return edits;
}
