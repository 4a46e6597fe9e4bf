import { ts } from 'ts-morph';
import type { OptionValue } from '../plaid/link-option.ts';
import type { Placed } from './code-place.ts';
import { componentAround, propAt, type Component } from './component.ts';
import { usesOfComponent } from './component-uses.ts';
import type { ComponentUse, JsxUse, VueUse } from './component-use.ts';
import { definitionOf } from './definition.ts';
import { defaultOfProp } from './prop-defaults.ts';
import { staticValue } from './static-value.ts';
import { boundObject, templateExpression, vueProps } from './vue-attributes.ts';
import { dataOf, methodOf, optionOf } from './vue-component.ts';

/** What a parent gives a component for a prop: an expression of the parent, or a text of its template. */
export type HandedProp =
  | { readonly kind: 'expression'; readonly value: Placed }
  | { readonly kind: 'text'; readonly text: string };

/**
 * The value of an expression that is a prop of the component around it, as its parents give it; undefined
 * for everything else, and where the parents differ or cannot be read. A prop nobody gives is null.
 */
export function handedValue({ node, place }: Placed): OptionValue | undefined {
  const component = componentAround(node, place);
  const prop = component === undefined ? undefined : propAt(node, component);
  if (component === undefined || prop === undefined) return undefined;
  const uses = usesInApp(component);
  if (uses.length === 0) return undefined;
  const values = uses.map((use) => valueOf(use, prop, component));
  const [first] = values;
  const isOne = values.every((each) => JSON.stringify(each) === JSON.stringify(first));
  return isOne ? first : undefined;
}

/** What the parents of the component around an expression give it for the prop that it is. */
export function handedExpressions({ node, place }: Placed): readonly Placed[] {
  const component = componentAround(node, place);
  const prop = component === undefined ? undefined : propAt(node, component);
  if (component === undefined || prop === undefined) return [];
  return usesInApp(component).flatMap((use) => {
    const handed = handedProp(use, prop);
    return handed?.kind === 'expression' ? [handed.value] : [];
  });
}

const TRIED = /(?:^|\/)__(?:tests|mocks)__\/|\.(?:test|spec|stories|cy)\.\w+$/;

/** What tests and stories give a component says nothing about the app. */
function usesInApp(component: Component): readonly ComponentUse[] {
  return usesOfComponent(component).filter(({ place }) => !TRIED.test(place.file.path));
}

function valueOf(use: ComponentUse, prop: string, component: Component): OptionValue | undefined {
  if (isOpen(use)) return undefined;
  const handed = handedProp(use, prop);
  if (handed === undefined)
    return defaultOfProp(prop, component) ?? { kind: 'literal', value: null };
  if (handed.kind === 'text') return { kind: 'literal', value: handed.text };
  return staticValue(handed.value.node, handed.value.place);
}

/** Whether a use may give more than its attributes say. */
function isOpen(use: ComponentUse): boolean {
  if (use.kind === 'jsx') {
    return use.element.attributes.properties.some(
      (each) => ts.isJsxSpreadAttribute(each) && spreadObject(each, use) === undefined,
    );
  }
  const hasObject = use.tag.attributes.some(({ name }) => name === 'v-bind');
  return hasObject && boundObject(use.tag, use.place) === undefined;
}

/** What one use gives for a prop; undefined where it gives nothing. */
export function handedProp(use: ComponentUse, prop: string): HandedProp | undefined {
  return use.kind === 'jsx' ? jsxProp(use, prop) : vueProp(use, prop);
}

function jsxProp(use: JsxUse, prop: string): HandedProp | undefined {
  const { element, place } = use;
  for (const each of element.attributes.properties.toReversed()) {
    if (ts.isJsxSpreadAttribute(each)) {
      const object = spreadObject(each, use);
      const found = object === undefined ? undefined : entryOf(object, prop);
      if (found !== undefined) return { kind: 'expression', value: found };
    } else if (each.name.getText(place.script.source) === prop) {
      const { initializer } = each;
      if (initializer === undefined) return undefined;
      if (!ts.isJsxExpression(initializer)) {
        return { kind: 'expression', value: { node: initializer, place } };
      }
      const value = initializer.expression;
      return value && { kind: 'expression', value: { node: value, place } };
    }
  }
  return undefined;
}

function spreadObject(
  spread: ts.JsxSpreadAttribute,
  { place }: ComponentUse,
): Placed<ts.ObjectLiteralExpression> | undefined {
  const found = definitionOf(spread.expression, place);
  return found !== undefined && ts.isObjectLiteralExpression(found.node)
    ? { node: found.node, place: found.place }
    : undefined;
}

function vueProp(use: VueUse, prop: string): HandedProp | undefined {
  const { tag, place } = use;
  const given = vueProps(tag).find((each) => each.prop === prop);
  if (given?.kind === 'text') {
    const { value } = given.attribute;
    return value && { kind: 'text', text: place.file.text.slice(value.start, value.end) };
  }
  if (given !== undefined) {
    const found = templateExpression(given.attribute, place);
    return found && { kind: 'expression', value: memberOfParent(found, use) };
  }
  const object = boundObject(tag, place);
  const entry = object === undefined ? undefined : entryOf(object, prop);
  return entry && { kind: 'expression', value: memberOfParent(entry, use) };
}

function entryOf(
  { node, place }: Placed<ts.ObjectLiteralExpression>,
  name: string,
): Placed | undefined {
  const property = optionOf(node, name);
  if (property === undefined) return undefined;
  if (ts.isPropertyAssignment(property)) return { node: property.initializer, place };
  return ts.isShorthandPropertyAssignment(property)
    ? { node: property.name, place }
    : { node: property, place };
}

/** A name in a template is a method or a datum of the component. */
function memberOfParent({ node, place }: Placed, { parent, place: script }: VueUse): Placed {
  if (!ts.isIdentifier(node)) return { node, place };
  const method = methodOf(parent, node.text);
  if (method !== undefined) return { node: method, place: script };
  const data = dataOf(parent);
  const datum = data === undefined ? undefined : entryOf({ node: data, place: script }, node.text);
  return datum ?? { node, place };
}
