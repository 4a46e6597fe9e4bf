import type { Command } from 'commander';
import { exitCodeMeanings } from '../core/exit-codes.ts';

/** Help is wrapped here whatever the terminal's width, so that the text made at build is the text. */
export const HELP_WIDTH = 100;

/** One row of {@link environmentSection}. */
type Row = readonly [name: string, meaning: string];

const environmentRows: readonly Row[] = [
  ['PLAID_CLIENT_ID, PLAID_SECRET', 'your keys, from https://dashboard.plaid.com/developers/keys'],
  ['PLAID_ENV', 'sandbox or production, where --env is not given'],
  ['PLAID_MIGRATE_KEY', 'the key that seals the ledger, made by plaid-migrate keygen'],
  ['<any of these>_FILE', 'a file that holds the value instead'],
  ['PGPASSWORD, MYSQL_PWD', 'the password of a database whose URL has none; or ~/.pgpass'],
  ['PLAID_VERSION', 'the Plaid-Version header of upgrade calls (default: 2019-05-29)'],
  ['NO_COLOR, FORCE_COLOR, CI', 'as everywhere: colour off, colour on, never ask'],
];

/** Adds the options every command has, under a heading of their own, the help option among them. */
export function addGlobalOptions(command: Command): Command {
  return command
    .optionsGroup('Global options:')
    .option('-q, --quiet', 'no progress, only the result and errors')
    .option('-v, --verbose', 'say more about what happens')
    .option('--debug', 'show stack traces of errors')
    .option('--no-color', 'no colour')
    .helpOption('-h, --help', 'show this help')
    .showHelpAfterError(`Run plaid-migrate ${commandPath(command)} --help for the options.`);
}

/** Real command lines to copy, each with what it is for. */
export function addExamples(command: Command, examples: readonly Row[]): Command {
  const lines = examples.map(([line, meaning]) => `  # ${meaning}\n  $ ${line}\n`);
  return command.addHelpText('after', `\nExamples:\n${lines.join('')}`.trimEnd());
}

/** What the process tells its caller. */
export function addExitCodes(command: Command): Command {
  return addSection(
    command,
    'Exit codes:',
    exitCodeMeanings.map(([code, meaning]) => [String(code), meaning]),
  );
}

/** The variables the tool reads. Secrets have no flag: argv is readable by every user of a machine. */
export function addEnvironment(command: Command): Command {
  return addSection(command, 'Environment:', environmentRows);
}

function addSection(command: Command, heading: string, rows: readonly Row[]): Command {
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, meaning]) => `  ${name.padEnd(width)}  ${meaning}`);
  return command.addHelpText('after', `\n${heading}\n${lines.join('\n')}`);
}

/** A command's words below the root: `tokens status`. */
export function commandPath(command: Command): string {
  const above = command.parent;
  if (above === null) return '';
  return `${commandPath(above)} ${command.name()}`.trim();
}
