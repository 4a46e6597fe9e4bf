import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import type { VueUse } from '../../scan/component-use.ts';
import { boundObject, vueProps } from '../../scan/vue-attributes.ts';
import { registeredNames, tagNames, vueTags } from '../../scan/vue-uses.ts';

/** The packages that put Link into a Vue component. */
export type VuePackage = 'vue-plaid-link' | 'vue-plaid-link2';

const PACKAGES: readonly VuePackage[] = ['vue-plaid-link', 'vue-plaid-link2'];

/** A tag of a template that is one of these components. */
export interface VueLinkUse extends VueUse {
  readonly package: VuePackage;
  /** Every prop it is given, by an attribute or in the object of `v-bind`. */
  readonly given: readonly { readonly prop: string }[];
  /** An object that stands elsewhere gives it more: `v-bind="options"`. */
  readonly isOpen: boolean;
}

/** The uses of the packages in the template of a component, imported there or registered for all. */
export function vueLinkUses(
  parent: ts.ObjectLiteralExpression,
  place: CodePlace,
): readonly VueLinkUse[] {
  return PACKAGES.flatMap((name) => {
    const own = tagNames(parent, place, (module) => module === name);
    const names =
      own.size > 0 ? own : registeredNames(place.project, name, (module) => module === name);
    return vueTags(parent, place, names).map(({ kind, tag }) => {
      const object = boundObject(tag, place);
      const bound = object?.node.properties ?? [];
      const isOpen =
        bound.some(ts.isSpreadAssignment) ||
        (object === undefined && tag.attributes.some((each) => each.name === 'v-bind'));
      const inObject = bound.map((each) => ({ prop: each.name?.getText() ?? '' }));
      // (`key` is an attribute of Vue's own: here the public_key has a longer name.)
      const given = [...vueProps(tag), ...inObject].filter(({ prop }) => prop !== 'key');
      return { kind, tag, place, parent, package: name, given, isOpen };
    });
  });
}
