import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import { NodeIndex } from '../../scan/node-index.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import { inPlaceOf } from '../edits/in-place-of.ts';
import { nameList, type ListedName } from '../edits/name-list.ts';
import { importedAs } from '../edits/imported-names.ts';
import type { ReactLinkUse } from './react-link-use.ts';
import type { FileEdit } from '../rule.ts';

const MODULE = 'react-plaid-link';
const HOOK = 'usePlaidLink';

/** What a script calls usePlaidLink once its imports are those of today, and the edits to get there. */
export interface ReactLinkImports {
  readonly hook: string;
  readonly edits: readonly FileEdit[];
}

/**
 * Brings the imports of `module` in line with the uses of its component. `replaced` uses name a component
 * of the file's own, which needs the hook of react-plaid-link; `kept` uses stay PlaidLink, a named export
 * since 2.0. Names that only `gone` code used are not imported any more.
 */
export function reactLinkImports(
  uses: { readonly replaced: readonly ReactLinkUse[]; readonly kept: readonly ReactLinkUse[] },
  gone: readonly ts.Node[],
  module: string,
  place: CodePlace,
): ReactLinkImports {
  const roots = new Map<ts.Declaration, ts.Identifier>();
  let hook = importedAs(MODULE, HOOK, place);
  for (const use of [...uses.replaced, ...uses.kept]) {
    const root = rootOf(use.name);
    if (root === undefined) continue;
    // `<Link.PlaidLink>`: its hook is Link.usePlaidLink.
    if (root !== use.name && module === MODULE) hook ??= `${root.text}.${HOOK}`;
    const declaration = symbolsOf(place.script).symbolOf(root)?.declarations?.[0];
    if (declaration !== undefined) roots.set(declaration, root);
  }
  const tags = uses.replaced.flatMap(({ name, node }) => [name, closingTag(node) ?? name]);
  const goes = new NodeIndex([...gone, ...tags]);
  const isUsed = (name: ts.Identifier): boolean => {
    const found = symbolsOf(place.script)
      .usesOf(name)
      .filter((use) => use.parent !== name.parent);
    return found.length === 0 || found.some((use) => !goes.holds(use));
  };
  let needsHook = hook === undefined && uses.replaced.length > 0;
  const edits: FileEdit[] = [];
  for (const declaration of roots.keys()) {
    edits.push(...rewritten(declaration, { needsHook, isUsed, module }, place));
    needsHook = false;
  }
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
  readonly needsHook: boolean;
  /** Whether code that stays uses a name that is declared here. */
  readonly isUsed: (name: ts.Identifier) => boolean;
  readonly module: string;
}

function rewritten(node: ts.Declaration, wanted: Wanted, place: CodePlace): readonly FileEdit[] {
  if (ts.isImportSpecifier(node)) return rewrittenImport(node.parent.parent, wanted, place);
  if (ts.isImportClause(node)) return rewrittenImport(node, wanted, place);
  if (ts.isNamespaceImport(node)) {
    return wanted.module === MODULE ? [] : rewrittenImport(node.parent, wanted, place);
  }
  if (ts.isBindingElement(node)) return rewrittenRequire(node.parent.parent, wanted, place);
  return ts.isVariableDeclaration(node) ? rewrittenRequire(node, wanted, place) : [];
}

/** The names an import brings, and the module it brings them from. */
function rewrittenImport(
  clause: ts.ImportClause,
  wanted: Wanted,
  place: CodePlace,
): readonly FileEdit[] {
  const { parent: statement, name, namedBindings } = clause;
  if (!ts.isImportDeclaration(statement)) return [];
  const isOwn = moduleOf(statement.moduleSpecifier) === MODULE;
  const kept = namesOf(clause).filter(wanted.isUsed);
  const named =
    namedBindings !== undefined && ts.isNamedImports(namedBindings) ? namedBindings : undefined;
  if (namedBindings !== undefined && ts.isNamespaceImport(namedBindings)) {
    return wanted.needsHook ? [behind(statement, place)] : [];
  }
  if (!isOwn && kept.length > 0) {
    const left = kept.map((each) => listed(each.parent));
    const isShorter = left.length < namesOf(clause).length && name === undefined;
    const shorter = isShorter ? edit(clause, nameList(left, named, place), place) : [];
    return [...shorter, ...(wanted.needsHook ? [behind(statement, place)] : [])];
  }
  const names = kept.map((each) => (each === name ? asNamed(each, ' as ') : listed(each.parent)));
  if (wanted.needsHook) names.push({ text: HOOK });
  const isSame = name === undefined && !wanted.needsHook && names.length === namesOf(clause).length;
  if (names.length === 0 || isSame) return [];
  const edits = edit(clause, nameList(names, named, place), place);
  if (isOwn) return edits;
  const quote = quoteOf(statement.moduleSpecifier, place);
  return [...edits, ...edit(statement.moduleSpecifier, quote + MODULE + quote, place)];
}

function namesOf({ name, namedBindings }: ts.ImportClause): readonly ts.Identifier[] {
  const named = namedBindings !== undefined && ts.isNamedImports(namedBindings);
  return [
    ...(name === undefined ? [] : [name]),
    ...(named ? namedBindings.elements.map((each) => each.name) : []),
  ];
}

/** The default export of before 2.0 is PlaidLink today. */
function asNamed({ text }: ts.Identifier, between: ' as ' | ': '): ListedName {
  return { text: text === 'PlaidLink' ? text : `PlaidLink${between}${text}` };
}

function listed(old: ts.Node): ListedName {
  return { text: old.getText(), old };
}

/** `const PlaidLink = require('react-plaid-link')`, also with `.default`, and `const { PlaidLink } = …`. */
function rewrittenRequire(node: ts.Node, wanted: Wanted, place: CodePlace): readonly FileEdit[] {
  if (!ts.isVariableDeclaration(node) || node.initializer === undefined) return [];
  const { name, initializer } = node;
  const isDefault = ts.isPropertyAccessExpression(initializer);
  const call = isDefault ? initializer.expression : initializer;
  const [specifier] = ts.isCallExpression(call) ? call.arguments : [];
  if (specifier === undefined) return [];
  const kept = ts.isObjectBindingPattern(name)
    ? name.elements.filter((each) => ts.isIdentifier(each.name) && wanted.isUsed(each.name))
    : [];
  const names = kept.map(listed);
  if (ts.isIdentifier(name) && wanted.isUsed(name)) {
    // Members of the whole module are found under the names they have.
    if (!isDefault && isOnlyMembers(name, place)) return [];
    names.push(asNamed(name, ': '));
  }
  if (wanted.needsHook) names.push({ text: HOOK });
  if (names.length === 0) return [];
  const quote = quoteOf(specifier, place);
  const old = ts.isObjectBindingPattern(name) ? name : undefined;
  const text = `${nameList(names, old, place)} = require(${quote}${MODULE}${quote})`;
  return edit(node, text, place);
}

function isOnlyMembers(name: ts.Identifier, place: CodePlace): boolean {
  const uses = symbolsOf(place.script).usesOf(name);
  return uses.every((use) => use === name || ts.isPropertyAccessExpression(use.parent));
}

/** An import of its own behind one that stays. */
function behind(statement: ts.ImportDeclaration, place: CodePlace): FileEdit {
  const text = statement.getText(place.script.source);
  const quote = quoteOf(statement.moduleSpecifier, place);
  const end = text.endsWith(';') ? ';' : '';
  const added = `\nimport { ${HOOK} } from ${quote}${MODULE}${quote}${end}`;
  return { path: place.file.path, start: statement.end, end: statement.end, text: added };
}

function edit(node: ts.Node, text: string, { file, script }: CodePlace): readonly FileEdit[] {
  const start = node.getStart(script.source);
  return inPlaceOf({ path: file.path, start, end: node.end, text });
}

function quoteOf(specifier: ts.Expression, { script }: CodePlace): "'" | '"' {
  return specifier.getText(script.source).startsWith('"') ? '"' : "'";
}

function moduleOf(specifier: ts.Expression): string | undefined {
  return ts.isStringLiteral(specifier) ? specifier.text : undefined;
}
