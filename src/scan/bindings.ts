import { ts } from 'ts-morph';
import type { Script } from './scanned-file.ts';
import { symbolsOf } from './symbols.ts';

/** What an expression stands for, however it was imported or renamed. */
export type Binding =
  /** `name` is `default`, `*` for the whole module, or the name of an export. */
  | { readonly kind: 'import'; readonly module: string; readonly name: string }
  /** A global of the page: no declaration here, or reached through `window`. */
  | { readonly kind: 'global'; readonly name: string }
  /** Declared in this script as something else than another name for an import or a global. */
  | { readonly kind: 'declared'; readonly node: ts.Declaration };

/** Longer chains of renames than anybody writes. */
const LONGEST_CHAIN = 12;

/** What `expression` is bound to; undefined where it is computed. */
export function bindingOf(
  expression: ts.Node,
  script: Pick<Script, 'source'>,
): Binding | undefined {
  return follow(expression, script, LONGEST_CHAIN);
}

/** Strips what does not change a value: parentheses, `as`, `satisfies`, `!`, `<T>`. */
export function bare(node: ts.Node): ts.Node {
  let inner = node;
  while (
    ts.isParenthesizedExpression(inner) ||
    ts.isAsExpression(inner) ||
    ts.isSatisfiesExpression(inner) ||
    ts.isNonNullExpression(inner) ||
    ts.isTypeAssertionExpression(inner)
  ) {
    inner = inner.expression;
  }
  return inner;
}

/** The name behind the dot or in the brackets: `b` of `a.b`, `a?.b` and `a['b']`. */
export function memberName(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (!ts.isElementAccessExpression(node)) return undefined;
  return ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : undefined;
}

function follow(node: ts.Node, script: Pick<Script, 'source'>, left: number): Binding | undefined {
  if (left === 0) return undefined;
  const inner = bare(node);
  if (ts.isIdentifier(inner)) return ofName(inner, script, left);
  if (ts.isPropertyAccessExpression(inner) || ts.isElementAccessExpression(inner)) {
    const name = memberName(inner);
    if (name === undefined) return undefined;
    return memberOf(follow(inner.expression, script, left - 1), name);
  }
  if (ts.isAwaitExpression(inner)) return follow(inner.expression, script, left - 1);
  if (ts.isCallExpression(inner)) return ofModuleCall(inner);
  return undefined;
}

const GLOBAL_OBJECTS: ReadonlySet<string> = new Set([
  'window',
  'globalThis',
  'self',
  'global',
  'top',
]);

function memberOf(object: Binding | undefined, name: string): Binding | undefined {
  if (object === undefined) return undefined;
  if (object.kind === 'global' && GLOBAL_OBJECTS.has(object.name)) return { kind: 'global', name };
  if (object.kind === 'import' && object.name === '*') {
    return { kind: 'import', module: object.module, name };
  }
  return undefined;
}

/** `require('x')`, `import('x')`, and the interop wrappers that compilers put around them. */
function ofModuleCall(call: ts.CallExpression): Binding | undefined {
  const [argument] = call.arguments;
  const module = argument && moduleNamed(argument);
  if (module === undefined) return undefined;
  const isRequire = ts.isIdentifier(call.expression) && call.expression.text === 'require';
  const isImport = call.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isRequire || isImport ? { kind: 'import', module, name: '*' } : undefined;
}

/** `'./a'`, also as `__dirname + '/a'`. */
function moduleNamed(argument: ts.Expression): string | undefined {
  if (ts.isStringLiteralLike(argument)) return argument.text;
  if (!ts.isBinaryExpression(argument) || !ts.isStringLiteralLike(argument.right)) return undefined;
  const isOwnFolder = ts.isIdentifier(argument.left) && argument.left.text === '__dirname';
  return isOwnFolder ? `.${argument.right.text}` : undefined;
}

function ofName(
  name: ts.Identifier,
  script: Pick<Script, 'source'>,
  left: number,
): Binding | undefined {
  const declaration = symbolsOf(script).symbolOf(name)?.declarations?.[0];
  if (declaration === undefined) return { kind: 'global', name: name.text };
  return ofDeclaration(declaration, script, left);
}

function ofDeclaration(
  node: ts.Declaration,
  script: Pick<Script, 'source'>,
  left: number,
): Binding | undefined {
  const declared: Binding = { kind: 'declared', node };
  if (ts.isImportSpecifier(node)) {
    return imported(node.parent.parent.parent, (node.propertyName ?? node.name).text) ?? declared;
  }
  if (ts.isImportClause(node)) return imported(node.parent, 'default') ?? declared;
  if (ts.isNamespaceImport(node)) return imported(node.parent.parent, '*') ?? declared;
  if (ts.isImportEqualsDeclaration(node)) return ofImportEquals(node) ?? declared;
  if (isAmbient(node) && ts.isIdentifier(nameOf(node) ?? node)) {
    return { kind: 'global', name: (nameOf(node) ?? node).getText() };
  }
  if (ts.isVariableDeclaration(node) && node.initializer !== undefined) {
    return renamed(follow(node.initializer, script, left - 1)) ?? declared;
  }
  if (ts.isBindingElement(node)) return ofBindingElement(node, script, left) ?? declared;
  return declared;
}

/** `const P = p` is another name for `p` where `p` is an import or a global; else P is its own. */
function renamed(binding: Binding | undefined): Binding | undefined {
  return binding?.kind === 'declared' ? undefined : binding;
}

function ofBindingElement(
  element: ts.BindingElement,
  script: Pick<Script, 'source'>,
  left: number,
): Binding | undefined {
  const pattern = element.parent;
  const variable = pattern.parent;
  if (!ts.isObjectBindingPattern(pattern) || !ts.isVariableDeclaration(variable)) return undefined;
  if (variable.initializer === undefined || element.dotDotDotToken !== undefined) return undefined;
  const key = element.propertyName ?? element.name;
  if (!ts.isIdentifier(key) && !ts.isStringLiteral(key)) return undefined;
  return renamed(memberOf(follow(variable.initializer, script, left - 1), key.text));
}

function imported(node: ts.Node, name: string): Binding | undefined {
  return ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)
    ? { kind: 'import', module: node.moduleSpecifier.text, name }
    : undefined;
}

function ofImportEquals(node: ts.ImportEqualsDeclaration): Binding | undefined {
  const reference = node.moduleReference;
  if (!ts.isExternalModuleReference(reference)) return undefined;
  return ts.isStringLiteral(reference.expression)
    ? { kind: 'import', module: reference.expression.text, name: '*' }
    : undefined;
}

function nameOf(node: ts.Declaration): ts.Node | undefined {
  return ts.getNameOfDeclaration(node);
}

/** `declare var Plaid: any` says that a global is there. */
function isAmbient(node: ts.Declaration): boolean {
  // Nothing that a function declares in its body is.
  for (let each: ts.Node = node; !ts.isSourceFile(each) && !ts.isBlock(each); each = each.parent) {
    const modifiers = ts.canHaveModifiers(each) ? ts.getModifiers(each) : undefined;
    if (modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.DeclareKeyword) === true) {
      return true;
    }
  }
  return false;
}
