import { ts } from 'ts-morph';
import { bare } from '../../scan/bindings.ts';
import { isAnswerCall, isExports, isRenderCall } from './script-objects.ts';

/** What an object literal is for, told by where it stands. */
export type EntryContext =
  /** The locals of a view. */
  | { readonly kind: 'view' }
  /** Settings: `root` is the outermost literal, `keys` are the names on the way to it. */
  | {
      readonly kind: 'settings';
      readonly root: ts.ObjectLiteralExpression;
      readonly keys: readonly string[];
    }
  /** What a bundler writes in the place of names. */
  | { readonly kind: 'build' }
  | { readonly kind: 'answer' }
  | { readonly kind: 'unknown' };

/** The context of the object that holds an entry. */
export function entryContext(literal: ts.ObjectLiteralExpression): EntryContext {
  const keys: string[] = [];
  let root = literal;
  for (;;) {
    const outer = outermost(root);
    const { parent } = outer;
    if (ts.isPropertyAssignment(parent) && ts.isObjectLiteralExpression(parent.parent)) {
      keys.push(parent.name.getText());
      root = parent.parent;
      continue;
    }
    if (ts.isNewExpression(parent) && parent.expression.getText().endsWith('DefinePlugin')) {
      return { kind: 'build' };
    }
    if (ts.isCallExpression(parent) && parent.expression !== outer) return ofArgument(parent, root);
    return isSettings(outer) ? settings(root) : { kind: 'unknown' };
  }

  function ofArgument(call: ts.CallExpression, argument: ts.ObjectLiteralExpression): EntryContext {
    if (isRenderCall(call) && keys.length === 0) return { kind: 'view' };
    if (isAnswerCall(call)) return { kind: 'answer' };
    const isConfig = /^define\w*Config$/.test(call.expression.getText()) && isSettings(call);
    return isConfig ? settings(argument) : { kind: 'unknown' };
  }

  function settings(found: ts.ObjectLiteralExpression): EntryContext {
    const isBuild = keys.some((key) => /^['"]?(?:define|globals|process\.env)['"]?$/.test(key));
    return isBuild ? { kind: 'build' } : { kind: 'settings', root: found, keys };
  }
}

/** The expression around a literal that has the same value: `as const`, `Object.freeze(…)`. */
function outermost(literal: ts.Node): ts.Node {
  let outer: ts.Node = literal;
  for (let { parent } = outer; ; { parent } = outer) {
    const isFreeze = ts.isCallExpression(parent) && parent.expression.getText() === 'Object.freeze';
    if (!isFreeze && !(ts.isExpression(parent) && bare(parent) === bare(outer))) return outer;
    outer = parent;
  }
}

/** A constant, what a module exports, the data of a component. */
function isSettings(value: ts.Node): boolean {
  const { parent } = value;
  if (ts.isVariableDeclaration(parent)) return parent.initializer === value;
  if (ts.isExportAssignment(parent)) return true;
  if (ts.isBinaryExpression(parent) && ts.isExpressionStatement(parent.parent)) {
    const { left } = parent;
    if (parent.right !== value || !ts.isPropertyAccessExpression(left)) return false;
    return isExports(left) || isExports(left.expression);
  }
  const owner = ts.isReturnStatement(parent) ? parent.parent.parent : parent;
  return nameOf(owner) === 'data';
}

/** The name of a method, or of the entry that a function is the value of. */
function nameOf(owner: ts.Node): string | undefined {
  if (ts.isMethodDeclaration(owner)) return owner.name.getText();
  const isFunction = ts.isArrowFunction(owner) || ts.isFunctionExpression(owner);
  return isFunction && ts.isPropertyAssignment(owner.parent)
    ? owner.parent.name.getText()
    : undefined;
}

/** Whether the names around an entry, its value or its file say that it is about Plaid. */
export function isAboutPlaid(entry: ts.Node): boolean {
  if (/plaid/i.test(entry.getText()) || isPartOfPlaid(entry)) return true;
  return /plaid[^/]*$/i.test(entry.getSourceFile().fileName);
}

/** Whether what an entry stands in is called after Plaid. */
export function isPartOfPlaid(entry: ts.Node): boolean {
  const outer = ts.findAncestor(
    entry.parent,
    (each) => isNamed(each) && /plaid/i.test(each.name?.getText() ?? ''),
  );
  return outer !== undefined;
}

function isNamed(
  node: ts.Node,
): node is
  | ts.PropertyAssignment
  | ts.VariableDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration
  | ts.ClassDeclaration {
  return (
    ts.isPropertyAssignment(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isClassDeclaration(node)
  );
}
