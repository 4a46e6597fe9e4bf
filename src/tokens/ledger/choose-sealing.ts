import { randomBytes } from 'node:crypto';
import { MigrateError } from '../../core/errors.ts';
import type { Secret } from '../../core/secrets.ts';
import { createSealing, parseLedgerKey, plaintextSealing, type Sealing } from './sealing.ts';

/**
 * How the tokens of a ledger are sealed: by the key there is, or not at all where the user said so
 * (`--plaintext`, or a ledger that was made that way).
 */
export function chooseSealing(options: {
  readonly plaintext: boolean;
  readonly key: Secret | undefined;
  /** How the ledger that is there was made; undefined when there is none. */
  readonly existing: Sealing['encryption'] | undefined;
}): Sealing {
  if (options.plaintext) return plaintextSealing;
  if (options.key !== undefined) return createSealing(parseLedgerKey(options.key));
  if (options.existing === 'none') return plaintextSealing;
  throw new MigrateError(
    options.existing === undefined
      ? 'There is no key to seal the tokens in the ledger with: PLAID_MIGRATE_KEY is not set.'
      : 'The ledger is encrypted, and PLAID_MIGRATE_KEY is not set.',
    {
      hint:
        options.existing === undefined
          ? 'Make one and keep it safe: plaid-migrate keygen --output ledger.key && export PLAID_MIGRATE_KEY_FILE=$PWD/ledger.key. Or pass --plaintext to keep the tokens in clear.'
          : 'Set it to the key the ledger was made with, or PLAID_MIGRATE_KEY_FILE to the file that holds it.',
    },
  );
}

/** A key for a ledger that nobody reads again. */
export function throwawaySealing(): Sealing {
  return createSealing(randomBytes(32));
}
