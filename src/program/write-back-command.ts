import type { Command } from 'commander';
import type { TokensWriteBackOptions } from '../commands/tokens-write-back.ts';
import { DEFAULT_LEDGER } from '../tokens/default-ledger.ts';
import { addExamples, addGlobalOptions } from './help-sections.ts';
import type { Start } from './start.ts';

/** Wires `tokens write-back`. */
export function addWriteBack(tokens: Command, start: Start): void {
  const writeBack = tokens
    .command('write-back')
    .summary('put the new tokens beside the old ones in your own table')
    .description(
      'Fills columns of your own table (SQLite, Postgres, MySQL, MariaDB) from the ledger, where the\n' +
        'row still has the legacy token that was migrated and the column is empty. The legacy token is\n' +
        'never written. Stop it whenever you like; the same command goes on. For any other database\n' +
        'there is tokens export.',
    )
    .optionsGroup('What is written, and where:')
    .option('--to <database>', 'SQLite file, postgres://…, mysql://…, or env:NAME for a URL')
    .option('--table <name>', 'the table (default: the one that was read)')
    .option(
      '--key-column <name>',
      'the column with the keys of the ledger (default: as it was read)',
    )
    .option('--token-column <name>', 'the column with the legacy tokens (default: as it was read)')
    .option(
      '--set <column=field>',
      'fill a column with access_token or item_id; may be given again',
      (value: string, all: string[] | undefined) => [...(all ?? []), value],
    )
    .option('--add-columns', 'add the columns that are not there yet')
    .option('--decrypt-command <cmd>', 'your own program for encrypted tokens, as for tokens')
    .option('--encrypt-command <cmd>', 'its counterpart, for the new ones')
    .optionsGroup('Options:')
    .option(
      '--ledger <place>',
      'the record of the migration: a file, or postgres://…',
      DEFAULT_LEDGER,
    )
    .option('--batch <n>', 'rows a transaction (default: 500)')
    .option('-n, --dry-run', 'count, print the SQL and write nothing')
    .option('--format <format>', 'text or json', 'text')
    .action((options: TokensWriteBackOptions) =>
      start(async (host) =>
        (await import('../commands/tokens-write-back.ts')).tokensWriteBack(options, host),
      ),
    );
  addGlobalOptions(writeBack);
  const example =
    'plaid-migrate tokens write-back --to env:DATABASE_URL --table items --key-column id \\\n' +
    '      --set access_token_v2=access_token --set plaid_item_id=item_id';
  addExamples(writeBack, [
    [`${example} --dry-run`, 'what would be written, and the SQL'],
    [`${example} --add-columns`, 'the columns are made, then filled'],
    [
      'plaid-migrate tokens write-back --to app.db --table items --key-column id --set new=access_token',
      'into a SQLite table',
    ],
  ]);
}
