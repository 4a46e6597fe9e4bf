import type { PlaidProduct } from './link-products.ts';

/** A webhook of today's format, by the two fields that name it. */
export interface WebhookName {
  readonly type: string;
  readonly code: string;
}

/** What a numeric `code` of the legacy format stood for, and what Plaid sends instead. */
export interface LegacyWebhook {
  /** `error`: every code that is not in this table (1200 to 1219, 13xx, 17xx, …). */
  readonly code: number | 'error';
  readonly meaning: string;
  /** Undefined where nothing replaces it. */
  readonly becomes: WebhookName | undefined;
  /** What a person has to know besides. */
  readonly note?: string;
}

/**
 * Every code that the legacy format is known to have had. Sources: Plaid's guide from the direct API to
 * Link, `webhook.rb` of plaid-ruby-legacy, and the `*Webhook` schemas of Plaid's OpenAPI description.
 */
export const legacyWebhooks: readonly LegacyWebhook[] = [
  {
    code: 0,
    meaning: 'the first transactions are there',
    becomes: { type: 'TRANSACTIONS', code: 'INITIAL_UPDATE' },
  },
  {
    code: 1,
    meaning: 'the older transactions are there',
    becomes: { type: 'TRANSACTIONS', code: 'HISTORICAL_UPDATE' },
  },
  {
    code: 2,
    meaning: 'new transactions',
    becomes: { type: 'TRANSACTIONS', code: 'DEFAULT_UPDATE' },
  },
  {
    code: 3,
    meaning: 'transactions were removed',
    becomes: { type: 'TRANSACTIONS', code: 'TRANSACTIONS_REMOVED' },
    note: "Plaid's transition guide calls it REMOVED_TRANSACTIONS, which Plaid never sends.",
  },
  {
    code: 4,
    meaning: 'the webhook URL was changed',
    becomes: { type: 'ITEM', code: 'WEBHOOK_UPDATE_ACKNOWLEDGED' },
    note: 'The new URL is in new_webhook_url.',
  },
  {
    code: 10,
    meaning: 'income data is there',
    becomes: undefined,
    note: 'The product is gone. The nearest are INCOME / PRODUCT_READY and INCOME / INCOME_VERIFICATION.',
  },
  {
    code: 20,
    meaning: 'risk data is there',
    becomes: undefined,
    note: 'The product is gone.',
  },
  {
    code: 'error',
    meaning: 'the Item has an error',
    becomes: { type: 'ITEM', code: 'ERROR' },
    note:
      "Which error is in error.error_code: ITEM_LOGIN_REQUIRED where the user has to sign in again. Plaid's " +
      'transition guide calls that a webhook, which it is not.',
  },
];

/** What stands for a legacy code; any code that is in no other row is an error. */
export function legacyWebhookOf(code: number): LegacyWebhook {
  const found = legacyWebhooks.find((webhook) => webhook.code === code);
  return found ?? errorWebhook;
}

/** What stands for all the legacy codes of a range, the errors as one. */
export function legacyWebhooksIn(from: number, to: number): readonly LegacyWebhook[] {
  if (from === to) return [legacyWebhookOf(from)];
  const some = legacyWebhooks.filter(
    ({ code }) => typeof code === 'number' && from <= code && code <= to,
  );
  return to < FIRST_ERROR && some.length > 0 ? some : [...some, errorWebhook];
}

/** No error has a lower code. */
const FIRST_ERROR = 1000;

const errorWebhook = legacyWebhooks.find(({ code }) => code === 'error') ?? {
  code: 'error',
  meaning: '',
  becomes: undefined,
};

/** A field of the legacy payload, and where its content is today. */
export interface WebhookField {
  readonly name: string;
  /** Undefined where nothing replaces it. */
  readonly becomes: string | undefined;
  readonly note: string;
}

/** Every field of the legacy payload. Sources as for {@link legacyWebhooks}. */
export const legacyWebhookFields: readonly WebhookField[] = [
  {
    name: 'code',
    becomes: 'webhook_type and webhook_code',
    note: 'A number before, two strings now.',
  },
  {
    name: 'access_token',
    becomes: 'item_id',
    note: 'Look the Item up by item_id, which `tokens export` has beside both tokens.',
  },
  {
    name: 'message',
    becomes: undefined,
    note: 'Only errors have a text, in error.error_message, which is not for programs.',
  },
  {
    name: 'resolve',
    becomes: undefined,
    note: 'The nearest are error.suggested_action and error.documentation_url.',
  },
  {
    name: 'total_transactions',
    becomes: 'new_transactions',
    note: 'It counted all transactions of the Item; new_transactions counts those since the last webhook.',
  },
  {
    name: 'removed_transactions',
    becomes: 'removed_transactions',
    note: 'Ids of transactions, as before.',
  },
];

/** A webhook that has no legacy counterpart and starts to arrive once an Item is migrated. */
export interface NewWebhook extends WebhookName {
  /** The products whose Items get it; undefined: every Item. */
  readonly products?: readonly PlaidProduct[];
  /** What it says, and what a handler does with it. */
  readonly note: string;
  /** Without a branch for it, users lose their connection or see stale data. */
  readonly needed: boolean;
}

/**
 * Webhooks that only today's format has, those that concern migrated Items. Source: the `*Webhook` schemas
 * of Plaid's OpenAPI description.
 */
export const newWebhooks: readonly NewWebhook[] = [
  {
    type: 'TRANSACTIONS',
    code: 'SYNC_UPDATES_AVAILABLE',
    products: ['transactions'],
    note: 'Comes beside the four older ones; call /transactions/sync, or ignore it while you use /transactions/get.',
    needed: false,
  },
  {
    type: 'TRANSACTIONS',
    code: 'RECURRING_TRANSACTIONS_UPDATE',
    products: ['recurring_transactions'],
    note: 'Recurring transactions changed; account_ids says where.',
    needed: false,
  },
  {
    type: 'ITEM',
    code: 'PENDING_EXPIRATION',
    note: 'Europe: access ends at consent_expiration_time, a week ahead; open Link in update mode before.',
    needed: true,
  },
  {
    type: 'ITEM',
    code: 'PENDING_DISCONNECT',
    note: 'US and Canada: the connection ends for the reason given; open Link in update mode before.',
    needed: true,
  },
  {
    type: 'ITEM',
    code: 'LOGIN_REPAIRED',
    note: 'The user repaired the Item elsewhere; stop asking for it.',
    needed: false,
  },
  {
    type: 'ITEM',
    code: 'NEW_ACCOUNTS_AVAILABLE',
    note: 'The bank has accounts you were not given; update mode with account selection adds them.',
    needed: false,
  },
  {
    type: 'ITEM',
    code: 'USER_PERMISSION_REVOKED',
    note: 'The user took the permission back: the access token works no more. Remove the Item.',
    needed: true,
  },
  {
    type: 'ITEM',
    code: 'USER_ACCOUNT_REVOKED',
    note: 'The user took the permission back for account_id.',
    needed: true,
  },
  {
    type: 'AUTH',
    code: 'DEFAULT_UPDATE',
    products: ['auth'],
    note: 'Account or routing numbers are new or have changed; call /auth/get.',
    needed: true,
  },
  {
    type: 'AUTH',
    code: 'AUTOMATICALLY_VERIFIED',
    products: ['auth'],
    note: 'Micro-deposits were verified for account_id.',
    needed: false,
  },
  {
    type: 'AUTH',
    code: 'VERIFICATION_EXPIRED',
    products: ['auth'],
    note: 'Micro-deposits were not verified in time for account_id.',
    needed: false,
  },
  {
    type: 'IDENTITY',
    code: 'DEFAULT_UPDATE',
    products: ['identity'],
    note: 'Identity data changed; call /identity/get.',
    needed: false,
  },
  {
    type: 'HOLDINGS',
    code: 'DEFAULT_UPDATE',
    products: ['investments'],
    note: 'Holdings changed; call /investments/holdings/get.',
    needed: true,
  },
  {
    type: 'INVESTMENTS_TRANSACTIONS',
    code: 'DEFAULT_UPDATE',
    products: ['investments'],
    note: 'New investment transactions; call /investments/transactions/get.',
    needed: true,
  },
  {
    type: 'INVESTMENTS_TRANSACTIONS',
    code: 'HISTORICAL_UPDATE',
    products: ['investments'],
    note: 'The older investment transactions are there.',
    needed: false,
  },
  {
    type: 'LIABILITIES',
    code: 'DEFAULT_UPDATE',
    products: ['liabilities'],
    note: 'Liabilities changed; call /liabilities/get.',
    needed: true,
  },
  {
    type: 'ASSETS',
    code: 'PRODUCT_READY',
    products: ['assets'],
    note: 'The report asset_report_id is ready; there is no item_id.',
    needed: true,
  },
  {
    type: 'ASSETS',
    code: 'ERROR',
    products: ['assets'],
    note: 'The report asset_report_id failed; there is no item_id.',
    needed: true,
  },
];

/** A webhook_code that code tests for and Plaid never sends, and the one that was meant. */
export const wrongWebhookCodes: ReadonlyMap<string, string> = new Map([
  ['HISTORIC_UPDATE', 'HISTORICAL_UPDATE'],
  ['REMOVED_TRANSACTIONS', 'TRANSACTIONS_REMOVED'],
  ['TRANSACTION_REMOVED', 'TRANSACTIONS_REMOVED'],
  ['UPDATE_ACKNOWLEDGED', 'WEBHOOK_UPDATE_ACKNOWLEDGED'],
]);

/** Where Plaid describes its webhooks. */
export const WEBHOOK_DOCS = 'https://plaid.com/docs/api/webhooks/';
/** Where Plaid describes how a webhook is verified. */
export const WEBHOOK_VERIFICATION_DOCS =
  'https://plaid.com/docs/api/webhooks/webhook-verification/';
