import type { Command } from 'commander';
import type { LedgerCheckOptions } from '../commands/ledger-check.ts';
import type { LedgerMoveOptions } from '../commands/ledger-move.ts';
import type { LedgerPurgeOptions } from '../commands/ledger-purge.ts';
import type { LedgerRekeyOptions } from '../commands/ledger-rekey.ts';
import { DEFAULT_LEDGER } from '../tokens/default-ledger.ts';
import { addExamples, addExitCodes, addGlobalOptions } from './help-sections.ts';
import type { Start } from './start.ts';

const LEDGER = [
  '--ledger <place>',
  'a file, postgres://…, or env:NAME for a URL in a variable',
  DEFAULT_LEDGER,
] as const;

/** Wires `ledger` and its subcommands. */
export function addLedgerCommands(program: Command, start: Start): void {
  const ledger = program
    .command('ledger')
    .summary('check, move, rekey or purge the record of a migration')
    .description(
      'What a ledger needs besides the migration itself: a look at all of it, another place, another\n' +
        'key, and an end.',
    )
    .usage('<check|move|rekey|purge> [options]')
    .helpCommand(false)
    .commandsGroup('Commands:');
  addGlobalOptions(ledger);
  addExamples(ledger, [
    ['plaid-migrate ledger check', 'is everything there, and does it open?'],
    ['plaid-migrate ledger purge', 'when the new tokens are at home'],
  ]);
  addCheck(ledger, start);
  addMove(ledger, start);
  addRekey(ledger, start);
  addPurge(ledger, start);
}

function addCheck(ledger: Command, start: Start): void {
  const check = ledger
    .command('check')
    .summary('that every token opens and every count adds up')
    .description(
      'Reads a whole ledger: what its database says of itself, every sealed token, and whether the tables\n' +
        'agree. It changes nothing, also while a run is under way. Exit 1 when something is wrong.',
    )
    .optionsGroup('Options:')
    .option(...LEDGER)
    .option('--format <format>', 'text or json', 'text')
    .action((options: LedgerCheckOptions) =>
      start(async (host) =>
        (await import('../commands/ledger-check.ts')).ledgerCheck(options, host),
      ),
    );
  addGlobalOptions(check);
  addExamples(check, [
    ['plaid-migrate ledger check', 'the ledger in this folder'],
    ['plaid-migrate ledger check --ledger restored.db', 'a backup, before you rely on it'],
  ]);
  addExitCodes(check);
}

function addMove(ledger: Command, start: Start): void {
  const move = ledger
    .command('move')
    .summary('to another place: SQLite to Postgres or back')
    .description(
      'Copies a ledger, reads both again row by row, opens every token in the copy, and marks the old one\n' +
        'as moved. The old one stays whole; nothing runs on it any more.',
    )
    .optionsGroup('Options:')
    .option(...LEDGER)
    .option('--to <place>', 'the new place: a new file, postgres://…, or env:NAME')
    .action((options: LedgerMoveOptions) =>
      start(async (host) => (await import('../commands/ledger-move.ts')).ledgerMove(options, host)),
    );
  addGlobalOptions(move);
  addExamples(move, [
    [
      'plaid-migrate ledger move --to postgres://plaid@db/migration',
      'from one machine to as many as you like',
    ],
    [
      'plaid-migrate ledger move --ledger postgres://plaid@db/migration --to plaid-migrate.db',
      'and back',
    ],
  ]);
}

function addRekey(ledger: Command, start: Start): void {
  const rekey = ledger
    .command('rekey')
    .summary('seal it with another key')
    .description(
      'Opens every token with PLAID_MIGRATE_KEY and seals it with PLAID_MIGRATE_NEW_KEY (or _FILE), all or\n' +
        'nothing. Before, it makes a copy that the old key opens. A ledger in clear is sealed for the first\n' +
        'time.',
    )
    .optionsGroup('Options:')
    .option(...LEDGER)
    .action((options: LedgerRekeyOptions) =>
      start(async (host) =>
        (await import('../commands/ledger-rekey.ts')).ledgerRekey(options, host),
      ),
    );
  addGlobalOptions(rekey);
  addExamples(rekey, [
    [
      'plaid-migrate keygen --output new.key\n' +
        '  $ PLAID_MIGRATE_NEW_KEY_FILE=new.key plaid-migrate ledger rekey',
      'with a fresh key',
    ],
  ]);
}

function addPurge(ledger: Command, start: Start): void {
  const purge = ledger
    .command('purge')
    .summary('take every token out of it, and keep its history')
    .description(
      'For the end: removes every token, old and new, and overwrites where they stood. Which rows there\n' +
        'were, what became of them and every call stay on record. It cannot be undone.',
    )
    .optionsGroup('Options:')
    .option(...LEDGER)
    .option('--force', 'also when tokens are not upgraded yet')
    .option('-y, --yes', 'do not ask (needed without a terminal)')
    .action((options: LedgerPurgeOptions) =>
      start(async (host) =>
        (await import('../commands/ledger-purge.ts')).ledgerPurge(options, host),
      ),
    );
  addGlobalOptions(purge);
  addExamples(purge, [
    ['plaid-migrate ledger purge', 'asks first'],
    ['plaid-migrate ledger purge --ledger old.db --yes', 'what a move left behind'],
  ]);
}
