import { ts } from 'ts-morph';
import type { CodePlace } from '../scan/code-place.ts';
import { symbolsOf } from '../scan/symbols.ts';
import { importedAs } from './imported-names.ts';
import type { ReactLinkUse } from './react-link-use.ts';
import type { FileEdit } from './rule.ts';

const MODULE = 'react-plaid-link';
const HOOK = 'usePlaidLink';

/** What a script calls usePlaidLink once its imports are those of today, and the edits to get there. */
export interface ReactLinkImports {
  readonly hook: string;
  readonly edits: readonly FileEdit[];
}

/**
 * Brings the imports of react-plaid-link in line with uses of its component. `replaced` uses stand in
 * for a component of the file's own, which needs the hook; `kept` uses stay PlaidLink, which is a named
 * export since 2.0.
 */
export function reactLinkImports(
  replaced: readonly ReactLinkUse[],
  kept: readonly ReactLinkUse[],
  place: CodePlace,
): ReactLinkImports {
  const known = importedAs(MODULE, HOOK, place);
  const roots = new Map<ts.Declaration, ts.Identifier>();
  let hook = known;
  for (const use of [...replaced, ...kept]) {
    const root = rootOf(use.name);
    if (root === undefined) continue;
    // `<Link.PlaidLink>`: its hook is Link.usePlaidLink.
    if (root !== use.name) hook ??= `${root.text}.${HOOK}`;
    const declaration = symbolsOf(place.script).symbolOf(root)?.declarations?.[0];
    if (declaration !== undefined && root === use.name) roots.set(declaration, root);
  }
  const needsHook = hook === undefined && replaced.length > 0;
  const tags = replaced.flatMap(({ name, node }) => [name, closingTag(node)]);
  const edits = [...roots].flatMap(([declaration, root], index) => {
    const uses = symbolsOf(place.script).usesOf(root);
    const isUsed = uses.some((each) => each.parent !== declaration && !tags.includes(each));
    return rewritten(declaration, { isUsed, addHook: needsHook && index === 0 }, place);
  });
  return { hook: hook ?? HOOK, edits };
}

function rootOf(name: ts.Node): ts.Identifier | undefined {
  let root = name;
  while (ts.isPropertyAccessExpression(root)) root = root.expression;
  return ts.isIdentifier(root) ? root : undefined;
}

function closingTag({ parent }: ts.Node): ts.Node | undefined {
  return ts.isJsxElement(parent) ? parent.closingElement.tagName : undefined;
}

interface Wanted {
  /** The name of the component is still used. */
  readonly isUsed: boolean;
  readonly addHook: boolean;
}

function rewritten(node: ts.Declaration, wanted: Wanted, place: CodePlace): FileEdit[] {
  const { path } = place.file;
  const edit = (from: ts.Node, to: ts.Node, text: string): FileEdit[] => {
    const start = from.getStart(place.script.source);
    return [{ path, start, end: to.end, text }];
  };
  if (ts.isImportSpecifier(node) && isOfPackage(node.parent.parent.parent)) {
    const names = [wanted.isUsed ? node.getText() : '', wanted.addHook ? HOOK : ''].filter(Boolean);
    return names.length === 0 ? [] : edit(node, node, names.join(', '));
  }
  if (ts.isImportClause(node) && node.name !== undefined && isOfPackage(node.parent)) {
    const others = node.namedBindings;
    if (others !== undefined && !ts.isNamedImports(others)) return [];
    const names = others?.elements.map((each) => each.getText()) ?? [];
    return edit(node.name, others ?? node.name, list([...own(node.name.text, wanted), ...names]));
  }
  if (ts.isBindingElement(node)) {
    const names = [wanted.isUsed ? node.getText() : '', wanted.addHook ? HOOK : ''].filter(Boolean);
    return names.length === 0 ? [] : edit(node, node, names.join(', '));
  }
  if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && isWhole(node)) {
    const names = own(node.name.text, wanted).map((each) => each.replace(' as ', ': '));
    const call = requireIn(node.initializer);
    return call === undefined ? [] : edit(node, node, `${list(names)} = ${call.getText()}`);
  }
  return [];
}

function own(local: string, { isUsed, addHook }: Wanted): readonly string[] {
  const component = local === 'PlaidLink' ? local : `PlaidLink as ${local}`;
  return [...(isUsed ? [component] : []), ...(addHook ? [HOOK] : [])];
}

function list(names: readonly string[]): string {
  return `{ ${names.join(', ')} }`;
}

function isOfPackage({ moduleSpecifier }: ts.ImportDeclaration | ts.JSDocImportTag): boolean {
  return ts.isStringLiteral(moduleSpecifier) && moduleSpecifier.text === MODULE;
}

/** `require('react-plaid-link')`, with `.default` behind it or not, is the component. */
function isWhole({ initializer }: ts.VariableDeclaration): boolean {
  return requireIn(initializer) !== undefined;
}

function requireIn(node: ts.Expression | undefined): ts.CallExpression | undefined {
  const call =
    node !== undefined && ts.isPropertyAccessExpression(node) && node.name.text === 'default'
      ? node.expression
      : node;
  return call !== undefined && ts.isCallExpression(call) ? call : undefined;
}
