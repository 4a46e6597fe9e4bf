import { ts } from 'ts-morph';
import type { CodePlace } from '../scan/code-place.ts';
import { removeStatement } from './remove-statement.ts';
import type { FileEdit } from './rule.ts';

/** Takes one variable out of its statement; the statement goes with the last. */
export function removeDeclarator(
  declaration: ts.VariableDeclaration,
  place: CodePlace,
): FileEdit | undefined {
  const list = declaration.parent;
  if (!ts.isVariableDeclarationList(list) || !ts.isVariableStatement(list.parent)) return undefined;
  if (list.declarations.length === 1) return removeStatement(list.parent, place);
  return removeFromList(list.declarations, declaration, place);
}

/** Takes one name out of an import; the import goes with the last. */
export function removeSpecifier(
  specifier: ts.ImportSpecifier,
  place: CodePlace,
): FileEdit | undefined {
  const named = specifier.parent;
  const clause = named.parent;
  if (named.elements.length > 1) return removeFromList(named.elements, specifier, place);
  if (clause.name === undefined) return removeStatement(clause.parent, place);
  return { path: place.file.path, start: clause.name.end, end: named.end, text: '' };
}

/** Takes one name out of `const { a, b } = object`; the statement goes with the last. */
export function removeBinding(element: ts.BindingElement, place: CodePlace): FileEdit | undefined {
  const pattern = element.parent;
  const declaration = pattern.parent;
  if (!ts.isObjectBindingPattern(pattern) || !ts.isVariableDeclaration(declaration)) {
    return undefined;
  }
  return pattern.elements.length === 1
    ? removeDeclarator(declaration, place)
    : removeFromList(pattern.elements, element, place);
}

function removeFromList<Element extends ts.Node>(
  list: ts.NodeArray<Element>,
  gone: Element,
  place: CodePlace,
): FileEdit | undefined {
  const { path } = place.file;
  const index = list.indexOf(gone);
  const next = list[index + 1];
  if (next !== undefined) {
    const start = gone.getStart(place.script.source);
    return { path, start, end: next.getStart(place.script.source), text: '' };
  }
  const previous = list[index - 1];
  return previous === undefined
    ? undefined
    : { path, start: previous.end, end: gone.end, text: '' };
}
