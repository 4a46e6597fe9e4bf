import { accountSubtypes } from '../plaid/link-account-subtypes.ts';
import { countryNames } from '../plaid/link-countries.ts';
import { linkLanguages } from '../plaid/link-languages.ts';
import { productNames } from '../plaid/link-products.ts';
import { text, type Field, type Fields } from './fields.ts';

export { productNames };
export const countryCodes = countryNames;

const products: Field = {
  type: 'array',
  empty: true,
  nullable: true,
  of: { type: 'string', values: productNames },
};

/** Subtypes as plaid-node 47 has them, which is newer than the description: charge cards, for one. */
const accountFilters: Field = {
  type: 'object',
  fields: Object.fromEntries(
    Object.entries(accountSubtypes).map(([type, subtypes]): [string, Field] => {
      const named: Field = {
        type: 'array',
        required: true,
        of: { type: 'string', values: new Set<string>(subtypes) },
      };
      const limited: Fields =
        type === 'depository' ? { limited_purpose_types: { type: 'array', of: text } } : {};
      return [type, { type: 'object', fields: { account_subtypes: named, ...limited } }];
    }),
  ),
};

/** Fields of `/link/token/create` of which more is known than Plaid's OpenAPI description says. */
export const linkTokenCreateFields: Fields = {
  language: { type: 'string', required: true, values: new Set(linkLanguages.keys()) },
  country_codes: {
    type: 'array',
    required: true,
    of: { type: 'string', values: countryCodes },
  },
  user_id: text,
  account_filters: accountFilters,
  products,
  required_if_supported_products: products,
  optional_products: products,
  additional_consented_products: products,
  webhook: text,
  link_customization_name: text,
  redirect_uri: text,
  android_package_name: text,
  institution_id: text,
};
