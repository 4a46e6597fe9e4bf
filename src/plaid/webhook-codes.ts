/**
 * Every `webhook_code` by its `webhook_type`. Source: the `*Webhook` schemas and examples of Plaid's OpenAPI
 * description, from its first version (2020-09) to 1.697.4, with what has left it since.
 */
export const webhookCodes: Readonly<Record<string, readonly string[]>> = {
  ASSETS: ['ERROR', 'PRODUCT_READY', 'RELAY_EVENT'],
  AUTH: [
    'AUTOMATICALLY_VERIFIED',
    'DEFAULT_UPDATE',
    'HOSTED_VERIFICATION',
    'PRODUCT_PERMISSIONS_REQUIRED',
    'SMS_MICRODEPOSITS_VERIFICATION',
    'VERIFICATION_EXPIRED',
  ],
  BANK_TRANSFERS: ['BANK_TRANSFERS_EVENTS_UPDATE'],
  BASE_REPORT: ['ERROR', 'PRODUCT_READY'],
  BEACON: [
    'DUPLICATE_DETECTED',
    'REPORT_CREATED',
    'REPORT_SYNDICATION_CREATED',
    'REPORT_UPDATED',
    'USER_STATUS_UPDATED',
  ],
  CASH_FLOW_UPDATES: [
    'CASH_FLOW_INSIGHTS_UPDATED',
    'EXPECTED_DEPOSIT_MISSED',
    'INSIGHTS_UPDATED',
    'LARGE_DEPOSIT_DETECTED',
    'LOW_BALANCE_DETECTED',
    'NEW_INCOME_STREAM_DETECTED',
    'NEW_LOAN_PAYMENT_DETECTED',
    'NSF_OVERDRAFT_DETECTED',
  ],
  CHECK_REPORT: [
    'CHECK_REPORT_FAILED',
    'CHECK_REPORT_READY',
    'UPGRADE_FAILED',
    'USER_CHECK_REPORT_FAILED',
    'USER_CHECK_REPORT_READY',
  ],
  CRA_INCOME: ['BANK_INCOME_COMPLETE', 'ERROR'],
  CRA_INSIGHTS: ['PARTNER_INSIGHTS_COMPLETE', 'PARTNER_INSIGHTS_ERROR'],
  CRA_MONITORING: ['INSIGHTS_UPDATED'],
  DASHBOARD_CONFIGURED_ALERT: ['INSTITUTION_STATUS_ALERT_TRIGGERED'],
  DEPOSIT_SWITCH: ['SWITCH_STATE_UPDATE'],
  ENTITY_SCREENING: ['STATUS_UPDATED'],
  HOLDINGS: ['DEFAULT_UPDATE'],
  IDENTITY: ['DEFAULT_UPDATE', 'PRODUCT_PERMISSIONS_REQUIRED'],
  IDENTITY_VERIFICATION: ['RETRIED', 'STATUS_UPDATED', 'STEP_UPDATED'],
  INCOME: [
    'BANK_INCOME_COMPLETE',
    'BANK_INCOME_REFRESH_COMPLETE',
    'BANK_INCOME_REFRESH_UPDATE',
    'INCOME_VERIFICATION',
    'INCOME_VERIFICATION_REFRESH_RECONNECT_NEEDED',
    'INCOME_VERIFICATION_RISK_SIGNALS',
    'PRODUCT_READY',
  ],
  INVESTMENTS_TRANSACTIONS: ['DEFAULT_UPDATE', 'HISTORICAL_UPDATE'],
  ISSUES: ['ISSUE_RESOLVED'],
  ITEM: [
    'AUTHORIZATION_GRANTED',
    'ERROR',
    'LOGIN_REPAIRED',
    'NEW_ACCOUNTS_AVAILABLE',
    'PENDING_DISCONNECT',
    'PENDING_EXPIRATION',
    'USER_ACCOUNT_REVOKED',
    'USER_PERMISSION_REVOKED',
    'WEBHOOK_UPDATE_ACKNOWLEDGED',
  ],
  LAYER: ['LAYER_AUTHENTICATION_PASSED'],
  LIABILITIES: ['DEFAULT_UPDATE'],
  LINK: ['EVENTS', 'ITEM_ADD_RESULT', 'SESSION_FINISHED'],
  LINK_DELIVERY: ['DELIVERY_STATUS', 'LINK_CALLBACK'],
  PARTNER: ['END_CUSTOMER_OAUTH_STATUS_UPDATED'],
  PAYMENT_INITIATION: ['CONSENT_STATUS_UPDATE', 'PAYMENT_STATUS_UPDATE'],
  PROCESSOR_TOKEN: ['WEBHOOK_UPDATE_ACKNOWLEDGED'],
  PROTECT: ['PROTECT_USER_EVENT'],
  SCREENING: ['STATUS_UPDATED'],
  STATEMENTS: ['STATEMENTS_REFRESH_COMPLETE'],
  TRANSACTIONS: [
    'DEFAULT_UPDATE',
    'HISTORICAL_UPDATE',
    'INITIAL_UPDATE',
    'RECURRING_TRANSACTIONS_UPDATE',
    'SYNC_UPDATES_AVAILABLE',
    'TRANSACTIONS_REMOVED',
  ],
  TRANSFER: [
    'PLATFORM_ONBOARDING_UPDATE',
    'RECURRING_CANCELLED',
    'RECURRING_NEW_TRANSFER',
    'RECURRING_TRANSFER_SKIPPED',
    'TRANSFER_EVENTS_UPDATE',
  ],
  WALLET: ['WALLET_TRANSACTION_STATUS_UPDATE'],
};

const typesByCode = new Map<string, string[]>();
for (const [type, codes] of Object.entries(webhookCodes)) {
  for (const code of codes) typesByCode.set(code, [...(typesByCode.get(code) ?? []), type]);
}

/** The types with which Plaid sends a `webhook_code`; none for a code that it never sends. */
export function typesOfWebhookCode(code: string): readonly string[] {
  return typesByCode.get(code) ?? [];
}

/** Whether Plaid sends webhooks of a `webhook_type`. */
export function isWebhookType(type: string): boolean {
  return Object.hasOwn(webhookCodes, type);
}

/** Codes that others may have, too: seen alone they say nothing of Plaid. */
const common = /^(?:ERROR|EVENTS|RETRIED|STATUS_UPDATED|STEP_UPDATED|DELIVERY_STATUS)$/;

/** Whether a text is a `webhook_code` that hardly anything but Plaid sends. */
export function isTellingWebhookCode(code: string): boolean {
  return typesByCode.has(code) && !common.test(code);
}

/** `TRANSACTIONS/DEFAULT_UPDATE`, with whatever sign code joins the two by; undefined for other texts. */
export function joinedWebhookName(
  text: string,
): { readonly type: string; readonly code: string } | undefined {
  const [, type, code] = /^([A-Z_]+)[^A-Z_]+([A-Z_]+)$/.exec(text) ?? underscored(text) ?? [];
  if (type === undefined || code === undefined || !isWebhookType(type)) return undefined;
  return { type, code };
}

/** `TRANSACTIONS_DEFAULT_UPDATE`; but `TRANSACTIONS_REMOVED` is a code, and `ITEM_ERROR` a type of errors. */
function underscored(text: string): readonly string[] | undefined {
  if (typesByCode.has(text) || text.endsWith('_ERROR')) return undefined;
  for (const [type, codes] of Object.entries(webhookCodes)) {
    const code = codes.find((each) => text === `${type}_${each}`);
    if (code !== undefined) return [text, type, code];
  }
  return undefined;
}
