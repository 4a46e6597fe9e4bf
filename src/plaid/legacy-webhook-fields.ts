/** A field of the legacy payload, and where its content is today. */
export interface WebhookField {
  readonly name: string;
  /** Undefined where nothing replaces it. */
  readonly becomes: string | undefined;
  readonly note: string;
}

/** Every field of the legacy payload. Sources as for `legacyWebhooks`. */
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
