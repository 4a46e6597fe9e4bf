import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { errorCode, MigrateError } from '../core/errors.ts';
import { ExitCode } from '../core/exit-codes.ts';
import type { Host } from '../core/host.ts';

/** What `keygen` was given. */
export interface KeygenOptions {
  readonly output?: string;
  readonly quiet?: boolean;
}

const KEY_BYTES = 32;

const KEEP_IT =
  'Keep it in your secret manager: without it the ledger it seals cannot be read by anybody.';

/** Makes a ledger key: on standard output, or in a new file that only its owner can read. */
export async function keygen(options: KeygenOptions, host: Host): Promise<ExitCode> {
  const key = `${randomBytes(KEY_BYTES).toString('base64url')}\n`;
  if (options.output === undefined) {
    await host.stdout.writeRaw(key);
    if (options.quiet !== true && host.stderr.isTTY && host.stdout.isTTY) {
      await host.stderr.write(
        `${KEEP_IT}\nPut it into PLAID_MIGRATE_KEY. To have one in a file: plaid-migrate keygen --output ledger.key\n`,
      );
    }
    return ExitCode.done;
  }
  const path = resolve(host.cwd, options.output);
  await writeNewFile(path, key);
  if (options.quiet !== true) {
    await host.stderr.write(
      `Wrote a key to ${path}. ${KEEP_IT}\nTo use it: export PLAID_MIGRATE_KEY_FILE=${path}\n`,
    );
  }
  return ExitCode.done;
}

/** `wx`: a key that is there seals a ledger, and is never written over. */
async function writeNewFile(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx', mode: 0o600, flush: true });
  } catch (error) {
    if (errorCode(error) === 'EEXIST') {
      throw new MigrateError(`${path} is there already.`, {
        hint: 'A key may seal a ledger, so keygen never writes over a file. Name another one.',
        cause: error,
      });
    }
    throw new MigrateError(`${path} cannot be written (${errorCode(error) ?? 'unknown error'}).`, {
      hint: 'Name a file in a folder that exists and that you may write to.',
      cause: error,
    });
  }
}
