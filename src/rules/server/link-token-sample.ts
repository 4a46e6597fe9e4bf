/** The code of an endpoint in one language. */
export interface Sample {
  readonly name: string;
  /** As Markdown names it. */
  readonly language: string;
  readonly code: string;
}

/**
 * What the official clients, generated from one specification, call the type of a field: of an object,
 * or of what a list holds. Empty for plain texts. (Plaid's OpenAPI.)
 */
export function modelOf(field: string, owner = ''): string {
  if (field === 'account_subtypes') return owner.replace(/Filter$/, 'AccountSubtype');
  return MODELS[field] ?? '';
}

const MODELS: Readonly<Record<string, string>> = {
  user: 'LinkTokenCreateRequestUser',
  products: 'Products',
  country_codes: 'CountryCode',
  payment_initiation: 'LinkTokenCreateRequestPaymentInitiation',
  account_filters: 'LinkTokenAccountFilters',
  depository: 'DepositoryFilter',
  credit: 'CreditFilter',
  loan: 'LoanFilter',
  investment: 'InvestmentFilter',
  other: 'OtherFilter',
};

/** `client_name` as `clientName`. */
export function camel(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
