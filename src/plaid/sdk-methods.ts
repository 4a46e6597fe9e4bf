import type { PlaidApi } from 'plaid';

/**
 * One positional argument of an old method: the request field it becomes. `options` is nested under that
 * name, `...` is the request itself. `since`: the argument is there from this major on; before, the
 * method behaved as if `otherwise` had been given.
 */
export interface SdkParameter {
  readonly field: string;
  readonly since?: number;
  readonly otherwise?: string;
}

/** A method of plaid-node 2 to 8 (positional, flat answers) and what replaces it from 9 on. */
export interface SdkMethod {
  readonly name: string;
  /** Undefined: nothing replaces it, and {@link SdkMethod.note} says what to do. */
  readonly current: keyof PlaidApi | undefined;
  /** Without the callback, which may always come last. */
  readonly parameters: readonly SdkParameter[];
  readonly note?: string;
}

const at = 'access_token';
const report = 'asset_report_token';
const countries: SdkParameter = { field: 'country_codes', since: 8, otherwise: "['US']" };

/**
 * Every method of the old clients. Names and order of arguments are read from plaid-node 2.15, 4.11, 5.2,
 * 7.1 and 8.5.4; successors from 47.0.0, whose types the compiler holds this table to.
 */
export const sdkMethods: readonly SdkMethod[] = [
  replaced('exchangePublicToken', 'itemPublicTokenExchange', ['public_token']),
  replaced('createPublicToken', 'itemCreatePublicToken', [at]),
  replaced('createLinkToken', 'linkTokenCreate', ['...']),
  replaced('getLinkToken', 'linkTokenGet', ['link_token']),
  replaced('createPaymentToken', 'createPaymentToken', ['payment_id']),
  replaced('invalidateAccessToken', 'itemAccessTokenInvalidate', [at]),
  replaced('updateItemWebhook', 'itemWebhookUpdate', [at, 'webhook']),
  replaced('updateAccessTokenWebhook', 'itemWebhookUpdate', [at, 'webhook']),
  replaced('getItem', 'itemGet', [at]),
  replaced('removeItem', 'itemRemove', [at]),
  replaced('deleteItem', 'itemRemove', [at]),
  replaced('importItem', 'itemImport', ['products', 'user_auth', 'options']),
  replaced('getAccounts', 'accountsGet', [at, 'options']),
  replaced('getBalance', 'accountsBalanceGet', [at, 'options']),
  replaced('getAuth', 'authGet', [at, 'options']),
  replaced('getIdentity', 'identityGet', [at, 'options']),
  replaced('getTransactions', 'transactionsGet', [at, 'start_date', 'end_date', 'options']),
  replaced('refreshTransactions', 'transactionsRefresh', [at]),
  replaced('getLiabilities', 'liabilitiesGet', [at, 'options']),
  replaced('getHoldings', 'investmentsHoldingsGet', [at, 'options']),
  replaced('getInvestmentTransactions', 'investmentsTransactionsGet', [
    at,
    'start_date',
    'end_date',
    'options',
  ]),
  replaced('createProcessorToken', 'processorTokenCreate', [at, 'account_id', 'processor']),
  replaced('createStripeToken', 'processorStripeBankAccountTokenCreate', [at, 'account_id']),
  replaced('createAssetReport', 'assetReportCreate', [
    'access_tokens',
    'days_requested',
    'options',
  ]),
  replaced('getAssetReport', 'assetReportGet', [report, 'include_insights']),
  replaced('getAssetReportPdf', 'assetReportPdfGet', [report]),
  replaced('filterAssetReport', 'assetReportFilter', [report, 'account_ids_to_exclude']),
  replaced('refreshAssetReport', 'assetReportRefresh', [report, 'days_requested', 'options']),
  replaced('removeAssetReport', 'assetReportRemove', [report]),
  replaced('createAuditCopy', 'assetReportAuditCopyCreate', [report, 'auditor_id']),
  replaced('removeAuditCopy', 'assetReportAuditCopyRemove', ['audit_copy_token']),
  replaced('createPaymentRecipient', 'paymentInitiationRecipientCreate', [
    'name',
    'iban',
    'address',
    'bacs',
  ]),
  replaced('getPaymentRecipient', 'paymentInitiationRecipientGet', ['recipient_id']),
  replaced('listPaymentRecipients', 'paymentInitiationRecipientList', []),
  replaced('createPayment', 'paymentInitiationPaymentCreate', [
    'recipient_id',
    'reference',
    'amount',
    'options',
  ]),
  replaced('getPayment', 'paymentInitiationPaymentGet', ['payment_id']),
  replaced('listPayments', 'paymentInitiationPaymentList', ['...']),
  {
    name: 'getInstitutions',
    current: 'institutionsGet',
    parameters: [{ field: 'count' }, { field: 'offset' }, countries, { field: 'options' }],
  },
  {
    name: 'getInstitutionById',
    current: 'institutionsGetById',
    parameters: [{ field: 'institution_id' }, countries, { field: 'options' }],
  },
  {
    name: 'searchInstitutionsByName',
    current: 'institutionsSearch',
    parameters: [{ field: 'query' }, { field: 'products' }, countries, { field: 'options' }],
  },
  replaced('getCategories', 'categoriesGet', []),
  replaced('getWebhookVerificationKey', 'webhookVerificationKeyGet', ['key_id']),
  replaced('resetLogin', 'sandboxItemResetLogin', [at]),
  replaced('sandboxPublicTokenCreate', 'sandboxPublicTokenCreate', [
    'institution_id',
    'initial_products',
    'options',
  ]),
  replaced('sandboxItemFireWebhook', 'sandboxItemFireWebhook', [at, 'webhook_code']),
  replaced('sandboxItemSetVerificationStatus', 'sandboxItemSetVerificationStatus', [
    at,
    'account_id',
    'verification_status',
  ]),
  gone('getAllTransactions', 'Page through transactionsGet, or move to transactionsSync.'),
  gone('updateAccessTokenVersion', 'Migrate stored tokens with plaid-migrate tokens.'),
  gone('createItemAddToken', 'A link_token from linkTokenCreate opens Link for new Items.'),
  gone('getIncome', 'Plaid replaced this product: see Bank Income.'),
  gone('getCreditDetails', 'Use liabilitiesGet.'),
  gone('getPaystub', 'Use creditPayrollIncomeGet.'),
  gone('getPaystubs', 'Use creditPayrollIncomeGet.'),
  gone('getSummary', 'Use creditPayrollIncomeGet.'),
  gone('createIncomeVerification', 'Plaid replaced this product: see Payroll Income.'),
  gone('getAuditCopy', 'creditAuditCopyTokenCreate hands reports on today.'),
  gone('createDepositSwitch', 'Plaid ended Deposit Switch.'),
  gone('createDepositSwitchAlt', 'Plaid ended Deposit Switch.'),
  gone('createDepositSwitchToken', 'Plaid ended Deposit Switch.'),
  gone('getDepositSwitch', 'Plaid ended Deposit Switch.'),
  gone('createItem', 'Items are created in Link.'),
  gone('answerItemMFA', 'Link asks the user.'),
  gone('updateItemCredentials', "Open Link in update mode with the Item's access_token."),
  gone('deactivateTransactions', 'Remove the Item with itemRemove.'),
];

const byName = new Map(sdkMethods.map((each) => [each.name, each]));

/** The method of an old client by that name. */
export function findSdkMethod(name: string): SdkMethod | undefined {
  return byName.get(name);
}

function replaced(name: string, current: keyof PlaidApi, fields: readonly string[]): SdkMethod {
  return { name, current, parameters: fields.map((field) => ({ field })) };
}

function gone(name: string, note: string): SdkMethod {
  return { name, current: undefined, parameters: [], note };
}
