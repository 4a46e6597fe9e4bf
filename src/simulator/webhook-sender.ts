import type { ItemBook } from './item-book.ts';
import {
  currentPayload,
  isCurrentOnlyEvent,
  legacyPayload,
  webhookCycle,
  type CurrentOnlyEvent,
  type WebhookEvent,
} from './webhook-payloads.ts';
import type { WebhookSigner } from './webhook-signer.ts';

/** Plaid gives up on a receiver after ten seconds. */
const RECEIVER_TIMEOUT_MS = 10_000;
/** A receiver that hangs must not pile up webhooks without end. */
const MOST_UNDER_WAY = 100;

/** What became of the webhooks so far. A receiver that failed is only counted. */
export interface WebhookCounts {
  readonly delivered: number;
  readonly failed: number;
}

/** Sends webhooks to one receiver: old format until an Item is upgraded, today's afterwards. */
export class WebhookSender {
  readonly url: string;
  readonly #book: ItemBook;
  readonly #signer: WebhookSigner;
  readonly #now: () => number;
  #delivered = 0;
  #failed = 0;
  #step = 0;
  #underWay = 0;
  readonly #stop = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  /** `now` gives epoch milliseconds. */
  constructor(url: string, book: ItemBook, signer: WebhookSigner, now: () => number) {
    this.url = url;
    this.#book = book;
    this.#signer = signer;
    this.#now = now;
  }

  counts(): WebhookCounts {
    return { delivered: this.#delivered, failed: this.#failed };
  }

  /**
   * Sends one event about one Item. Resolves to whether the receiver answered 200, never rejects.
   * An Item of the legacy format gets nothing about events the legacy API did not have.
   */
  async send(index: number, event: WebhookEvent | CurrentOnlyEvent): Promise<boolean> {
    const body = this.#payload(index, event);
    if (body === undefined) return false;
    this.#underWay += 1;
    const delivered = await this.#post(body.text, body.signature);
    this.#underWay -= 1;
    if (delivered) this.#delivered += 1;
    else this.#failed += 1;
    return delivered;
  }

  /** Sends the next webhook of the round: one Item after the other, each time another event. */
  async sendNext(): Promise<boolean> {
    const step = this.#step;
    this.#step += 1;
    const total = Math.max(1, this.#book.total);
    // One further at every round, so that every Item gets every event.
    return this.send(step % total, eventOf((step % total) + Math.floor(step / total)));
  }

  /** Sends the first `count` events of the cycle about one Item, one after the other. */
  async sendCycle(index: number, count: number): Promise<void> {
    for (let at = 0; at < count; at += 1) await this.send(index, eventOf(at));
  }

  /** Begins to send one webhook every `everyMs` milliseconds. */
  start(everyMs: number): void {
    const begin = performance.now();
    let sent = 0;
    const next = (): void => {
      sent += 1;
      // Counted from the beginning, so that a late timer does not make all later ones late.
      const wait = begin + sent * everyMs - performance.now();
      this.#timer = setTimeout(
        () => {
          if (this.#underWay < MOST_UNDER_WAY) void this.sendNext();
          next();
        },
        Math.max(0, wait),
      );
    };
    next();
  }

  /** Ends the round and cuts what is under way. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#stop.abort();
  }

  #payload(
    index: number,
    event: WebhookEvent | CurrentOnlyEvent,
  ): { text: string; signature: string | undefined } | undefined {
    const { tokens } = this.#book;
    const { removed, webhook } = this.#book.extras(index);
    if (removed === true || index >= this.#book.total) return undefined;
    if (this.#book.webhookFormat(index) === 'legacy') {
      if (isCurrentOnlyEvent(event)) return undefined;
      const legacy = legacyPayload(event, tokens.legacyAccessToken(index), this.url);
      return { text: JSON.stringify(legacy), signature: undefined };
    }
    const current = currentPayload(event, tokens.itemId(index), tokens.env, webhook ?? this.url);
    const text = JSON.stringify(current);
    return { text, signature: this.#signer.sign(text, this.#now()) };
  }

  async #post(body: string, signature: string | undefined): Promise<boolean> {
    try {
      const response = await fetch(this.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(signature === undefined ? {} : { 'plaid-verification': signature }),
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([this.#stop.signal, AbortSignal.timeout(RECEIVER_TIMEOUT_MS)]),
      });
      await response.body?.cancel();
      return response.status === 200;
    } catch {
      return false;
    }
  }
}

function eventOf(step: number): WebhookEvent {
  return webhookCycle[step % webhookCycle.length] ?? 'DEFAULT_UPDATE';
}
