/** A webhook as its payload names it. */
export type SeenWebhook =
  | { readonly format: 'legacy'; readonly code: number }
  | { readonly format: 'new'; readonly type: string; readonly code: string };

/** What a log of webhooks holds. */
export interface WebhookCounts {
  readonly lines: number;
  /** Lines that are no webhook of Plaid's. */
  readonly others: number;
  /** Lines that could not be read. */
  readonly broken: number;
  /** Legacy codes by number, then those of today by name. */
  readonly codes: readonly SeenCode[];
}

export interface SeenCode {
  readonly webhook: SeenWebhook;
  readonly count: number;
  /** How many Items sent it. */
  readonly items: number;
}
