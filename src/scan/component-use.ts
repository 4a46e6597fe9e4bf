import type { ts } from 'ts-morph';
import type { CodePlace } from './code-place.ts';
import type { MarkupTag } from './markup-tags.ts';

/** A place where a parent puts a component. */
export type ComponentUse = JsxUse | VueUse;

/** An element. */
export interface JsxUse {
  readonly kind: 'jsx';
  readonly element: ts.JsxOpeningLikeElement;
  readonly place: CodePlace;
}

/** A tag of a template. */
export interface VueUse {
  readonly kind: 'vue';
  readonly tag: MarkupTag;
  /** The script of the parent, whose options the template reads. */
  readonly place: CodePlace;
  readonly parent: ts.ObjectLiteralExpression;
}
