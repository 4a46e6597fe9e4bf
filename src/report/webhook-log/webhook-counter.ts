import { createHash, randomBytes } from 'node:crypto';
import type { LineReading, LoggedWebhook } from './webhooks-in-line.ts';
import type { SeenCode, SeenWebhook, WebhookCounts } from './webhook-counts.ts';

/** More names than Plaid has: what goes beyond is no log of its webhooks. */
const MOST_CODES = 500;

/** Counts webhooks by code, and how many Items sent each. Of an Item, only a hash is kept, in memory. */
export class WebhookCounter {
  #lines = 0;
  #others = 0;
  #broken = 0;
  readonly #codes = new Map<string, { webhook: SeenWebhook; count: number; items: number }>();
  readonly #items = new ItemBook();

  add(reading: LineReading): void {
    this.#lines += 1;
    if (reading === 'other') this.#others += 1;
    else if (reading === 'broken') this.#broken += 1;
    else for (const logged of reading) this.#count(logged);
  }

  counts(): WebhookCounts {
    const codes: readonly SeenCode[] = [...this.#codes.values()];
    return {
      lines: this.#lines,
      others: this.#others,
      broken: this.#broken,
      codes: codes.toSorted((a, b) => compare(orderOf(a.webhook), orderOf(b.webhook))),
    };
  }

  #count({ webhook, item }: LoggedWebhook): void {
    const name = orderOf(webhook);
    const known = this.#codes.get(name);
    if (known === undefined && this.#codes.size >= MOST_CODES) return;
    const code = known ?? { webhook, count: 0, items: 0 };
    this.#codes.set(name, code);
    code.count += 1;
    if (item !== undefined && this.#items.isFirst(item, name)) code.items += 1;
  }
}

/**
 * Which Items sent which codes: one small number an Item, that stands for a set of codes. Millions of
 * Items have but a few such sets between them.
 */
class ItemBook {
  /** Makes hashes of ids and tokens worthless outside of this process. */
  readonly #key = randomBytes(16);
  readonly #setOf = new Map<number, number>();
  readonly #sets: ReadonlySet<string>[] = [new Set()];
  readonly #larger = new Map<string, number>();

  /** Whether the Item sends the code for the first time; from now on it does not. */
  isFirst(item: string, code: string): boolean {
    const hash = createHash('sha256').update(this.#key).update(item).digest().readUIntBE(0, 6);
    const set = this.#setOf.get(hash) ?? 0;
    if (this.#sets[set]?.has(code) === true) return false;
    this.#setOf.set(hash, this.#with(set, code));
    return true;
  }

  #with(set: number, code: string): number {
    const name = `${String(set)} ${code}`;
    const known = this.#larger.get(name);
    if (known !== undefined) return known;
    const made = this.#sets.push(new Set([...(this.#sets[set] ?? []), code])) - 1;
    this.#larger.set(name, made);
    return made;
  }
}

/** Sorts legacy codes by number and before those of today, which go by name. */
function orderOf(webhook: SeenWebhook): string {
  return webhook.format === 'legacy'
    ? `0 ${String(webhook.code).padStart(6, '0')}`
    : `1 ${webhook.type} ${webhook.code}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
