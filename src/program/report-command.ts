import type { Command } from 'commander';
import type { ReportOptions } from '../commands/report.ts';
import type { Start } from './start.ts';
import { addExamples, addExitCodes, addGlobalOptions } from './help-sections.ts';

/** Wires `report`. */
export function addReportCommand(program: Command, start: Start): void {
  const report = program
    .command('report')
    .summary('what still has to move: webhooks first, then tokens, server and client')
    .description(
      'Looks at the code, in whatever language, and says where the migration stands: webhook handlers of\n' +
        'the legacy format and what each code and field becomes, webhooks that will come and have no branch,\n' +
        'Link code and calls that are left, and the next step. It writes no source and calls nobody.',
    )
    .argument('[paths...]', 'folders and files to look at (default: .)')
    .optionsGroup('What it looks at besides the code:')
    .option('--ledger <file>', 'the record of the token migration; needs no key')
    .option(
      '--webhook-log <file>',
      'count what arrives: JSON lines or an access log with bodies; - for standard input',
    )
    .optionsGroup('What it prints:')
    .option(
      '--format <format[=file]>',
      'text, json, markdown, sarif, github or html, to standard output or a file; may be given again',
      (value: string, previous: string[] | undefined) => [...(previous ?? []), value],
    )
    .optionsGroup('In CI:')
    .option(
      '--fail-on <what>',
      'exit with 1 for legacy-webhook, legacy-link or any finding (default: none)',
    )
    .option('--baseline <file>', 'findings that are known: --fail-on looks at the others')
    .option('--update-baseline', 'write what is found to the file of --baseline')
    .action((paths: string[], options: ReportOptions) =>
      start(async (host) => (await import('../commands/report.ts')).report(paths, options, host)),
    );
  addGlobalOptions(report);
  addExamples(report, [
    ['plaid-migrate report', 'where this project stands'],
    ['plaid-migrate report --format html=report.html --ledger plaid-migrate.db', 'as a page'],
    [
      'plaid-migrate report --baseline plaid-baseline.json --update-baseline',
      'what there is today is known',
    ],
    [
      'plaid-migrate report --baseline plaid-baseline.json --fail-on any \\\n' +
        '      --format github --format sarif=plaid.sarif',
      'in CI: nothing may be added to it',
    ],
    [
      'zcat access.log.*.gz | plaid-migrate report --webhook-log -',
      'which webhooks really arrive, and whether a handler has a branch for them',
    ],
  ]);
  addExitCodes(report);
}
