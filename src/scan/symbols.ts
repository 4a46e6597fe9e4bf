import { ts } from 'ts-morph';
import { nodesIn } from './nodes-in.ts';
import type { Script } from './scanned-file.ts';
import { scopesOf, type Meaning, type ScriptSymbol } from './scopes.ts';

/** What the names of one script are bound to, by the scoping of the language. */
export interface Symbols {
  /** Undefined for names that are declared nowhere in the script. */
  symbolOf(name: ts.Identifier): ScriptSymbol | undefined;
  /** Every use of what `name` declares or refers to in the script, the declaration included. */
  usesOf(name: ts.Identifier): readonly ts.Identifier[];
}

const known = new WeakMap<ts.SourceFile, Symbols>();

/** The symbols of a script, made once. No other file, library or configuration is loaded for it. */
export function symbolsOf(script: Pick<Script, 'source'>): Symbols {
  const made = known.get(script.source) ?? readSymbols(script.source);
  known.set(script.source, made);
  return made;
}

function readSymbols(source: ts.SourceFile): Symbols {
  const scopes = scopesOf(source);
  const members = new Map<ts.Declaration, ScriptSymbol>();
  const symbolOf = (name: ts.Identifier): ScriptSymbol | undefined => {
    const declared = scopes.declaredAs(name);
    if (declared !== undefined) return declared;
    const use = useOf(name);
    switch (use.kind) {
      case 'none':
        return undefined;
      case 'name':
        return scopes.lookUp(name.text, use.meanings, name);
      case 'member': {
        const member = members.get(use.of) ?? { declarations: [use.of] };
        members.set(use.of, member);
        return member;
      }
    }
  };
  let byText: ReadonlyMap<string, readonly ts.Identifier[]> | undefined;
  /** By text, the names of each symbol. */
  const uses = new Map<string, ReadonlyMap<ScriptSymbol | undefined, readonly ts.Identifier[]>>();
  return {
    symbolOf,
    usesOf: (name) => {
      const symbol = symbolOf(name);
      if (symbol === undefined) return [];
      byText ??= Map.groupBy(
        nodesIn(source, ts.SyntaxKind.Identifier, ts.isIdentifier),
        ({ text }) => text,
      );
      const bySymbol = uses.get(name.text) ?? Map.groupBy(byText.get(name.text) ?? [], symbolOf);
      uses.set(name.text, bySymbol);
      return bySymbol.get(symbol) ?? [];
    },
  };
}

/** How a name is used that declares no variable, function or type. */
type NameUse =
  /** Looked up in the scopes around it. */
  | { readonly kind: 'name'; readonly meanings: readonly Meaning[] }
  /** Declares a member of an object, a class or a type, an attribute or an export. */
  | { readonly kind: 'member'; readonly of: ts.Declaration }
  /** A member of something else, a label, an element of HTML. */
  | { readonly kind: 'none' };

const none: NameUse = { kind: 'none' };
const value: NameUse = { kind: 'name', meanings: ['value'] };
const type: NameUse = { kind: 'name', meanings: ['type'] };
const namespace: NameUse = { kind: 'name', meanings: ['namespace'] };
const anything: NameUse = { kind: 'name', meanings: ['value', 'type', 'namespace'] };

function useOf(name: ts.Identifier): NameUse {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === name ? none : value;
  // `{ key }` reads the variable and names a property; the variable is meant.
  if (ts.isShorthandPropertyAssignment(parent)) return value;
  if (declaresMember(parent)) return parent.name === name ? { kind: 'member', of: parent } : value;
  // `{ key: k } = o` declares the variable, not the property.
  if (ts.isBindingElement(parent)) return parent.propertyName === name ? none : value;
  if (ts.isExportSpecifier(parent)) return useInExport(name, parent);
  if (ts.isTypeReferenceNode(parent)) return type;
  if (ts.isQualifiedName(parent)) return parent.left === name ? namespace : none;
  if (ts.isExpressionWithTypeArguments(parent)) return isOfTypes(parent) ? type : value;
  if (ts.isExportAssignment(parent) || ts.isImportEqualsDeclaration(parent)) return anything;
  if (isTagName(name, parent)) return /^[a-z]/.test(name.text) ? none : value;
  return namesNothing(parent) ? none : value;
}

function declaresMember(node: ts.Node): node is ts.NamedDeclaration {
  return (
    ts.isObjectLiteralElement(node) ||
    ts.isClassElement(node) ||
    ts.isTypeElement(node) ||
    ts.isNamespaceExport(node)
  );
}

/** `export { key }` reads the variable and declares an export; the variable is meant. */
function useInExport(name: ts.Identifier, parent: ts.ExportSpecifier): NameUse {
  if ((parent.propertyName ?? parent.name) !== name) return { kind: 'member', of: parent };
  return parent.parent.parent.moduleSpecifier === undefined ? anything : none;
}

/** `implements`, or what an interface extends. */
function isOfTypes({ parent: clause }: ts.ExpressionWithTypeArguments): boolean {
  if (!ts.isHeritageClause(clause)) return false;
  return (
    clause.token === ts.SyntaxKind.ImplementsKeyword || ts.isInterfaceDeclaration(clause.parent)
  );
}

function isTagName(name: ts.Identifier, parent: ts.Node): boolean {
  const isTag =
    ts.isJsxOpeningElement(parent) ||
    ts.isJsxSelfClosingElement(parent) ||
    ts.isJsxClosingElement(parent);
  return isTag && parent.tagName === name;
}

function namesNothing(parent: ts.Node): boolean {
  return (
    ts.isImportSpecifier(parent) ||
    ts.isMetaProperty(parent) ||
    ts.isLabeledStatement(parent) ||
    ts.isBreakOrContinueStatement(parent) ||
    ts.isJsxNamespacedName(parent) ||
    ts.isNamedTupleMember(parent) ||
    ts.isImportAttribute(parent)
  );
}
