import { unreachable } from '../core/errors.ts';
import type { PlaidEnvironment } from '../plaid/environments.ts';
import type { JsonObject } from './reply.ts';

/** The events that exist in both formats, in the order of the legacy codes 0 to 4 and 1205. */
export const webhookCycle = [
  'INITIAL_UPDATE',
  'HISTORICAL_UPDATE',
  'DEFAULT_UPDATE',
  'TRANSACTIONS_REMOVED',
  'WEBHOOK_UPDATE_ACKNOWLEDGED',
  'ERROR',
] as const;

/** An event that exists in both formats, by its current `webhook_code`. */
export type WebhookEvent = (typeof webhookCycle)[number];

/** Codes of `/sandbox/item/fire_webhook` that have no legacy counterpart, with their type. */
export const currentOnlyEvents = {
  NEW_ACCOUNTS_AVAILABLE: 'ITEM',
  SMS_MICRODEPOSITS_VERIFICATION: 'AUTH',
  USER_PERMISSION_REVOKED: 'ITEM',
  USER_ACCOUNT_REVOKED: 'ITEM',
  PENDING_DISCONNECT: 'ITEM',
  RECURRING_TRANSACTIONS_UPDATE: 'TRANSACTIONS',
  LOGIN_REPAIRED: 'ITEM',
  SYNC_UPDATES_AVAILABLE: 'TRANSACTIONS',
  PRODUCT_READY: 'INCOME',
} as const;

/** A `webhook_code` that only exists in the current format. */
export type CurrentOnlyEvent = keyof typeof currentOnlyEvents;

/** Whether a code is one of {@link currentOnlyEvents}. */
export function isCurrentOnlyEvent(code: string): code is CurrentOnlyEvent {
  return Object.hasOwn(currentOnlyEvents, code);
}

/**
 * A webhook in the format of the legacy API: a numeric `code`, and the legacy access token as the
 * only name of the Item. Source: Plaid's transition guide and plaid-ruby-legacy `webhook.rb`.
 */
export function legacyPayload(
  event: WebhookEvent,
  legacyAccessToken: string,
  webhookUrl: string,
): JsonObject {
  const access_token = legacyAccessToken;
  switch (event) {
    case 'INITIAL_UPDATE':
      return {
        message: 'Initial transaction pull finished',
        access_token,
        total_transactions: 123,
        code: 0,
      };
    case 'HISTORICAL_UPDATE':
      return {
        message: 'Historical transaction pull finished',
        access_token,
        total_transactions: 389,
        code: 1,
      };
    case 'DEFAULT_UPDATE':
      return {
        message: 'Normal transaction pull finished',
        access_token,
        total_transactions: 392,
        code: 2,
      };
    case 'TRANSACTIONS_REMOVED':
      return {
        message: 'Transactions have been removed',
        access_token,
        removed_transactions: [...REMOVED],
        code: 3,
      };
    case 'WEBHOOK_UPDATE_ACKNOWLEDGED':
      return {
        message: `Webhook acknowledged: ${webhookUrl}`,
        access_token,
        code: 4,
      };
    case 'ERROR':
      return {
        message: 'account locked',
        access_token,
        code: 1205,
        resolve: 'The account is locked. The user has to unlock it on the website of the bank.',
      };
    default:
      return unreachable(event);
  }
}

/**
 * The same event in today's format: `webhook_type`, `webhook_code`, `item_id`.
 * Source: the `*Webhook` schemas of Plaid's OpenAPI description.
 */
export function currentPayload(
  event: WebhookEvent | CurrentOnlyEvent,
  itemId: string,
  environment: PlaidEnvironment,
  webhookUrl: string,
): JsonObject {
  const transactions = {
    webhook_type: 'TRANSACTIONS',
    webhook_code: event,
    item_id: itemId,
    error: null,
    environment,
  };
  if (isCurrentOnlyEvent(event)) {
    return {
      ...transactions,
      webhook_type: currentOnlyEvents[event],
      ...(event === 'SYNC_UPDATES_AVAILABLE'
        ? { initial_update_complete: true, historical_update_complete: true }
        : {}),
    };
  }
  switch (event) {
    case 'INITIAL_UPDATE':
      return { ...transactions, new_transactions: 123 };
    case 'HISTORICAL_UPDATE':
      return { ...transactions, new_transactions: 266 };
    case 'DEFAULT_UPDATE':
      return { ...transactions, new_transactions: 3 };
    case 'TRANSACTIONS_REMOVED':
      return { ...transactions, removed_transactions: [...REMOVED] };
    case 'WEBHOOK_UPDATE_ACKNOWLEDGED':
      return { ...transactions, webhook_type: 'ITEM', new_webhook_url: webhookUrl };
    case 'ERROR':
      return { ...transactions, webhook_type: 'ITEM', error: loginRequired };
    default:
      return unreachable(event);
  }
}

const REMOVED = ['yBVBEwrPyJs8GvR77N7QTxnGg6wG74H7dEDN6', 'kgygNvAVPzSX9KkddNdWHaVGRVex1MHm3k9no'];

/** The error of an ITEM / ERROR webhook: with `status`, without `request_id`. */
const loginRequired = {
  display_message: 'The user’s OAuth connection or login details have changed.',
  error_code: 'ITEM_LOGIN_REQUIRED',
  error_message:
    'the login details of this item have changed (credentials, MFA, or required user action) and a user login is required to update this information. use Link’s update mode to restore the item to a good state',
  error_type: 'ITEM_ERROR',
  status: 400,
};
