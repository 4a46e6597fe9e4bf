import type { ts } from 'ts-morph';
import type { CodePlace } from './code-place.ts';
import type { PropUses } from './prop-uses.ts';
import { reactComponentAround, reactPropUses } from './react-component.ts';
import { vueComponentAround, vuePropUses } from './vue-component.ts';

/** A component of React or Vue: its class, its function, or the object of its options. */
export type Component =
  | {
      readonly kind: 'react';
      readonly node: ts.ClassLikeDeclaration | ts.FunctionLikeDeclaration;
      readonly place: CodePlace;
    }
  | {
      readonly kind: 'vue';
      readonly node: ts.ObjectLiteralExpression;
      readonly place: CodePlace;
    };

/** The component that code stands in. */
export function componentAround(node: ts.Node, place: CodePlace): Component | undefined {
  const react = reactComponentAround(node, place);
  if (react !== undefined) return { kind: 'react', node: react, place };
  const vue = vueComponentAround(node, place);
  return vue === undefined ? undefined : { kind: 'vue', node: vue, place };
}

const known = new WeakMap<ts.Node, PropUses>();

/** What a component does with its props. */
export function propUses(component: Component): PropUses {
  const uses =
    known.get(component.node) ??
    (component.kind === 'react'
      ? reactPropUses(component.node, component.place)
      : vuePropUses(component.node, component.place));
  known.set(component.node, uses);
  return uses;
}

/** The prop that an expression is, if it is one: `this.props.publicKey`, `publicKey`, `this.publicKey`. */
export function propAt(expression: ts.Node, component: Component): string | undefined {
  for (const [prop, reads] of propUses(component).reads) {
    if (reads.includes(expression)) return prop;
  }
  return undefined;
}
