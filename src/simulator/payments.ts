import type { JsonObject } from './reply.ts';

/** A payment or a recipient, and the request that made it. */
export interface Payment {
  readonly id: string;
  readonly request: JsonObject;
}

/** The recipients and payments made so far. Their ids are as Plaid's: `<kind>-id-<env>-<number>`. */
export class Payments {
  readonly #env: string;
  readonly #recipients = new Map<string, JsonObject>();
  readonly #payments = new Map<string, JsonObject>();

  constructor(env: string) {
    this.#env = env;
  }

  addRecipient(request: JsonObject): string {
    const id = `recipient-id-${this.#env}-${String(this.#recipients.size + 1)}`;
    this.#recipients.set(id, request);
    return id;
  }

  hasRecipient(id: string): boolean {
    return this.#recipients.has(id);
  }

  /** Every recipient in the order they were made. */
  recipients(): readonly Payment[] {
    return [...this.#recipients].map(([id, request]) => ({ id, request }));
  }

  addPayment(request: JsonObject): string {
    const id = `payment-id-${this.#env}-${String(this.#payments.size + 1)}`;
    this.#payments.set(id, request);
    return id;
  }

  /** Every payment in the order they were made. */
  all(): readonly Payment[] {
    return [...this.#payments].map(([id, request]) => ({ id, request }));
  }

  hasPayment(id: string): boolean {
    return this.#payments.has(id);
  }
}
