import { anyObject, requiredText, text, type Field, type Fields } from './fields.ts';

/** Values of `Products` in Plaid's OpenAPI description. `balance` is one, but refused here. */
export const productNames = new Set(
  `assets auth balance balance_plus beacon identity identity_match investments investments_auth
  liabilities payment_initiation identity_verification transactions credit_details income
  income_verification standing_orders transfer employment recurring_transactions
  transactions_refresh signal statements processor_payments processor_identity profile
  cra_base_report cra_income_insights cra_partner_insights cra_network_insights
  cra_cashflow_insights cra_monitoring cra_lend_score cra_plaid_credit_score cra_qualify
  cra_home_lending layer pay_by_bank protect_linked_bank protect_transactions`.split(/\s+/),
);

/** Values of `CountryCode` in Plaid's OpenAPI description. */
export const countryCodes = new Set(
  'US GB ES NL FR IE CA DE IT PL DK NO SE EE LT LV PT BE AT FI'.split(' '),
);

const languages = new Set('da nl en et fr de hi it lv lt no pl pt ro es sv vi'.split(' '));

const products: Field = {
  type: 'array',
  empty: true,
  nullable: true,
  of: { type: 'string', values: productNames },
};
const accountFilter: Field = {
  type: 'object',
  fields: {
    account_subtypes: { type: 'array', required: true, of: text },
    limited_purpose_types: anyObject,
  },
};

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
      depository: accountFilter,
      credit: accountFilter,
      loan: accountFilter,
      investment: accountFilter,
      other: accountFilter,
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
