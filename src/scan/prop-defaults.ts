import { ts } from 'ts-morph';
import type { OptionValue } from '../plaid/link-option.ts';
import { bare } from './bindings.ts';
import { propUses, type Component } from './component.ts';
import { assignedTo } from './definition.ts';
import { staticValue } from './static-value.ts';
import { optionOf, propNames } from './vue-component.ts';

/** The value a prop has when no parent gives it; undefined where the component says none. */
export function defaultOfProp(prop: string, component: Component): OptionValue | undefined {
  const value =
    component.kind === 'vue' ? vueDefault(prop, component) : reactDefault(prop, component);
  return value === undefined ? undefined : staticValue(value, component.place);
}

function reactDefault(
  prop: string,
  component: Extract<Component, { kind: 'react' }>,
): ts.Expression | undefined {
  const element = propUses(component)
    .elements.get(prop)
    ?.find((each) => each.initializer);
  if (element?.initializer !== undefined) return element.initializer;
  for (const object of staticObjects(component, 'defaultProps')) {
    const property = optionOf(object, prop);
    if (property !== undefined && ts.isPropertyAssignment(property)) return property.initializer;
  }
  return undefined;
}

function vueDefault(
  prop: string,
  component: Extract<Component, { kind: 'vue' }>,
): ts.Expression | undefined {
  const declared = propNames(component.node, component.place).get(prop);
  if (declared === undefined || !ts.isPropertyAssignment(declared)) return undefined;
  const settings = bare(declared.initializer);
  const value = ts.isObjectLiteralExpression(settings) ? optionOf(settings, 'default') : undefined;
  if (value === undefined) return undefined;
  if (ts.isPropertyAssignment(value) && !isFunction(bare(value.initializer))) {
    return value.initializer;
  }
  // `default: function () { return ['auth'] }`, since an object would be shared.
  return returnedIn(value);
}

function isFunction(node: ts.Node): boolean {
  return ts.isFunctionExpression(node) || ts.isArrowFunction(node);
}

function returnedIn(node: ts.Node): ts.Expression | undefined {
  let found: ts.Expression | undefined;
  const visit = (each: ts.Node): void => {
    if (ts.isReturnStatement(each)) found ??= each.expression;
    if (ts.isArrowFunction(each) && !ts.isBlock(each.body)) found ??= bareExpression(each.body);
    ts.forEachChild(each, visit);
  };
  visit(node);
  return found;
}

function bareExpression(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) ? bareExpression(node.expression) : node;
}

/** The objects of `static defaultProps = {}` and `Component.defaultProps = {}`. */
export function staticObjects(
  { node, place }: Extract<Component, { kind: 'react' }>,
  name: 'defaultProps' | 'propTypes',
): readonly ts.ObjectLiteralExpression[] {
  const values: ts.Node[] = [];
  if (ts.isClassLike(node)) {
    for (const member of node.members) {
      const isMeant = member.name?.getText(place.script.source) === name;
      if (isMeant && ts.isPropertyDeclaration(member) && member.initializer !== undefined) {
        values.push(member.initializer);
      }
    }
  }
  for (const statement of place.script.source.statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression))
      continue;
    const { left } = statement.expression;
    const value = assignedTo(left);
    if (value === undefined || !ts.isPropertyAccessExpression(left)) continue;
    if (left.name.text === name && left.expression.getText() === componentName(node))
      values.push(value);
  }
  return values.map(bare).filter(ts.isObjectLiteralExpression);
}

function componentName(
  node: ts.ClassLikeDeclaration | ts.FunctionLikeDeclaration,
): string | undefined {
  if (node.name !== undefined) return node.name.getText();
  const holder = ts.findAncestor(node.parent, ts.isVariableDeclaration);
  return holder?.name.getText();
}
