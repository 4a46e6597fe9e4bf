import type { Command } from 'commander';
import type { KeygenOptions } from '../commands/keygen.ts';
import type { Start } from './start.ts';
import { addExamples, addGlobalOptions } from './help-sections.ts';

/** Wires `keygen`. */
export function addKeygenCommand(program: Command, start: Start): void {
  const keygen = program
    .command('keygen')
    .summary('make a key for the ledger')
    .description(
      'Prints a fresh 256-bit key. With it in PLAID_MIGRATE_KEY, no token stands in clear in the ledger.\n' +
        'Keep it in your secret manager: without it the ledger cannot be read, not even by us.',
    )
    .optionsGroup('Options:')
    .option('-o, --output <file>', 'write the key to a new file that only you can read')
    .action((options: KeygenOptions) =>
      start(async (host) => (await import('../commands/keygen.ts')).keygen(options, host)),
    );
  addGlobalOptions(keygen);
  addExamples(keygen, [
    [
      'plaid-migrate keygen --output ledger.key\n' +
        '  $ export PLAID_MIGRATE_KEY_FILE=$PWD/ledger.key',
      'in a file, mode 0600, and in use',
    ],
    ['plaid-migrate keygen | vault kv put secret/plaid-migrate key=-', 'into a secret manager'],
  ]);
}
