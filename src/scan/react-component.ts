import { ts } from 'ts-morph';
import { memberName } from './bindings.ts';
import type { CodePlace } from './code-place.ts';
import type { PropUses } from './prop-uses.ts';
import { symbolsOf } from './symbols.ts';

type ReactComponent = ts.ClassLikeDeclaration | ts.FunctionLikeDeclaration;

/** The class that extends React's Component, or the function with a capital, around a node. */
export function reactComponentAround(node: ts.Node, place: CodePlace): ReactComponent | undefined {
  for (let each = node.parent; each !== undefined; each = each.parent) {
    if (ts.isClassLike(each)) return isReactClass(each, place) ? each : undefined;
    if (!ts.isFunctionDeclaration(each) && !isFunctionExpression(each)) continue;
    const name = nameOf(each);
    if (name !== undefined && /^[A-Z]/.test(name) && each.parameters.length > 0) return each;
  }
  return undefined;
}

function isFunctionExpression(node: ts.Node): node is ts.ArrowFunction | ts.FunctionExpression {
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node);
}

function isReactClass(node: ts.ClassLikeDeclaration, place: CodePlace): boolean {
  return (
    node.heritageClauses?.some((clause) =>
      /Component\b/.test(clause.getText(place.script.source)),
    ) === true
  );
}

/** The name of a function, or of the variable it is given to, also through `memo(…)`. */
function nameOf(node: ts.FunctionDeclaration | ts.ArrowFunction | ts.FunctionExpression) {
  if (node.name !== undefined) return node.name.text;
  let value: ts.Node = node;
  while (ts.isCallExpression(value.parent) && value.parent.expression !== value)
    value = value.parent;
  const { parent } = value;
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)
    ? parent.name.text
    : undefined;
}

/** Reads every `this.props.x`, `props.x` and `const { x } = props` of a component. */
export function reactPropUses(component: ReactComponent, place: CodePlace): PropUses {
  const reads = new Map<string, ts.Node[]>();
  const elements = new Map<string, ts.BindingElement[]>();
  let isHandedOn = false;
  const symbols = symbolsOf(place.script);

  const addPattern = (pattern: ts.ObjectBindingPattern): void => {
    for (const element of pattern.elements) {
      const key = element.propertyName ?? element.name;
      if (element.dotDotDotToken !== undefined || !ts.isIdentifier(key)) {
        isHandedOn ||=
          !ts.isIdentifier(element.name) || !onlyForHosts(symbols.usesOf(element.name));
        continue;
      }
      add(elements, key.text, element);
      const uses = ts.isIdentifier(element.name)
        ? symbols.usesOf(element.name).filter((use) => use.parent !== element)
        : [element];
      for (const use of uses) add(reads, key.text, use);
    }
  };

  const visit = (node: ts.Node): void => {
    if (!isProps(node, component, place)) return ts.forEachChild(node, visit);
    const { parent } = node;
    const name = memberName(parent);
    if (name !== undefined) add(reads, name, parent);
    else if (ts.isVariableDeclaration(parent) && ts.isObjectBindingPattern(parent.name)) {
      addPattern(parent.name);
    } else if (!isHarmless(node)) isHandedOn = true;
  };

  const [first] = ts.isClassLike(component) ? [] : component.parameters;
  if (first !== undefined && ts.isObjectBindingPattern(first.name)) addPattern(first.name);
  ts.forEachChild(component, visit);
  return { reads, elements, isHandedOn };
}

/** `this.props`, or the parameter that holds them. */
function isProps(node: ts.Node, component: ReactComponent, place: CodePlace): boolean {
  if (ts.isPropertyAccessExpression(node)) {
    return node.name.text === 'props' && node.expression.kind === ts.SyntaxKind.ThisKeyword;
  }
  if (
    !ts.isIdentifier(node) ||
    (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node)
  ) {
    return false;
  }
  const declaration = symbolsOf(place.script).symbolOf(node)?.declarations?.[0];
  if (declaration === undefined || declaration === node.parent) return false;
  if (ts.isParameter(declaration)) {
    if (ts.isClassLike(component)) return /props$/i.test(node.text);
    return declaration === component.parameters[0];
  }
  return (
    ts.isVariableDeclaration(declaration) &&
    declaration.initializer !== undefined &&
    ts.isIdentifier(declaration.name) &&
    isProps(declaration.initializer, component, place)
  );
}

/** Nobody reads a prop by these: `super(props)`, `const props = this.props`, `<button {...props}>`. */
function isHarmless(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isCallExpression(parent)) return parent.expression.kind === ts.SyntaxKind.SuperKeyword;
  return ts.isVariableDeclaration(parent) || ts.isParameter(parent) || isSpreadOnHost(node);
}

function onlyForHosts(uses: readonly ts.Identifier[]): boolean {
  return uses.every((use) => ts.isBindingElement(use.parent) || isSpreadOnHost(use));
}

/** `<button {...rest}>` */
function isSpreadOnHost({ parent }: ts.Node): boolean {
  return ts.isJsxSpreadAttribute(parent) && /^[a-z]/.test(parent.parent.parent.tagName.getText());
}

function add<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
