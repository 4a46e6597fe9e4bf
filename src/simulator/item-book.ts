import type { ItemTokens } from './items.ts';

/** What a second upgrade of one legacy token answers; Plaid documents none of the three. */
export type RepeatMode = 'same' | 'new' | 'refuse';

/** How the book treats its Items. */
export interface ItemBookSettings {
  /** Items that have a legacy token, numbered from 0. */
  readonly items: number;
  /** The share of them (0 to 1) whose legacy token is refused. */
  readonly refuse: number;
  readonly repeat: RepeatMode;
}

/** One Item as `GET /simulator/items` shows it. */
export interface ItemState {
  readonly item_id: string;
  /** null for an Item that was linked here, without a legacy past. */
  readonly legacy_access_token: string | null;
  /** The newest access token; null until the first upgrade, and after removal. */
  readonly access_token: string | null;
  /** Every access token ever issued, oldest first. */
  readonly access_tokens: readonly string[];
  /** Times an upgrade was done, whether or not its answer arrived. */
  readonly upgrades: number;
  /** Times its legacy token arrived at `update_version`. */
  readonly calls: number;
  readonly refused: boolean;
  readonly webhook_format: 'legacy' | 'current';
}

/** What few Items have: kept in a map, so that the others cost twelve bytes. */
export interface ItemExtras {
  institutionId?: string;
  products?: readonly string[];
  webhook?: string | null;
  removed?: true;
  /** Access tokens of earlier versions were invalidated. */
  validFromVersion?: number;
}

/** Whom an access token names. */
export type TokenOwner =
  | { readonly kind: 'item'; readonly index: number }
  | { readonly kind: 'removed' }
  | { readonly kind: 'unknown' };

/** The state of every Item. */
export class ItemBook {
  readonly tokens: ItemTokens;
  readonly #settings: ItemBookSettings;
  readonly #extras = new Map<number, ItemExtras>();
  /** Versions of access tokens issued; 0 while there is none. */
  #versions: Uint32Array;
  readonly #upgrades: Uint32Array;
  readonly #calls: Uint32Array;
  #total: number;
  #lastFound: { readonly token: string; readonly index: number | undefined } | undefined;

  constructor(tokens: ItemTokens, settings: ItemBookSettings) {
    this.tokens = tokens;
    this.#settings = settings;
    this.#total = settings.items;
    this.#versions = new Uint32Array(settings.items);
    this.#upgrades = new Uint32Array(settings.items);
    this.#calls = new Uint32Array(settings.items);
  }

  /** Items there are: those with a legacy token and those linked since. */
  get total(): number {
    return this.#total;
  }

  /** The Item of a legacy token. */
  findLegacy(token: string): number | undefined {
    // One request asks twice: to count its token and to upgrade it.
    if (this.#lastFound?.token === token) return this.#lastFound.index;
    const sealed = this.tokens.indexOfLegacyAccessToken(token);
    const index = sealed !== undefined && sealed < this.#settings.items ? sealed : undefined;
    this.#lastFound = { token, index };
    return index;
  }

  /** Counts an arrival of an Item's legacy token. */
  countCall(index: number): void {
    this.#calls[index] = (this.#calls[index] ?? 0) + 1;
  }

  /** Does the work of `update_version`. Returns the access token; undefined when it is refused. */
  upgrade(index: number): string | undefined {
    const version = this.#versions[index] ?? 0;
    if (this.isRefused(index) || this.extras(index).removed === true) return undefined;
    if (version > 0 && this.#settings.repeat === 'refuse') return undefined;
    this.#upgrades[index] = (this.#upgrades[index] ?? 0) + 1;
    return version > 0 && this.#settings.repeat === 'same'
      ? this.tokens.accessToken(index, version)
      : this.issue(index);
  }

  /** Issues the Item's next access token. Earlier ones go on working. */
  issue(index: number): string {
    const version = (this.#versions[index] ?? 0) + 1;
    this.#versions[index] = version;
    return this.tokens.accessToken(index, version);
  }

  /** Issues the next access token and invalidates the earlier ones. */
  rotate(index: number): string {
    const token = this.issue(index);
    this.setExtras(index, { validFromVersion: this.#versions[index] ?? 0 });
    return token;
  }

  /** The newest access token; undefined until there is one. */
  accessToken(index: number): string | undefined {
    const version = this.#versions[index] ?? 0;
    return version === 0 ? undefined : this.tokens.accessToken(index, version);
  }

  /** Whom an access token of today's form names. */
  findOwner(token: string): TokenOwner {
    const found = this.tokens.unseal('access', token);
    if (found === undefined || found.index >= this.#total) return { kind: 'unknown' };
    const { removed, validFromVersion = 1 } = this.extras(found.index);
    if (removed === true) return { kind: 'removed' };
    const issued = this.#versions[found.index] ?? 0;
    return found.version >= validFromVersion && found.version <= issued
      ? { kind: 'item', index: found.index }
      : { kind: 'unknown' };
  }

  /** Links a new Item, which has no legacy token. Returns its index. */
  create(extras: ItemExtras): number {
    const index = this.#total;
    if (index >= this.#versions.length) {
      const grown = new Uint32Array(Math.max(64, index * 2));
      grown.set(this.#versions);
      this.#versions = grown;
    }
    this.#total += 1;
    this.#extras.set(index, extras);
    return index;
  }

  extras(index: number): Readonly<ItemExtras> {
    return this.#extras.get(index) ?? {};
  }

  setExtras(index: number, extras: ItemExtras): void {
    this.#extras.set(index, { ...this.#extras.get(index), ...extras });
  }

  isRefused(index: number): boolean {
    return index < this.#settings.items && this.tokens.isRefused(index, this.#settings.refuse);
  }

  /** Items get webhooks of today's form as soon as they have an access token of today's form. */
  webhookFormat(index: number): 'legacy' | 'current' {
    const isLinkedHere = index >= this.#settings.items;
    return isLinkedHere || (this.#versions[index] ?? 0) > 0 ? 'current' : 'legacy';
  }

  /** The whole state of one Item. */
  state(index: number): ItemState {
    const versions = this.#versions[index] ?? 0;
    const hasLegacy = index < this.#settings.items;
    const removed = this.extras(index).removed === true;
    return {
      item_id: this.tokens.itemId(index),
      legacy_access_token: hasLegacy ? this.tokens.legacyAccessToken(index) : null,
      access_token: removed ? null : (this.accessToken(index) ?? null),
      access_tokens: Array.from({ length: versions }, (_, at) =>
        this.tokens.accessToken(index, at + 1),
      ),
      upgrades: this.#upgrades[index] ?? 0,
      calls: this.#calls[index] ?? 0,
      refused: this.isRefused(index),
      webhook_format: this.webhookFormat(index),
    };
  }

  /** The index of an `item_id`. A walk over all Items: item ids are not invertible. */
  indexOfItemId(itemId: string): number | undefined {
    for (let index = 0; index < this.#total; index += 1) {
      if (this.tokens.itemId(index) === itemId) return index;
    }
    return undefined;
  }
}
