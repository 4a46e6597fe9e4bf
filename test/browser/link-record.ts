import { randomUUID } from 'node:crypto';

/** What the stand-in for Link says about the page that uses it. */
export type LinkEvent =
  | {
      readonly kind: 'create';
      readonly token: string | undefined;
      readonly receivedRedirectUri: string | undefined;
    }
  | { readonly kind: 'open' | 'finish' | 'exit'; readonly token: string | undefined }
  | { readonly kind: 'fault'; readonly message: string };

/** Who gives out the tokens of a scenario, where that is not the record itself. */
export interface TokenIssuer {
  isMinted(linkToken: string): boolean;
  /** The public token of a session of Link that was opened with the link token. */
  issuePublicToken(linkToken: string | undefined): string;
}

/** Plaid's side of a scenario: the tokens it gave out, and how the page used them. */
export class LinkRecord {
  readonly events: LinkEvent[] = [];
  /** What today's Link would not stand for, in words. */
  readonly faults: string[] = [];
  /** Link tokens in the order they were minted. */
  readonly minted: string[] = [];
  /** Public tokens the app's server exchanged. */
  readonly exchanged: string[] = [];
  readonly #finished = new Set<string>();
  readonly #publicTokens = new Set<string>();
  readonly #issuer: TokenIssuer | undefined;

  constructor(issuer?: TokenIssuer) {
    this.#issuer = issuer;
  }

  /** How often the stand-in said so. */
  countOf(kind: LinkEvent['kind']): number {
    return this.events.filter((event) => event.kind === kind).length;
  }

  /** The token of the handler that was opened last. */
  get openedWith(): string | undefined {
    const last = this.events.findLast((event) => event.kind === 'open');
    return last?.kind === 'open' ? last.token : undefined;
  }

  /** A link token, as `/link/token/create` gives it. */
  mintLinkToken(): string {
    const token = `link-sandbox-${randomUUID()}`;
    this.minted.push(token);
    return token;
  }

  /** A public token, as `onSuccess` gets it: good for one exchange. */
  issuePublicToken(): string {
    if (this.#issuer !== undefined) return this.#issuer.issuePublicToken(this.openedWith);
    const token = `public-sandbox-${randomUUID()}`;
    this.#publicTokens.add(token);
    return token;
  }

  /** Exchanges a token; false when it is not from Link or was exchanged before. */
  exchange(publicToken: string): boolean {
    if (!this.#publicTokens.delete(publicToken)) return false;
    this.exchanged.push(publicToken);
    return true;
  }

  /** Takes a word of the stand-in. Only `current` Link cares which token it was given. */
  report(event: LinkEvent, generation: 'legacy' | 'current'): void {
    this.events.push(event);
    if (event.kind === 'fault') {
      this.faults.push(event.message);
      return;
    }
    if (generation === 'legacy' || event.token === undefined) return;
    if (event.kind === 'finish') this.#finished.add(event.token);
    if (event.kind !== 'create' && event.kind !== 'open') return;
    if (!(this.#issuer?.isMinted(event.token) ?? this.minted.includes(event.token))) {
      this.faults.push(`${event.kind} with a token that was never minted`);
    } else if (this.#finished.has(event.token)) {
      this.faults.push(`${event.kind} with a token that was used up`);
    }
  }
}
