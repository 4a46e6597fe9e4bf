import { accountFilters } from './account-filters.ts';
import { defaultCountries, linkCountries } from './link-countries.ts';
import { defaultLanguage, linkLanguage } from './link-languages.ts';
import type { LinkValue } from './link-literals.ts';
import type { LinkPurpose, RequestFieldName, OptionValue } from './link-option.ts';
import { linkProducts } from './link-products.ts';
import {
  linkClientName,
  linkPhoneNumber,
  linkRedirectUri,
  linkText,
  linkWebhook,
} from './link-texts.ts';
import type { Json } from './json.ts';

/** The value of a field, if there is one to send, and what there is to say about it. */
export interface FieldValue {
  readonly value: OptionValue | undefined;
  readonly notes: readonly string[];
}

/** How one field of `/link/token/create` comes out of a page. */
interface FieldRule {
  readonly read: (literal: Json) => LinkValue<Json>;
  /** What Link did without the option: sent when the page gave none, or none that is left. */
  readonly otherwise?: Json;
  /** Said when there is nothing to send, since Plaid requires the field. */
  readonly missing?: string;
  /** Said when the value was an expression. */
  readonly expression?: string;
  /** Update mode does not send the field. Said when the page gave it. */
  readonly notInUpdate?: { readonly note?: string };
}

const fieldRules: Readonly<
  Record<Exclude<RequestFieldName, 'user' | 'payment_initiation.payment_id'>, FieldRule>
> = {
  client_name: {
    read: linkClientName,
    missing: 'client_name is required: the name of the app, at most 30 characters.',
  },
  products: {
    read: productsBesidePayments,
    missing: 'products is required: choose at least one, such as auth or transactions.',
    notInUpdate: {},
  },
  country_codes: { read: linkCountries, otherwise: defaultCountries },
  language: { read: linkLanguage, otherwise: defaultLanguage },
  webhook: {
    read: linkWebhook,
    expression:
      'webhook was worked out in the browser: the server needs a URL of its own, which Plaid can reach.',
    notInUpdate: {
      note: 'webhook was left out: it has no effect in update mode; /item/webhook/update changes the webhook of an Item.',
    },
  },
  'user.legal_name': { read: linkText },
  'user.email_address': { read: linkText },
  'user.phone_number': { read: linkPhoneNumber },
  account_filters: {
    read: accountFilters,
    expression:
      'account_filters has another shape than accountSubtypes: { type: { account_subtypes: [] } }.',
    notInUpdate: {
      note: 'account_filters was left out: update mode takes it only with update.account_selection_enabled.',
    },
  },
  link_customization_name: { read: linkText },
  redirect_uri: { read: linkRedirectUri },
  android_package_name: { read: linkText },
};

/** A field of the request; `given` is what the page gave for it, undefined if nothing. */
export function requestField(
  name: RequestFieldName,
  given: OptionValue | undefined,
  purpose: LinkPurpose,
): FieldValue {
  if (name === 'user' || name === 'payment_initiation.payment_id') return nothing;
  const rule = fieldRules[name];
  if (purpose === 'update' && rule.notInUpdate !== undefined) {
    const { note } = rule.notInUpdate;
    return given === undefined || note === undefined ? nothing : { ...nothing, notes: [note] };
  }
  if (name === 'products' && purpose === 'payment') return paymentProducts(given);
  if (given?.kind === 'expression') {
    return { value: given, notes: rule.expression === undefined ? [] : [rule.expression] };
  }
  const found = given === undefined ? nothing : literalField(rule.read(given.value));
  if (found.value !== undefined) return found;
  if (rule.otherwise !== undefined) {
    return { value: { kind: 'literal', value: rule.otherwise }, notes: found.notes };
  }
  return rule.missing === undefined
    ? found
    : { value: undefined, notes: [...found.notes, rule.missing] };
}

const nothing: FieldValue = { value: undefined, notes: [] };

function literalField({ value, notes }: LinkValue<Json>): FieldValue {
  return { value: value === undefined ? undefined : { kind: 'literal', value }, notes };
}

/** (INVALID_CONFIGURATION of Plaid: payment_initiation cannot be used together with other products.) */
function productsBesidePayments(literal: Json): LinkValue<Json> {
  const { value, notes } = linkProducts(literal);
  if (value === undefined || value.length === 1 || !value.includes('payment_initiation')) {
    return { value, notes };
  }
  return {
    value: value.filter((product) => product !== 'payment_initiation'),
    notes: [
      ...notes,
      'payment_initiation was left out of products: it stands alone, in a request of its own with payment_initiation.payment_id.',
    ],
  };
}

function paymentProducts(given: OptionValue | undefined): FieldValue {
  const products = given?.kind === 'literal' ? linkProducts(given.value).value : undefined;
  const others = products?.some((product) => product !== 'payment_initiation') === true;
  return {
    value: { kind: 'literal', value: ['payment_initiation'] },
    notes: others
      ? ['The other products were left out: payment_initiation stands alone in a request.']
      : [],
  };
}
