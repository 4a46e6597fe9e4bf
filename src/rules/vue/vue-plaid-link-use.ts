import type { ts } from 'ts-morph';
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
      const bound = boundObject(tag, place)?.node.properties ?? [];
      const inObject = bound.map((each) => ({ prop: each.name?.getText() ?? '' }));
      const given = [...vueProps(tag), ...inObject];
      return { kind, tag, place, parent, package: name, given };
    });
  });
}
