import type { PlaidEnvironment } from '../plaid/environments.ts';
import type { ItemBook } from './item-book.ts';
import type { Payments } from './payments.ts';
import type { LinkTokens, PublicTokens } from './short-lived-tokens.ts';
import type { WebhookSender } from './webhook-sender.ts';
import type { WebhookSigner } from './webhook-signer.ts';

/** Everything the routes read and change. */
export interface World {
  readonly env: PlaidEnvironment;
  readonly book: ItemBook;
  readonly publicTokens: PublicTokens;
  readonly linkTokens: LinkTokens;
  readonly payments: Payments;
  readonly signer: WebhookSigner;
  /** Absent without a receiver. */
  readonly webhooks: WebhookSender | undefined;
  /** Epoch milliseconds. */
  readonly now: () => number;
}
