import { ts } from 'ts-morph';
import { bare, bindingOf, memberName } from './bindings.ts';
import type { CodePlace, Placed } from './code-place.ts';
import { exportOf } from './exports.ts';
import { nodesIn } from './nodes-in.ts';
import { symbolsOf } from './symbols.ts';

/** Longer chains of names than anybody writes. */
const LONGEST_CHAIN = 10;

/**
 * The code behind an expression: the literal, function or class that a name, an import, a member of an
 * object or a `this.member` stands for, also in another file. The expression itself where it stands for
 * nothing else; undefined where only the running program knows.
 */
export function definitionOf(
  expression: ts.Node,
  place: CodePlace,
  left = LONGEST_CHAIN,
): Placed | undefined {
  const node = bare(expression);
  if (left === 0) return undefined;
  if (ts.isIdentifier(node)) return ofName(node, place, left);
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
    return ofMember(node, place, left);
  }
  return { node, place };
}

function ofName(name: ts.Identifier, place: CodePlace, left: number): Placed | undefined {
  const binding = bindingOf(name, place.script);
  if (binding?.kind === 'import') return ofImport(binding.module, binding.name, place, left);
  if (binding?.kind !== 'declared') return undefined;
  const declared = binding.node;
  if (ts.isFunctionLike(declared) || ts.isClassLike(declared)) return { node: declared, place };
  if (ts.isBindingElement(declared)) return ofDestructured(declared, place, left);
  if (!ts.isVariableDeclaration(declared)) return undefined;
  const value = onlyValueOf(declared, place);
  return value === undefined ? undefined : definitionOf(value, place, left - 1);
}

/** What a variable holds for its whole life; `var x; … x = value;` is as good as an initializer. */
function onlyValueOf(
  declared: ts.VariableDeclaration,
  place: CodePlace,
): ts.Expression | undefined {
  if (!ts.isIdentifier(declared.name) || isProp(declared, place)) return undefined;
  const values = symbolsOf(place.script)
    .usesOf(declared.name)
    .flatMap((use) => assignedTo(use) ?? []);
  if (declared.initializer !== undefined)
    return values.length === 0 ? declared.initializer : undefined;
  return values.length === 1 ? values[0] : undefined;
}

/** `export let products = ['auth'];` in a Svelte component: whoever uses the component gives another. */
function isProp(declared: ts.VariableDeclaration, { file }: CodePlace): boolean {
  const statement = declared.parent.parent;
  return (
    file.path.endsWith('.svelte') &&
    ts.isVariableStatement(statement) &&
    statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true
  );
}

/** The value that a statement `target = value` gives to `target`. */
export function assignedTo(target: ts.Node): ts.Expression | undefined {
  const parent = target.parent;
  return ts.isBinaryExpression(parent) &&
    parent.left === target &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
    ? parent.right
    : undefined;
}

function ofImport(
  module: string,
  name: string,
  place: CodePlace,
  left: number,
): Placed | undefined {
  const file = place.project.resolveImport(place.file.path, module);
  if (file === undefined) return undefined;
  const found = exportOf(file, name, place.project);
  if (found !== undefined) return definitionOf(found.node, found.place, left - 1);
  // `module.exports = new Service()`: what is imported of it are members of what is exported.
  const whole = exportOf(file, '*', place.project);
  const made = whole === undefined ? undefined : definitionOf(whole.node, whole.place, left - 1);
  return made !== undefined && ts.isNewExpression(made.node)
    ? memberOf(made, name, left - 1)
    : undefined;
}

function ofMember(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  place: CodePlace,
  left: number,
): Placed | undefined {
  const name = memberName(node);
  if (name === undefined) return undefined;
  const binding = bindingOf(node, place.script);
  if (binding?.kind === 'import') return ofImport(binding.module, binding.name, place, left);
  if (binding?.kind === 'global') return ofGlobal(binding.name, place, left);
  if (node.expression.kind === ts.SyntaxKind.ThisKeyword) return ofThis(node, name, place, left);
  // React's state starts with what the class says, and is another when it is read.
  if (/^this\.state$/.test(node.expression.getText(place.script.source))) return undefined;
  const object = definitionOf(node.expression, place, left - 1);
  return object === undefined ? undefined : memberOf(object, name, left);
}

/** `window.x` is the `x` of a classic script, or what the script assigns to `window.x`. */
function ofGlobal(name: string, place: CodePlace, left: number): Placed | undefined {
  const { source } = place.script;
  for (const each of nodesIn(
    source,
    ts.SyntaxKind.PropertyAccessExpression,
    ts.isPropertyAccessExpression,
  )) {
    const value = each.name.text === name ? assignedTo(each) : undefined;
    if (value !== undefined && bindingOf(each, place.script)?.kind === 'global') {
      return definitionOf(value, place, left - 1);
    }
  }
  return undefined;
}

/** The value of a member of an object literal or a class; undefined where spreads may give another. */
export function memberOf(object: Placed, name: string, left = LONGEST_CHAIN): Placed | undefined {
  const { node, place } = object;
  if (ts.isClassLike(node)) return ofClassMember(node, name, place, left);
  if (ts.isNewExpression(node)) {
    const made = definitionOf(node.expression, place, left - 1);
    return made !== undefined && ts.isClassLike(made.node)
      ? ofClassMember(made.node, name, made.place, left)
      : undefined;
  }
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  for (const property of node.properties) {
    const key = property.name;
    if (key === undefined || ts.isComputedPropertyName(key)) continue;
    const text = ts.isStringLiteral(key) ? key.text : key.getText(place.script.source);
    if (text !== name) continue;
    if (ts.isPropertyAssignment(property)) {
      return definitionOf(property.initializer, place, left - 1);
    }
    if (ts.isShorthandPropertyAssignment(property)) {
      return definitionOf(property.name, place, left - 1);
    }
    if (ts.isMethodDeclaration(property)) return { node: property, place };
  }
  return undefined;
}

function ofThis(node: ts.Node, name: string, place: CodePlace, left: number): Placed | undefined {
  // In `{ open: this.open.bind(this) }`, `this` is not the object: only its functions see it so.
  let isInFunction = false;
  for (let owner = node.parent; owner !== undefined; owner = owner.parent) {
    if (ts.isClassLike(owner)) return ofClassMember(owner, name, place, left);
    if (ts.isFunctionLike(owner) && !ts.isArrowFunction(owner)) isInFunction = true;
    if (ts.isObjectLiteralExpression(owner) && isInFunction) {
      const found = memberOf({ node: owner, place }, name, left);
      if (found !== undefined) return found;
      // Vue: methods and data are members of `this`, but stand in an object of their own.
      for (const section of ['methods', 'actions']) {
        const methods = memberOf({ node: owner, place }, section, left);
        const method = methods === undefined ? undefined : memberOf(methods, name, left);
        if (method !== undefined) return method;
      }
    }
  }
  return undefined;
}

function ofClassMember(
  owner: ts.ClassLikeDeclaration,
  name: string,
  place: CodePlace,
  left: number,
): Placed | undefined {
  for (const member of owner.members) {
    if (member.name?.getText(place.script.source) !== name) continue;
    if (ts.isMethodDeclaration(member) && member.body !== undefined) return { node: member, place };
    if (ts.isPropertyDeclaration(member) && member.initializer !== undefined) {
      return definitionOf(member.initializer, place, left - 1);
    }
  }
  const value = assignedToThis(owner, name);
  if (value !== undefined) return definitionOf(value, place, left - 1);
  const injected = injectedClass(owner, name);
  return injected === undefined ? undefined : definitionOf(injected, place, left - 1);
}

/** The class of `constructor(private name: Service)`, whose members those of `this.name` are. */
function injectedClass(owner: ts.ClassLikeDeclaration, name: string): ts.Identifier | undefined {
  const parameters = owner.members.find(ts.isConstructorDeclaration)?.parameters ?? [];
  const type = parameters.find(
    (each) => each.modifiers !== undefined && each.name.getText() === name,
  )?.type;
  if (type === undefined || !ts.isTypeReferenceNode(type)) return undefined;
  return ts.isIdentifier(type.typeName) ? type.typeName : undefined;
}

/** The value of the one `this.name = value` in a class that does not only rebind a method. */
function assignedToThis(owner: ts.Node, name: string): ts.Expression | undefined {
  const values: ts.Expression[] = [];
  const visit = (each: ts.Node): void => {
    if (
      ts.isPropertyAccessExpression(each) &&
      each.name.text === name &&
      each.expression.kind === ts.SyntaxKind.ThisKeyword
    ) {
      const value = assignedTo(each);
      if (value !== undefined) values.push(value);
    }
    ts.forEachChild(each, visit);
  };
  visit(owner);
  return values.length === 1 ? values[0] : undefined;
}

function ofDestructured(
  element: ts.BindingElement,
  place: CodePlace,
  left: number,
): Placed | undefined {
  const variable = element.parent.parent;
  if (!ts.isObjectBindingPattern(element.parent) || !ts.isVariableDeclaration(variable)) {
    return undefined;
  }
  const key = element.propertyName ?? element.name;
  if (variable.initializer === undefined || !ts.isIdentifier(key)) return undefined;
  const object = definitionOf(variable.initializer, place, left - 1);
  return object === undefined ? undefined : memberOf(object, key.text, left);
}
