import { ts } from 'ts-morph';
import { bare, memberName } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import type { Project } from '../../scan/project.ts';
import type { ScannedFile } from '../../scan/scanned-file.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import type { Read } from './holder.ts';
import { exportedAs, importsOf } from './importers.ts';
import { isRenderCall } from './script-objects.ts';

/** Where a whole object is used. */
export type WholeUse = Pick<Read, 'path' | 'range'>;

/** Longer chains of names and modules than anybody writes. */
const DEEPEST = 8;

/** Whether a constant object is given to a view: `res.render('index', locals)`. */
export function handsToView(root: ts.ObjectLiteralExpression, place: CodePlace): boolean {
  const name = constantOf(root);
  const uses = name === undefined ? [] : symbolsOf(place.script).usesOf(name);
  return uses.some((use) => ts.isCallExpression(use.parent) && isRenderCall(use.parent));
}

/**
 * Where an object of settings is handed on as a whole (`res.json(config)`, `{ ...config }`), also by the
 * modules that import it: who reads its members then, nobody can tell. Undefined where it is nowhere.
 * `keys` lead to the part of it that matters: handing on `config.plaid` is as good as all of it.
 */
export function wholeUse(
  root: ts.ObjectLiteralExpression,
  keys: readonly string[],
  place: CodePlace,
): WholeUse | undefined {
  const { parent } = root;
  // The data of a component and the config of a tool are read by name.
  const isTaken =
    ts.isReturnStatement(parent) ||
    ts.isParenthesizedExpression(parent) ||
    (ts.isCallExpression(parent) && parent.expression.getText().startsWith('define'));
  if (isTaken) return undefined;
  return useOfValue(root, place, { inner: new Set(keys), left: DEEPEST });
}

/** The same for a file of settings, such as a `config.json`. */
export function wholeUseOfFile(
  file: ScannedFile,
  keys: readonly string[],
  project: Project,
): WholeUse | undefined {
  const search = { inner: new Set([...keys, 'default']), left: DEEPEST };
  return useByImporters(file, new Set(['default', '*']), project, search);
}

interface Search {
  /** Members that hold the key themselves. */
  readonly inner: ReadonlySet<string>;
  readonly left: number;
}

/** What becomes of an expression whose value is the object, or one that holds it. */
function useOfValue(value: ts.Node, place: CodePlace, search: Search): WholeUse | undefined {
  const { parent } = value;
  const member = memberName(parent);
  if (member !== undefined) {
    return search.inner.has(member) ? useOfValue(parent, place, search) : undefined;
  }
  if (isSameObject(parent, value)) return useOfValue(parent, place, search);
  const outer = outerObject(parent);
  if (outer !== undefined) return useOfValue(outer.literal, place, within(search, outer.key));
  if (ts.isVariableDeclaration(parent)) {
    return useOfBinding(parent.name, place, search) ?? useOfExports(value, place, search);
  }
  if (exportedAs(value).length > 0) return useOfExports(value, place, search);
  const isHarmless =
    ts.isExpressionStatement(parent) ||
    ts.isTypeQueryNode(parent) ||
    (ts.isCallExpression(parent) && isRenderCall(parent));
  return isHarmless ? undefined : { path: place.file.path, range: rangeOf(value, place) };
}

/** `{ live: config }`, `{ config }`, `{ ...config }`: the object is in another one. */
function outerObject(
  parent: ts.Node,
): { readonly literal: ts.ObjectLiteralExpression; readonly key: string | undefined } | undefined {
  if (ts.isSpreadAssignment(parent)) {
    const { parent: literal } = parent;
    return { literal, key: undefined };
  }
  if (!ts.isPropertyAssignment(parent) && !ts.isShorthandPropertyAssignment(parent)) {
    return undefined;
  }
  return { literal: parent.parent, key: parent.name.getText().replaceAll(/['"]/g, '') };
}

function within(search: Search, key: string | undefined): Search {
  return key === undefined ? search : { ...search, inner: new Set([...search.inner, key]) };
}

/** `const name = config`, `const { plaid } = config` */
function useOfBinding(
  name: ts.BindingName,
  place: CodePlace,
  search: Search,
): WholeUse | undefined {
  if (ts.isIdentifier(name)) return useOfName(name, place, search);
  for (const element of name.elements) {
    if (!ts.isBindingElement(element)) continue;
    const key = (element.propertyName ?? element.name).getText(place.script.source);
    const isRest = element.dotDotDotToken !== undefined;
    if (!isRest && !search.inner.has(key)) continue;
    if (isRest) return { path: place.file.path, range: rangeOf(element, place) };
    const found = useOfBinding(element.name, place, search);
    if (found !== undefined) return found;
  }
  return undefined;
}

function useOfName(name: ts.Identifier, place: CodePlace, search: Search): WholeUse | undefined {
  if (search.left === 0) return { path: place.file.path, range: rangeOf(name, place) };
  const further = { ...search, left: search.left - 1 };
  for (const use of symbolsOf(place.script).usesOf(name)) {
    if (use === name) continue;
    const found = useOfValue(use, place, further);
    if (found !== undefined) return found;
  }
  return undefined;
}

function useOfExports(value: ts.Node, place: CodePlace, search: Search): WholeUse | undefined {
  const names = new Set(exportedAs(value));
  if (names.size === 0) return undefined;
  const inner = new Set([...search.inner, ...names]);
  return useByImporters(place.file, names, place.project, { inner, left: search.left - 1 });
}

function useByImporters(
  file: ScannedFile,
  names: ReadonlySet<string>,
  project: Project,
  search: Search,
): WholeUse | undefined {
  if (search.left === 0) return { path: file.path, range: { start: 0, end: 0 } };
  for (const { place, names: imported, values, reExported } of importsOf(file, names, project)) {
    for (const name of imported) {
      const found = useOfName(name, place, search);
      if (found !== undefined) return found;
    }
    for (const value of values) {
      const found = useOfValue(value, place, search);
      if (found !== undefined) return found;
    }
    if (reExported.size === 0) continue;
    const again = { ...search, left: search.left - 1 };
    const found = useByImporters(place.file, reExported, project, again);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `as const`, `Object.freeze(config)`, `await import(…)`, `config[environment]`. */
function isSameObject(parent: ts.Node, value: ts.Node): boolean {
  if (ts.isCallExpression(parent)) return parent.expression.getText() === 'Object.freeze';
  if (ts.isElementAccessExpression(parent)) return parent.expression === value;
  if (ts.isAwaitExpression(parent)) return true;
  return ts.isExpression(parent) && bare(parent) === bare(value);
}

function constantOf(root: ts.Node): ts.Identifier | undefined {
  const { parent } = root;
  if (ts.isVariableDeclaration(parent)) {
    return ts.isIdentifier(parent.name) ? parent.name : undefined;
  }
  return isSameObject(parent, root) ? constantOf(parent) : undefined;
}

function rangeOf(node: ts.Node, place: CodePlace): WholeUse['range'] {
  return { start: node.getStart(place.script.source), end: node.end };
}
