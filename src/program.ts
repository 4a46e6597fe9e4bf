import { Command } from 'commander';
import { packageVersion } from './core/package-version.ts';
import { addCodemodCommand } from './program/codemod-command.ts';
import { addKeygenCommand } from './program/keygen-command.ts';
import {
  addEnvironment,
  addExamples,
  addExitCodes,
  commandPath,
  HELP_WIDTH,
} from './program/help-sections.ts';
import { addLedgerCommands } from './program/ledger-commands.ts';
import { addRehearsalCommands } from './program/rehearsal-commands.ts';
import { addReportCommand } from './program/report-command.ts';
import type { Start } from './program/start.ts';
import { addTokensCommands } from './program/tokens-commands.ts';

/** How the command tree reaches its caller. */
export interface ProgramPorts {
  readonly start: Start;
  readonly writeOut: (text: string) => void;
  readonly writeErr: (text: string) => void;
}

/** The command tree. Modules of commands load only when they run. */
export function createProgram(ports: ProgramPorts): Command {
  const program = new Command('plaid-migrate')
    .description(
      "Moves a company off Plaid's legacy API without losing a token.\n\n" +
        'Every legacy access token of your table is upgraded, and both tokens are recorded in a ledger.\n' +
        'A run can be stopped at any moment, and the same command goes on where it stopped.',
    )
    .usage('<command> [options]')
    // Before the commands are made: they inherit all of it.
    .configureOutput({
      writeOut: ports.writeOut,
      writeErr: ports.writeErr,
      getOutHelpWidth: () => HELP_WIDTH,
      getErrHelpWidth: () => HELP_WIDTH,
      outputError: (text, write) => write(namePaths(text, program)),
    })
    // The root lists the subcommands too: `tokens status` is a command like the others.
    .configureHelp({
      subcommandTerm: commandPath,
      visibleCommands: (command) => command.commands.flatMap((each) => [each, ...each.commands]),
    })
    .exitOverride()
    .enablePositionalOptions()
    .optionsGroup('Options:')
    .version(packageVersion(), '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .showHelpAfterError('Run plaid-migrate --help for the commands.');

  program.commandsGroup('Commands:');
  addTokensCommands(program, ports.start);
  addLedgerCommands(program, ports.start);
  addCodemodCommand(program, ports.start);
  addReportCommand(program, ports.start);
  addRehearsalCommands(program, ports.start);
  addKeygenCommand(program, ports.start);

  addExamples(program, [
    ['plaid-migrate demo', 'see the whole road on a made-up table, nothing leaves this machine'],
    ['plaid-migrate tokens --from tokens.csv --dry-run', 'plan: count the rows, send nothing'],
    ['plaid-migrate tokens --from tokens.csv --limit 100', 'a pilot of 100 tokens, then the rest'],
    ['plaid-migrate tokens', 'go on with the ledger that is there'],
    ['plaid-migrate tokens status', 'where every token stands'],
    ['plaid-migrate codemod src --dry-run', 'what moving Link to link tokens changes in your code'],
    ['plaid-migrate report', 'what is left: webhooks, tokens, server, client'],
  ]);
  addEnvironment(program);
  addExitCodes(program);
  return program;
}

/** Commander suggests `status` where only `tokens status` can be typed, as the root lists both. */
function namePaths(text: string, program: Command): string {
  return text.replace(/(?<=\(Did you mean ).*(?=\?\))/, (names) => {
    const nested = program.commands.flatMap((command) => command.commands);
    return nested.reduce(
      (shown, command) =>
        shown.replace(new RegExp(`\\b${command.name()}\\b`), commandPath(command)),
      names,
    );
  });
}

/** The command tree to look at, not to run: for the help texts. */
export function describeProgram(): Command {
  const ignore = () => {};
  return createProgram({ start: async () => {}, writeOut: ignore, writeErr: ignore });
}
