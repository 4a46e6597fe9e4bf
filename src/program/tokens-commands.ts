import type { Command } from 'commander';
import type { TokensExportOptions } from '../commands/tokens-export.ts';
import type { TokensStatusOptions } from '../commands/tokens-status.ts';
import type { TokensVerifyOptions } from '../commands/tokens-verify.ts';
import { addWriteBack } from './write-back-command.ts';
import type { TokensOptions } from '../commands/tokens.ts';
import { MigrateError } from '../core/errors.ts';
import { DEFAULT_LEDGER } from '../tokens/default-ledger.ts';
import type { Start } from './start.ts';
import { addEnvironment, addExamples, addExitCodes, addGlobalOptions } from './help-sections.ts';

const LEDGER = [
  '--ledger <place>',
  'the record of the migration: a file, or postgres://… for any number of runners',
  DEFAULT_LEDGER,
] as const;
const ENVIRONMENT = ['--env <name>', 'sandbox or production'] as const;
const API_URL = ['--api-url <url>', 'another host: https, or http on loopback'] as const;

/** Wires `tokens` and its subcommands. */
export function addTokensCommands(program: Command, start: Start): void {
  const tokens = program
    .command('tokens')
    .summary('migrate every legacy access token; safe to stop; run again to go on')
    .description(
      'Upgrades every legacy access token of a table through /item/access_token/update_version\n' +
        'and records both tokens in the ledger. First it prints its plan and asks. Stop it with Ctrl-C\n' +
        'whenever you like; run it again, without --from, to go on.',
    )
    .usage('[options]\n       plaid-migrate tokens <status|verify|export|write-back> [options]')
    .helpCommand(false)
    // `tokens status --ledger x` gives the ledger to status, not to tokens.
    .enablePositionalOptions()
    .commandsGroup('Commands:');

  tokens
    .optionsGroup('Where the tokens are:')
    .option(
      '--from <source>',
      'CSV, JSON lines or SQLite file, postgres://… or mysql://… (env:NAME for a URL in a variable), or - for standard input',
    )
    .option('--table <name>', 'the table of a database, with its schema if need be')
    .option('--query <sql>', 'a SELECT in place of a table')
    .option('--token-column <name>', 'the column with the access tokens (default: found by name)')
    .option('--key-column <name>', "the column with the rows' own key (default: found by name)")
    .option('--where <sql>', 'only these rows of a table of a database')
    .option(
      '--decrypt-command <cmd>',
      'your own program for encrypted tokens: one a line in, one a line out',
    )
    .optionsGroup('Where they go:')
    .option(...LEDGER)
    .option('--plaintext', 'keep the tokens in the ledger unsealed, without PLAID_MIGRATE_KEY')
    .optionsGroup('How Plaid is called:')
    .option(...ENVIRONMENT)
    .option(...API_URL)
    .option('--concurrency <n>', 'calls in flight at most (default: as many as --rate, up to 128)')
    .option('--rate <n>', 'calls per second at most, or unlimited (default: 5)')
    .optionsGroup('What this run does:')
    .option('-n, --dry-run', 'print the plan and send nothing')
    .option(
      '--code <path>',
      'say in the plan which webhook handlers of your code are not ready; may be given again',
      (value: string, previous: string[] | undefined) => [...(previous ?? []), value],
    )
    .option('--limit <n>', 'a pilot: stop after so many tokens')
    .option('--retry-failed', 'try the refused tokens again, too')
    .option('-y, --yes', 'do not ask (needed without a terminal)')
    .option('--format <format>', 'the summary as text or json', 'text')
    // Taken, to be refused by us: commander would only count them.
    .argument('[excess...]')
    .action((excess: string[], options: TokensOptions) => {
      refuseArguments(excess);
      return start(async (host) => (await import('../commands/tokens.ts')).tokens(options, host));
    });
  addGlobalOptions(tokens);
  addExamples(tokens, [
    [
      'plaid-migrate tokens --from tokens.csv --dry-run',
      'which columns were found, how many rows, how long it takes',
    ],
    [
      'plaid-migrate tokens --from tokens.csv --env production --limit 100',
      'a pilot of 100 tokens',
    ],
    ['plaid-migrate tokens --rate 50 --yes', 'the rest, unattended, at most 50 calls a second'],
    [
      'plaid-migrate tokens --from app.db --table items --where "provider = \'plaid\'"',
      'from a SQLite table',
    ],
    [
      'plaid-migrate tokens --from env:DATABASE_URL --table billing.items --dry-run',
      'from Postgres or MySQL, the URL with its password in a variable',
    ],
    [
      'bq query --format csv "SELECT id, access_token FROM app.items" \\\n' +
        '      | plaid-migrate tokens --from - --yes',
      'from any other database',
    ],
  ]);
  addEnvironment(tokens);
  addExitCodes(tokens);

  addStatus(tokens, start);
  addVerify(tokens, start);
  addExport(tokens, start);
  addWriteBack(tokens, start);
  tokens.hook('preSubcommand', refuseMisplacedOptions);
}

function addStatus(tokens: Command, start: Start): void {
  const status = tokens
    .command('status')
    .summary('where every token stands')
    .description(
      'Counts the tokens by state, lists what needs a person and says what to do next.\n' +
        'It only reads, also while a run is under way.',
    )
    .optionsGroup('Options:')
    .option(...LEDGER)
    .option('--all', 'list every row that needs a person, not only the first')
    .option('--format <format>', 'text or json', 'text')
    .action((options: TokensStatusOptions) =>
      start(async (host) =>
        (await import('../commands/tokens-status.ts')).tokensStatus(options, host),
      ),
    );
  addGlobalOptions(status);
  addExamples(status, [
    ['plaid-migrate tokens status', 'of the ledger in this folder'],
    ['plaid-migrate tokens status --all --format json | jq .', 'for a script'],
    ['watch plaid-migrate tokens status --ledger /var/lib/plaid/ledger.db', 'beside a long run'],
  ]);
}

function addVerify(tokens: Command, start: Start): void {
  const verify = tokens
    .command('verify')
    .summary('ask Plaid that each new token works and names the recorded Item')
    .description(
      'Calls /item/get with every new token and compares the Item with the one on record.\n' +
        'Tokens that were verified before are left alone.',
    )
    .optionsGroup('Options:')
    .option(...LEDGER)
    .option('--limit <n>', 'verify so many tokens')
    .option('--again', 'verify those that were verified before, too')
    .option('--format <format>', 'text or json', 'text')
    .optionsGroup('How Plaid is called:')
    .option(...ENVIRONMENT)
    .option(...API_URL)
    .option('--concurrency <n>', 'calls in flight at most (default: 16)')
    .option('--rate <n>', 'calls per second at most, or unlimited (default: 50)')
    .action((options: TokensVerifyOptions) =>
      start(async (host) =>
        (await import('../commands/tokens-verify.ts')).tokensVerify(options, host),
      ),
    );
  addGlobalOptions(verify);
  addExamples(verify, [
    ['plaid-migrate tokens verify', 'every token that has not been verified yet'],
    ['plaid-migrate tokens verify --limit 50', 'a sample'],
    ['plaid-migrate tokens verify --again --rate 20', 'everything once more, slowly'],
  ]);
}

function addExport(tokens: Command, start: Start): void {
  const exportCommand = tokens
    .command('export')
    .summary('both tokens and item_id as CSV, JSON lines or SQL')
    .description(
      'Writes your key, both tokens, the item_id and the state of every row that holds a token. Where no\n' +
        'token came back (state pending, failed or unknown), access_token is empty: take the rows of state\n' +
        'migrated home. The tokens stand in clear. A file made with --output can be read by you alone.',
    )
    .optionsGroup('Options:')
    .option(...LEDGER)
    .option('--format <format>', 'csv, jsonl or sql', 'csv')
    .option('-o, --output <file>', 'write to a new file instead of standard output')
    .option('--force', 'write over the file that is there')
    .action((options: TokensExportOptions) =>
      start(async (host) =>
        (await import('../commands/tokens-export.ts')).tokensExport(options, host),
      ),
    );
  addGlobalOptions(exportCommand);
  addExamples(exportCommand, [
    ['plaid-migrate tokens export --output tokens-new.csv', 'as CSV, in a file of mode 0600'],
    ['plaid-migrate tokens export --format sql | psql app', 'straight into a database'],
    ["plaid-migrate tokens export --format jsonl | jq -r '.item_id'", 'for a script'],
  ]);
}

const SUBCOMMANDS = ['status', 'verify', 'export', 'write-back'] as const;

/** A word that begins like a subcommand is a slip of the finger, anything else may be a table. */
function refuseArguments(excess: readonly string[]): void {
  const [first] = excess;
  if (first === undefined) return;
  const meant = /^[a-z-]+$/.test(first)
    ? SUBCOMMANDS.find((name) => name.slice(0, 2) === first.slice(0, 2))
    : undefined;
  const suggestion =
    meant === undefined
      ? `To migrate a table: plaid-migrate tokens --from ${/[\s"'$]/.test(first) ? 'FILE' : first}`
      : `Did you mean plaid-migrate tokens ${meant}?`;
  throw new MigrateError(`tokens has no subcommand ${JSON.stringify(first)}.`, {
    hint: `There are status, verify, export and write-back. ${suggestion}`,
  });
}

/** `tokens --ledger x status` would read another ledger than the user believes. */
function refuseMisplacedOptions(tokens: Command, subcommand: Command): void {
  for (const option of tokens.options) {
    if (tokens.getOptionValueSource(option.attributeName()) !== 'cli') continue;
    const flag = option.long ?? option.flags;
    throw new MigrateError(`${flag} stands before ${subcommand.name()}.`, {
      hint: `Options go behind the subcommand: plaid-migrate tokens ${subcommand.name()} ${flag} …`,
    });
  }
}
