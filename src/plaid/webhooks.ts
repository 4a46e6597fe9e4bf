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
