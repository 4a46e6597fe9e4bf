/** Options of the SDKs for phones, and the fields of /link/token/create that take their place. */
const fields: readonly (readonly [RegExp, string])[] = [
  [/\bclientName\b/i, 'client_name'],
  [/\bproducts?\b/i, 'products'],
  [/\bcountryCodes\b/i, 'country_codes'],
  [/\blanguage\b/i, 'language'],
  [/\bwebhook\b/i, 'webhook'],
  [/\baccountSubtypes\b/i, 'account_filters'],
  [/\blinkCustomizationName\b/i, 'link_customization_name'],
  [/\boauth\w*|\bredirectUri\b/i, 'redirect_uri'],
  [/\buserLegalName\b/i, 'user.legal_name'],
  [/\buserEmailAddress\b/i, 'user.email_address'],
  [/\buserPhoneNumber\b/i, 'user.phone_number'],
  [/\bpaymentToken\b/i, 'payment_initiation.payment_id'],
  [/\bpublicToken\b|\btoken\s*[:=(](?!\s*\.publicKey\b)/i, 'access_token'],
];

/** The fields that a server asks for in place of options, by the names these have in the code. */
export function movedFields(options: string): readonly string[] {
  return fields.flatMap(([option, field]) => (option.test(options) ? [field] : []));
}
