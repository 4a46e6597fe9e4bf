import type { PlaidEnvironment } from './environments.ts';
import { constantName, shownName, type LinkValue } from './link-literals.ts';
import type { Json } from './json.ts';

/** An environment a page may name, and what the server uses for it today. */
export interface LinkEnvironment {
  /** undefined where a person has to choose. */
  readonly today?: PlaidEnvironment;
  readonly note?: string;
}

const choose = 'use sandbox for made-up data, production for real accounts';

/**
 * Environments by the names pages give them. Sources: the servers of Plaid's OpenAPI description,
 * which lost development with 1.527.0 (2024-07); Plaid's transition guides for tartan and api.
 */
export const linkEnvironments: ReadonlyMap<string, LinkEnvironment> = new Map(
  Object.entries({
    sandbox: { today: 'sandbox' },
    production: { today: 'production' },
    development: {
      note: `The page opened Link in Development, which Plaid shut down in 2024: ${choose}.`,
    },
    tartan: { note: `The page opened Link in tartan, a legacy host that is gone: ${choose}.` },
    api: {
      today: 'production',
      note: 'The page opened Link in api, the legacy production host: use production.',
    },
  } satisfies Record<string, LinkEnvironment>),
);

/** The `env` of a page as the environment the server has to use: a name, a constant or a host. */
export function linkEnvironment(literal: Json): LinkValue<PlaidEnvironment> {
  const text = typeof literal === 'string' ? literal : '';
  const [, host] = /^https?:\/\/([^./]+)\.plaid\.com\b/.exec(text) ?? [];
  const name = host ?? constantName(text);
  const environment = linkEnvironments.get(name.toLowerCase());
  if (environment === undefined) {
    return {
      value: undefined,
      notes: [`${shownName(name)} is no environment of Plaid's: ${choose}.`],
    };
  }
  return {
    value: environment.today,
    notes: environment.note === undefined ? [] : [environment.note],
  };
}
