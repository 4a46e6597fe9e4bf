import type { ItemTokens } from './items.ts';
import { textOf, textsOf, type JsonObject } from './reply.ts';

const MINUTE = 60_000;
/** A public token can be exchanged for 30 minutes. Source: docs of /item/public_token/exchange. */
const PUBLIC_TOKEN_LIFE = 30 * MINUTE;
/** Source: `expiration` of /link/token/create. */
const LINK_TOKEN_LIFE = 4 * 60 * MINUTE;
const UPDATE_MODE_LINK_TOKEN_LIFE = 30 * MINUTE;

/** What became of a public token that is to be exchanged. */
export type PublicTokenUse =
  | { readonly kind: 'item'; readonly index: number }
  | { readonly kind: 'expired' }
  | { readonly kind: 'unknown' };

/** The public tokens that can still be exchanged: once each. Times are epoch milliseconds. */
export class PublicTokens {
  readonly #tokens: ItemTokens;
  readonly #open = new Map<string, { index: number; expiresAt: number }>();
  #serial = 0;

  constructor(tokens: ItemTokens) {
    this.#tokens = tokens;
  }

  create(index: number, now: number): { token: string; expiresAt: number } {
    const token = this.#tokens.seal('public', index, this.#serial);
    const expiresAt = now + PUBLIC_TOKEN_LIFE;
    this.#serial += 1;
    this.#open.set(token, { index, expiresAt });
    return { token, expiresAt };
  }

  use(token: string, now: number): PublicTokenUse {
    const found = this.#open.get(token);
    if (found === undefined) return { kind: 'unknown' };
    if (found.expiresAt <= now) return { kind: 'expired' };
    this.#open.delete(token);
    return { kind: 'item', index: found.index };
  }
}

/** A link token and what its request asked for. */
export interface LinkToken {
  readonly token: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly request: JsonObject;
}

/** The link tokens made so far. */
export class LinkTokens {
  readonly #tokens: ItemTokens;
  readonly #made = new Map<string, LinkToken>();
  readonly #used = new Set<string>();

  constructor(tokens: ItemTokens) {
    this.#tokens = tokens;
  }

  create(request: JsonObject, updateMode: boolean, now: number): LinkToken {
    const token = this.#tokens.seal('link', this.#made.size, 0);
    const life = updateMode ? UPDATE_MODE_LINK_TOKEN_LIFE : LINK_TOKEN_LIFE;
    const made = { token, createdAt: now, expiresAt: now + life, request };
    this.#made.set(token, made);
    return made;
  }

  find(token: string): LinkToken | undefined {
    return this.#made.get(token);
  }

  /** Spends a token on a session of Link; false when it was spent before. */
  use(token: string): boolean {
    if (this.#used.has(token)) return false;
    this.#used.add(token);
    return true;
  }

  /** All of them, oldest first. */
  all(): readonly LinkToken[] {
    return [...this.#made.values()];
  }
}

/** What `/link/token/get` tells about a link token: `LinkTokenGetResponse`. */
export function describeLinkToken({ token, createdAt, expiresAt, request }: LinkToken): JsonObject {
  return {
    link_token: token,
    created_at: new Date(createdAt).toISOString(),
    expiration: new Date(expiresAt).toISOString(),
    link_sessions: [],
    metadata: {
      initial_products: textsOf(request, 'products'),
      webhook: textOf(request, 'webhook') ?? null,
      country_codes: textsOf(request, 'country_codes'),
      language: textOf(request, 'language') ?? null,
      ...(request['account_filters'] === undefined
        ? {}
        : { account_filters: request['account_filters'] }),
      redirect_uri: textOf(request, 'redirect_uri') ?? null,
      client_name: textOf(request, 'client_name') ?? null,
    },
  };
}
