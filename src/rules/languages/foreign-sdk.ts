import type { CodeLanguage } from '../../scan/code-text/code-language.ts';
import type { SdkPackage, SdkVersion } from './sdk-versions.ts';

/** What a call of a retired method is about. */
export type RetiredCall =
  /** Takes an access token and gives a public token for update mode. */
  'public-token' | 'payment-token' | 'add-token' | 'update-version';

/** What a link token is for: update mode of an Item, a payment, a new Item. */
export type LinkPurpose =
  | { readonly kind: 'update'; readonly accessToken: string }
  | { readonly kind: 'payment'; readonly paymentId: string }
  | { readonly kind: 'new' };

/** Code for versions of an SDK. */
export interface ForVersions<Given> {
  /** As people say it: `5 to 7`. */
  readonly versions: string;
  readonly includes: (version: SdkVersion) => boolean;
  readonly code: (given: Given) => string;
}

/** A client and what a link token is made of. */
export interface LinkTokenParts {
  readonly client: string;
  readonly purpose: LinkPurpose;
}

/** Arguments of a client, as source text. */
export interface ClientParts {
  readonly id: string;
  readonly secret: string;
  readonly environment: string;
}

/** An SDK that servers call Plaid with, what of it is retired, and what takes its place. */
export interface ForeignSdk {
  readonly package: SdkPackage;
  readonly languages: readonly CodeLanguage[];
  /** What a file that uses it says. */
  readonly uses: RegExp;
  readonly linkToken: readonly ForVersions<LinkTokenParts>[];
  /** Calls by what stands before their `(`; the group `client` is what they are called on. */
  readonly calls: readonly { readonly call: RetiredCall; readonly finds: RegExp }[];
  /** Clients that are given a public_key. */
  readonly clients: readonly {
    readonly finds: RegExp;
    /** What the file says besides, where the name is one that others have, too. */
    readonly needs?: RegExp;
    /** Whether arguments, as source text, hold a public_key; its index, or the name it is given by. */
    readonly key: (given: readonly string[]) => number | undefined;
    readonly code: readonly ForVersions<ClientParts>[];
    readonly parts: (given: readonly string[]) => ClientParts;
  }[];
  /** Calls of the API that Plaid ended, and what does their work today. */
  readonly ended: readonly { readonly finds: RegExp; readonly today: string }[];
}

/** What stands for what only a person knows. */
export const USER_ID = 'USER_ID';
export const APP_NAME = 'APP_NAME';

/** Versions from a major to another, both included. */
export function majors(from: number, to = Number.POSITIVE_INFINITY) {
  return ({ major }: SdkVersion): boolean => major >= from && major <= to;
}
