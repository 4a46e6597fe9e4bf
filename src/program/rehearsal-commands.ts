import type { Command } from 'commander';
import type { DemoOptions } from '../commands/demo.ts';
import type { SimulateOptions } from '../commands/simulate.ts';
import type { Start } from './start.ts';
import { addExamples, addGlobalOptions } from './help-sections.ts';

/** Wires `simulate` and `demo`: what can be tried without Plaid and without a token. */
export function addRehearsalCommands(program: Command, start: Start): void {
  const simulate = program
    .command('simulate')
    .summary('a Plaid look-alike on this machine, to rehearse against')
    .description(
      'Answers as Plaid would on a loopback port, for Items it makes up, and fails on demand.\n' +
        'Point the tool at it with --api-url, and look at GET /simulator/items afterwards.',
    )
    .optionsGroup('What there is:')
    .option('--port <n>', 'the port to listen on (default: 4010; 0 takes a free one)')
    .option('--items <n>', 'how many Items there are (default: 100)')
    .option('--seed <n>', 'the same seed makes the same Items (default: 1)')
    .option('--table <file>', 'write the table of their legacy tokens there, as CSV')
    .option('--env <name>', 'sandbox or production (default: sandbox)')
    .optionsGroup('How it answers:')
    .option('--latency <ms>', 'wait so long before every answer')
    .option('--rate-limit <rate>', 'refuse calls above so many a second, like 50/s')
    .option(
      '--fault <name=share>',
      'fail a share of calls: server-error, rate-limit, drop-before, drop-after, html, slow, gateway, no-item-id, maintenance',
      (value: string, previous: string[] | undefined) => [...(previous ?? []), value],
    )
    .option('--route-gone', 'the upgrade route is gone, as it may be one day')
    .option(
      '--repeat <answer>',
      'what a second upgrade of one token gets: same, new or refuse (default: same)',
    )
    .option('--refuse <share>', 'refuse this share of the tokens, like 0.05')
    .optionsGroup('Webhooks:')
    .option('--webhook <url>', "send every Item's webhooks there, old format until it is upgraded")
    .option('--webhook-every <ms>', 'the pause between them (default: 1000)')
    .action((options: SimulateOptions) =>
      start(async (host) => (await import('../commands/simulate.ts')).simulate(options, host)),
    );
  addGlobalOptions(simulate);
  addExamples(simulate, [
    ['plaid-migrate simulate --items 1000 --table tokens.csv', 'a thousand Items and their table'],
    [
      'PLAID_CLIENT_ID=any PLAID_SECRET=any plaid-migrate tokens --from tokens.csv \\\n' +
        '      --api-url http://127.0.0.1:4010 --env sandbox --ledger rehearsal.db --plaintext',
      'and the rehearsal, in another terminal',
    ],
    [
      'plaid-migrate simulate --fault server-error=0.02 --fault drop-after=0.01 --rate-limit 50/s',
      'a bad day at Plaid',
    ],
    ['plaid-migrate simulate --route-gone', 'the day the route is gone'],
  ]);

  const demo = program
    .command('demo')
    .summary('the whole road on a made-up token table and a small app, in a temp folder')
    .description(
      'Looks at a small app with report, makes its webhook handler take both formats, migrates a mixed\n' +
        'table against a simulator, verifies the new tokens, rewrites the app, shows with report that the\n' +
        'road is done, and starts the app. On a terminal it stays up to be clicked until Ctrl-C.\n' +
        'Needs no keys and no network.',
    )
    .optionsGroup('Options:')
    .option('--rows <n>', 'rows in the table (default: 1000)')
    .action((options: DemoOptions) =>
      start(async (host) => (await import('../commands/demo.ts')).demo(options, host)),
    );
  addGlobalOptions(demo);
  addExamples(demo, [
    ['plaid-migrate demo', 'a thousand rows, a few seconds'],
    ['plaid-migrate demo --rows 20000', 'long enough to press Ctrl-C and go on'],
  ]);
}
