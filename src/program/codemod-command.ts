import type { Command } from 'commander';
import type { CodemodOptions } from '../commands/codemod.ts';
import type { Start } from './start.ts';
import { addExamples, addExitCodes, addGlobalOptions } from './help-sections.ts';

/** Wires `codemod`. */
export function addCodemodCommand(program: Command, start: Start): void {
  const codemod = program
    .command('codemod')
    .summary('rewrite public_key Link code to link tokens')
    .description(
      'Finds where the code opens Plaid Link with a public_key and rewrites it to open with a link_token\n' +
        'from your server: scripts, pages, templates and components. What only a person knows is marked\n' +
        'TODO(plaid-migrate) above its statement. Look first with --dry-run, afterwards with git diff.',
    )
    .argument('[paths...]', 'folders and files to rewrite')
    .optionsGroup('What this run does:')
    .option('-n, --dry-run', 'print what would change as a diff, and write nothing')
    .option('--check', 'the same, and exit with 1 when a file would change')
    .option('--allow-dirty', 'rewrite although there are changes that are not committed')
    .option('--format <format>', 'text, json, sarif or github', 'text')
    .optionsGroup('How it rewrites:')
    .option('--link-token-url <url>', 'where pages get their link token from your server')
    .option(
      '--sdk <version>',
      'raise clients of plaid 6 to 8, which mint link tokens, too: current, or keep (default: with pages)',
    )
    .option(
      '--only <rule>',
      'follow this rule alone; may be given again',
      (value: string, previous: string[] | undefined) => [...(previous ?? []), value],
    )
    .optionsGroup('For editors and scripts:')
    .option('--stdin', 'rewrite standard input to standard output')
    .option('--stdin-path <file>', 'the file that the text of standard input is')
    .action((paths: string[], options: CodemodOptions) =>
      start(async (host) => (await import('../commands/codemod.ts')).codemod(paths, options, host)),
    );
  addGlobalOptions(codemod);
  addExamples(codemod, [
    ['plaid-migrate codemod src --dry-run', 'what would change, as a diff'],
    [
      'plaid-migrate codemod src server/views',
      'rewrite; git must be able to give back what was there',
    ],
    ['plaid-migrate codemod . --check --format json', 'in CI: 1 when legacy Link code is left'],
    ['plaid-migrate codemod src --link-token-url /api/plaid/link-token', 'with your own endpoint'],
    ['plaid-migrate codemod --stdin --stdin-path src/link.js < src/link.js', 'in an editor'],
  ]);
  addExitCodes(codemod);
}
