import { inspect } from 'node:util';

const REDACTED = '[redacted]';

/** A value that must not be printed: it shows itself only to {@link Secret.reveal}. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [inspect.custom](): string {
    return REDACTED;
  }
}

/**
 * The shapes of Plaid's tokens, old and new, wherever they stand in a text. Shorter hex runs than a
 * legacy token are covered too, since a clipped token is still most of a token.
 */
const TOKEN_SHAPES =
  /\b(?:access|public|link|processor|payment-token|item-add)-(?:sandbox|development|production)-[0-9A-Za-z-]+|[0-9a-f]{65,}/gi;

/**
 * The last filter before a text leaves the process: replaces token shapes and the given secrets.
 * Secrets shorter than six characters are left alone: they would blank out ordinary words.
 */
export function createRedactor(secrets: readonly Secret[]): (text: string) => string {
  const values = secrets.map((secret) => secret.reveal()).filter((value) => value.length >= 6);
  return (text) => {
    let clean = text.replace(TOKEN_SHAPES, REDACTED);
    for (const value of values) clean = clean.replaceAll(value, REDACTED);
    return clean;
  };
}
