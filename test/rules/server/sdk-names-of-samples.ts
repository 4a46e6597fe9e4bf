/** Names of Plaid's clients that samples may use: `pattern` finds them in a sample. */
export interface SdkNamesOfSamples {
  readonly pattern: RegExp;
  readonly names: ReadonlySet<string>;
}

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/**
 * Looked up in the sources of the clients, one by one: plaid-python 43.0.0 (whose sample also ran),
 * plaid-ruby of 2026-06, plaid-java of 2026-04 and plaid-go v43. A sample that names anything else has
 * to be looked up, too.
 */
export const sdkNames: Readonly<Record<string, SdkNamesOfSamples>> = {
  Python: {
    pattern: /\b(?:plaid_api|plaid\.(?!model\b|api\b)\w+|plaid\.model\.\w+|[A-Z][a-z]\w+)\b/g,
    names: words(`
      plaid_api plaid.Configuration plaid.Environment plaid.ApiClient Configuration Environment Sandbox
      ApiClient PlaidApi CountryCode Products
      plaid.model.country_code plaid.model.products
      plaid.model.link_token_create_request LinkTokenCreateRequest
      plaid.model.link_token_create_request_user LinkTokenCreateRequestUser
      plaid.model.link_token_create_request_payment_initiation LinkTokenCreateRequestPaymentInitiation
      plaid.model.link_token_account_filters LinkTokenAccountFilters
      plaid.model.depository_filter DepositoryFilter plaid.model.depository_account_subtype
      DepositoryAccountSubtype plaid.model.depository_account_subtypes DepositoryAccountSubtypes
      plaid.model.credit_filter CreditFilter plaid.model.credit_account_subtype CreditAccountSubtype
      plaid.model.credit_account_subtypes CreditAccountSubtypes
      plaid.model.loan_filter LoanFilter plaid.model.loan_account_subtype LoanAccountSubtype
      plaid.model.loan_account_subtypes LoanAccountSubtypes
      plaid.model.investment_filter InvestmentFilter plaid.model.investment_account_subtype
      InvestmentAccountSubtype plaid.model.investment_account_subtypes InvestmentAccountSubtypes
      plaid.model.other_filter OtherFilter plaid.model.other_account_subtype OtherAccountSubtype
      plaid.model.other_account_subtypes OtherAccountSubtypes
      Ada Bank Shop
    `),
  },
  Ruby: {
    pattern: /\bPlaid::[\w:]+|\.(?:server_index|api_key|link_token\w*)\b/g,
    names: words(`
      Plaid::Configuration.new Plaid::Configuration Plaid::Configuration::Environment
      Plaid::PlaidApi Plaid::ApiClient Plaid::LinkTokenCreateRequest
      .server_index .api_key .link_token_create .link_token
    `),
  },
  Java: {
    pattern: /\.\w+(?=\()|\bnew \w+|\b(?:ApiClient|PlaidApi)\b/g,
    names: new Set([
      ...words(`
        .put .getenv .asList .fromValue .singletonMap .execute .isSuccessful .body .getLinkToken
        ApiClient PlaidApi .setPlaidAdapter .createService .linkTokenCreate
        .user .clientUserId .legalName .emailAddress .phoneNumber .clientName .products .countryCodes
        .language .webhook .accessToken .linkCustomizationName .redirectUri .accountFilters
        .depository .credit .loan .investment .other .accountSubtypes .paymentInitiation .paymentId
      `),
      ...[
        ...words(`
          HashMap IOException ApiClient LinkTokenCreateRequest LinkTokenCreateRequestUser
          LinkTokenAccountFilters DepositoryFilter CreditFilter LoanFilter InvestmentFilter OtherFilter
          LinkTokenCreateRequestPaymentInitiation
        `),
      ].map((name) => `new ${name}`),
    ]),
  },
  Go: {
    pattern: /\bplaid\.\w+|\.(?:Set|Add|Use|Get|Execute|LinkToken)\w*/g,
    names: words(`
      plaid.NewConfiguration plaid.Sandbox plaid.NewAPIClient .AddDefaultHeader .UseEnvironment
      plaid.LinkTokenCreateRequest plaid.LinkTokenCreateRequestUser plaid.LinkTokenAccountFilters
      plaid.LinkTokenCreateRequestPaymentInitiation plaid.Products plaid.CountryCode
      plaid.DepositoryFilter plaid.DepositoryAccountSubtype plaid.CreditFilter
      plaid.CreditAccountSubtype plaid.LoanFilter plaid.LoanAccountSubtype plaid.InvestmentFilter
      plaid.InvestmentAccountSubtype plaid.OtherFilter plaid.OtherAccountSubtype
      .SetClientUserId .SetLegalName .SetEmailAddress .SetPhoneNumber .SetUser .SetClientName
      .SetProducts .SetCountryCodes .SetLanguage .SetWebhook .SetAccessToken .SetAccountFilters
      .SetLinkCustomizationName .SetRedirectUri .SetPaymentInitiation .SetPaymentId
      .SetAccountSubtypes .SetDepository .SetCredit .SetLoan .SetInvestment .SetOther
      .LinkTokenCreate .LinkTokenCreateRequest .Execute .GetLinkToken .Getenv
    `),
  },
};
