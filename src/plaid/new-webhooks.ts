import type { PlaidProduct } from './link-products.ts';
import type { WebhookName } from './webhooks.ts';

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
