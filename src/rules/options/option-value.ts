import type { OptionValue } from '../../plaid/link-option.ts';
import { bare } from '../../scan/bindings.ts';
import { handedValue } from '../../scan/handed-props.ts';
import { stimulusValue } from '../../scan/stimulus-controller.ts';
import { staticValue } from '../../scan/static-value.ts';
import type { ConfigEntry } from './link-config.ts';

/** The value of an option; for a prop of the component around the site, what its parents or pages give. */
export function optionValue({
  value,
  place,
}: Pick<ConfigEntry, 'value' | 'place'>): OptionValue | undefined {
  if (value === undefined) return undefined;
  const node = bare(value);
  return handedValue({ node, place }) ?? stimulusValue(node, place) ?? staticValue(value, place);
}
