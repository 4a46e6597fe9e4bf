/**
 * Types of plaid-node 2 to 8 (index.d.ts of 8.5.4) by what they are called in 47.0.0. Types that kept
 * their name are not listed.
 */
const successors: ReadonlyMap<string, string> = new Map([
  ['Client', 'PlaidApi'],
  ['environments', 'PlaidEnvironments'],
  ['Account', 'AccountBase'],
  ['AccountCommon', 'AccountBase'],
  ['AccountWithOwners', 'AccountIdentity'],
  ['IPlaidError', 'PlaidError'],
  ['Identity', 'Owner'],
  ['TransactionLocation', 'Location'],
  ['TransactionPaymentMeta', 'PaymentMeta'],
  ['ACHNumbers', 'NumbersACH'],
  ['EFTNumbers', 'NumbersEFT'],
  ['InternationalNumbers', 'NumbersInternational'],
  ['BACSNumbers', 'NumbersBACS'],
  ['StudentLoanLiability', 'StudentLoan'],
  ['PaymentRecipient', 'PaymentInitiationRecipient'],
  ['ItemRequestOptions', 'AccountsGetRequestOptions'],
  ['TransactionsRequestOptions', 'TransactionsGetRequestOptions'],
  ['InvestmentTransactionsRequestOptions', 'InvestmentsTransactionsGetRequestOptions'],
  ['BalanceRequestOptions', 'AccountsBalanceGetRequestOptions'],
  ['CreateLinkTokenOptions', 'LinkTokenCreateRequest'],
  ['CreateLinkTokenResponse', 'LinkTokenCreateResponse'],
  ['GetLinkTokenResponse', 'LinkTokenGetResponse'],
  ['TokenResponse', 'ItemPublicTokenExchangeResponse'],
  ['CreatePublicTokenResponse', 'ItemPublicTokenCreateResponse'],
  ['CreateProcessorTokenResponse', 'ProcessorTokenCreateResponse'],
  ['CreateStripeTokenResponse', 'ProcessorStripeBankAccountTokenCreateResponse'],
  ['RotateAccessTokenResponse', 'ItemAccessTokenInvalidateResponse'],
  ['ResetLoginResponse', 'SandboxItemResetLoginResponse'],
  ['AccountsResponse', 'AccountsGetResponse'],
  ['AuthResponse', 'AuthGetResponse'],
  ['IdentityResponse', 'IdentityGetResponse'],
  ['ItemResponse', 'ItemGetResponse'],
  ['TransactionsResponse', 'TransactionsGetResponse'],
  ['LiabilitiesResponse', 'LiabilitiesGetResponse'],
  ['HoldingsResponse', 'InvestmentsHoldingsGetResponse'],
  ['InvestmentTransactionsResponse', 'InvestmentsTransactionsGetResponse'],
  ['GetInstitutionsResponse', 'InstitutionsGetResponse'],
  ['InstitutionWithDisplayData', 'Institution'],
  ['InstitutionWithInstitutionData', 'Institution'],
  ['InstitutionWithStatus', 'Institution'],
  ['GetInstitutionByIdResponse', 'InstitutionsGetByIdResponse'],
  ['CategoriesResponse', 'CategoriesGetResponse'],
  ['PaymentCreateResponse', 'PaymentInitiationPaymentCreateResponse'],
  ['PaymentGetResponse', 'PaymentInitiationPaymentGetResponse'],
  ['PaymentRecipientCreateResponse', 'PaymentInitiationRecipientCreateResponse'],
  ['WebhookVerificationKeyResponse', 'WebhookVerificationKeyGetResponse'],
]);

/** What an export of an old SDK is called today; its own name where it kept that. */
export function currentName(name: string): string {
  return successors.get(name) ?? name;
}
