import { countryNames } from '../plaid/link-countries.ts';
import { accountSubtypes, type AccountType } from '../plaid/link-account-subtypes.ts';
import { linkLanguages } from '../plaid/link-languages.ts';
import { productNames } from '../plaid/link-products.ts';
import { anyObject, requiredText, text, type Field, type Fields } from './fields.ts';

export { productNames };
export const countryCodes = countryNames;

const languages = new Set(linkLanguages.keys());

const products: Field = {
  type: 'array',
  empty: true,
  nullable: true,
  of: { type: 'string', values: productNames },
};
const accountFilter = (type: AccountType): Field => ({
  type: 'object',
  fields: {
    account_subtypes: {
      type: 'array',
      required: true,
      of: { type: 'string', values: new Set(accountSubtypes[type]) },
    },
    limited_purpose_types: { type: 'array', of: text },
  },
});

/** The fields of an array of countries, shared with other endpoints. */
export const countryCodesField: Field = {
  type: 'array',
  required: true,
  of: { type: 'string', values: countryCodes },
};

/** `LinkTokenCreateRequest` of Plaid's OpenAPI description. */
export const linkTokenCreateFields: Fields = {
  client_name: requiredText,
  language: { type: 'string', required: true, values: languages },
  country_codes: countryCodesField,
  user: {
    type: 'object',
    fields: {
      client_user_id: requiredText,
      legal_name: { type: 'string', empty: true },
      name: anyObject,
      phone_number: text,
      phone_number_verified_time: { type: 'string', nullable: true },
      email_address: text,
      email_address_verified_time: { type: 'string', nullable: true },
      ssn: text,
      date_of_birth: { type: 'string', nullable: true },
      address: anyObject,
      id_number: anyObject,
    },
  },
  user_id: text,
  products,
  required_if_supported_products: products,
  optional_products: products,
  additional_consented_products: products,
  webhook: text,
  access_token: { type: 'string', nullable: true },
  access_tokens: { type: 'array', of: text },
  link_customization_name: text,
  appearance_mode: { type: 'string', nullable: true },
  redirect_uri: text,
  android_package_name: text,
  institution_data: anyObject,
  card_switch: anyObject,
  account_filters: {
    type: 'object',
    fields: {
      depository: accountFilter('depository'),
      credit: accountFilter('credit'),
      loan: accountFilter('loan'),
      investment: accountFilter('investment'),
      other: accountFilter('other'),
    },
  },
  eu_config: anyObject,
  institution_id: text,
  payment_configuration: anyObject,
  payment_initiation: { type: 'object', fields: { payment_id: text, consent_id: text } },
  employment: anyObject,
  income_verification: anyObject,
  base_report: anyObject,
  credit_partner_insights: anyObject,
  cra_options: anyObject,
  consumer_report_permissible_purpose: text,
  auth: anyObject,
  transfer: anyObject,
  update: {
    type: 'object',
    fields: {
      account_selection_enabled: { type: 'boolean' },
      reauthorization_enabled: { type: 'boolean' },
      user: { type: 'boolean' },
      item_ids: { type: 'array', nullable: true, of: text },
    },
  },
  identity_verification: anyObject,
  statements: anyObject,
  third_party_user_token: text,
  investments: anyObject,
  investments_auth: anyObject,
  hosted_link: anyObject,
  transactions: anyObject,
  cashflow_report: anyObject,
  cra_enabled: { type: 'boolean' },
  identity: anyObject,
  financekit_supported: { type: 'boolean' },
  enable_multi_item_link: { type: 'boolean' },
  user_token: text,
};
