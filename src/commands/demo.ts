import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExitCode } from '../core/exit-codes.ts';
import type { Host } from '../core/host.ts';
import { parseCount } from '../core/option-values.ts';
import { packageFile } from '../core/package-file.ts';
import { mixedTable } from '../simulator/mixed-table.ts';
import { startSimulator } from '../simulator/simulator.ts';
import { DEFAULT_LEDGER } from '../tokens/default-ledger.ts';
import { colourFor } from '../ui/colour.ts';
import { renderDiff } from '../ui/diff.ts';
import { formatCount } from '../ui/numbers.ts';
import { codemod } from './codemod.ts';
import { serveApp } from './demo-app.ts';
import { takeBothFormats } from './demo-handler.ts';
import { report } from './report.ts';
import { tokensVerify } from './tokens-verify.ts';
import { tokens } from './tokens.ts';

/** What `demo` was given. */
export interface DemoOptions {
  readonly rows?: string;
  readonly quiet?: boolean;
}

const LATENCY_MS = 20;
const RATE = '400';
const OWNER_ONLY = { mode: 0o600, flag: 'wx' } as const;

/** Beside `src` in a checkout and beside `dist` in the package. */
const EXAMPLE_APP = packageFile('examples/legacy-app');

/** The whole road on a made-up token table and a small app, against a simulator in this process. */
export async function demo(options: DemoOptions, host: Host): Promise<ExitCode> {
  const rows = parseCount('--rows', options.rows, { min: 100, max: 1_000_000, default: 1_000 });
  const folder = await mkdtemp(join(tmpdir(), 'plaid-migrate-demo-'));
  const simulator = await startSimulator({
    port: 0,
    items: rows,
    refuse: 0.02,
    latencyMs: LATENCY_MS,
    faults: new Map([
      ['rate-limit', 0.03],
      ['server-error', 0.01],
      ['drop-after', 0.01],
    ]),
  });
  try {
    const table = join(folder, 'tokens.csv');
    const keyFile = join(folder, 'ledger.key');
    await writeFile(table, mixedTable(simulator.items, rows), OWNER_ONLY);
    await writeFile(keyFile, `${randomBytes(32).toString('base64url')}\n`, OWNER_ONLY);
    const inDemo: Host = {
      ...host,
      cwd: folder,
      env: {
        ...withoutSettings(host.env),
        PLAID_CLIENT_ID: 'simulated',
        PLAID_SECRET: 'simulated',
        PLAID_MIGRATE_KEY_FILE: keyFile,
      },
    };
    const step = stepsOn(host);

    await step(
      'A token table and a Plaid to practise on',
      `${formatCount(rows)} rows are in ${table}:\nlegacy tokens, some already current, duplicates, some that are no tokens.\nA simulator on this machine plays Plaid. It refuses 2 % of the tokens, and 5 % of its answers\nare "too fast", a server fault, or get lost on the way back.`,
    );
    const ledger = join(folder, DEFAULT_LEDGER);
    const common = { ledger, quiet: options.quiet === true };
    await prepareHandlers(folder, { step, quiet: common.quiet, inDemo });
    await step(
      `plaid-migrate tokens --from tokens.csv --api-url ${simulator.url} --rate ${RATE} --code app --yes`,
      '',
    );
    const migrated = await tokens(
      {
        ...common,
        from: 'tokens.csv',
        apiUrl: simulator.url,
        rate: RATE,
        code: ['app'],
        yes: true,
      },
      inDemo,
    );
    if (migrated > ExitCode.needsPerson) return migrated;
    await step('plaid-migrate tokens verify --rate unlimited', '');
    const verified = await tokensVerify({ ...common, rate: 'unlimited' }, inDemo);
    if (verified !== ExitCode.done) return verified;
    const rewritten = await rewriteApp({ step, quiet: common.quiet, inDemo });
    if (rewritten !== ExitCode.done) return rewritten;
    const page = join(folder, 'report.html');
    await step(`plaid-migrate report app --ledger ${DEFAULT_LEDGER}`, '');
    await report(
      ['app'],
      { ledger: DEFAULT_LEDGER, format: ['text', `html=${page}`], quiet: true },
      inDemo,
    );
    await serveApp(join(folder, 'app'), { step, host, next: whatNext(folder, ledger, keyFile) });
    return ExitCode.done;
  } finally {
    await simulator.close();
  }
}

/** Prints what comes next, numbered. */
type Step = (title: string, text: string) => Promise<void>;

function stepsOn(host: Host): Step {
  let number = 0;
  return (title, text) => {
    number += 1;
    const space = number === 1 ? '' : '\n';
    const heading = colourFor(host, host.stdout).bold(`${String(number)}. ${title}`);
    return host.stdout.write(`${space}${heading}\n${text}\n`);
  };
}

/** How a part of the demo is shown. */
interface Stage {
  readonly step: Step;
  readonly quiet: boolean;
  readonly inDemo: Host;
}

/** The first stage of the road, on a copy of the example: what report says, and what a person writes then. */
async function prepareHandlers(folder: string, { step, quiet, inDemo }: Stage): Promise<void> {
  const app = join(folder, 'app');
  await cp(EXAMPLE_APP, app, { recursive: true });
  await step('plaid-migrate report app', '');
  await report(['app'], { quiet }, inDemo);
  const diff = await takeBothFormats(app);
  await step(
    'The webhook handler, by hand',
    renderDiff(diff, colourFor(inDemo, inDemo.stdout)).trimEnd(),
  );
}

/** The code's half of the road. */
async function rewriteApp({ step, quiet, inDemo }: Stage): Promise<ExitCode> {
  await step('plaid-migrate codemod app --dry-run', '');
  const previewed = await codemod(['app'], { dryRun: true, quiet }, inDemo);
  if (previewed !== ExitCode.done) return previewed;
  await step('plaid-migrate codemod app', '');
  return codemod(['app'], { quiet }, inDemo);
}

/** The user's own keys and settings have no business in a demo. */
function withoutSettings(env: Host['env']): Host['env'] {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('PLAID_')));
}

/** `npx`, as most people have no `plaid-migrate` on their path yet; it works from where they stand. */
function whatNext(folder: string, ledger: string, keyFile: string): string {
  return [
    `Everything is in ${folder}. What is left to try:\n`,
    `  export PLAID_MIGRATE_KEY_FILE=${keyFile}`,
    `  npx plaid-migrate tokens status --all --ledger ${ledger}`,
    `  npx plaid-migrate tokens export --ledger ${ledger} --output ${join(folder, 'tokens-new.csv')}`,
    `  sqlite3 ${ledger} 'select state, count(*) from tokens group by state'`,
    '',
    `Where the migration stands, as a page: ${join(folder, 'report.html')}`,
    'With your own table, first look at the plan: npx plaid-migrate tokens --from SOURCE --dry-run',
    'With your own pages, first look at the diff: npx plaid-migrate codemod PATH --dry-run',
  ].join('\n');
}
