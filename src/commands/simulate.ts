import { resolve } from 'node:path';
import { MigrateError } from '../core/errors.ts';
import { ExitCode } from '../core/exit-codes.ts';
import type { Host } from '../core/host.ts';
import { parseChoice, parseCount, parseRate } from '../core/option-values.ts';
import { isLoopback, parseEnvironment } from '../plaid/environments.ts';
import { parseFaults } from '../simulator/faults.ts';
import {
  simulatorDefaults,
  startSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../simulator/simulator.ts';
import { writeTable } from '../simulator/table-file.ts';
import { untilStopped } from './stop-signals.ts';

/** The options of `simulate` as the user typed them. */
export interface SimulateOptions {
  readonly port?: string | undefined;
  readonly items?: string | undefined;
  readonly seed?: string | undefined;
  readonly table?: string | undefined;
  readonly env?: string | undefined;
  readonly latency?: string | undefined;
  readonly rateLimit?: string | undefined;
  readonly fault?: readonly string[] | undefined;
  readonly routeGone?: boolean | undefined;
  readonly repeat?: string | undefined;
  readonly refuse?: string | undefined;
  readonly webhook?: string | undefined;
  readonly webhookEvery?: string | undefined;
}

const MAX_ITEMS = 20_000_000;
const MAX_LATENCY_MS = 600_000;

/** Runs a Plaid look-alike on loopback until SIGINT or SIGTERM. Its URL is the result on stdout. */
export async function simulate(options: SimulateOptions, host: Host): Promise<ExitCode> {
  const settings = readOptions(options);
  const simulator = await startSimulator(settings);
  try {
    if (options.table !== undefined) {
      await writeTable(resolve(host.cwd, options.table), simulator.items, settings.items);
    }
    const stopped = untilStopped(host);
    await host.stderr.write(describe(simulator, settings, options.table));
    await host.stdout.write(`${simulator.url}\n`);
    await stopped;
  } finally {
    await simulator.close();
  }
  return ExitCode.done;
}

function readOptions(options: SimulateOptions): SimulatorOptions {
  const { items, seed, port, latencyMs } = simulatorDefaults;
  return {
    ...simulatorDefaults,
    items: parseCount('--items', options.items, { min: 1, max: MAX_ITEMS, default: items }),
    seed: parseCount('--seed', options.seed, { min: 0, max: 0xffff_ffff, default: seed }),
    port: parseCount('--port', options.port, { min: 0, max: 65_535, default: port }),
    latencyMs: parseCount('--latency', options.latency, {
      min: 0,
      max: MAX_LATENCY_MS,
      default: latencyMs,
    }),
    env: options.env === undefined ? simulatorDefaults.env : parseEnvironment(options.env),
    refuse: options.refuse === undefined ? simulatorDefaults.refuse : parseShare(options.refuse),
    repeat:
      options.repeat === undefined
        ? simulatorDefaults.repeat
        : parseChoice('--repeat', options.repeat, ['same', 'new', 'refuse']),
    rateLimit:
      options.rateLimit === undefined
        ? simulatorDefaults.rateLimit
        : parseRate('--rate-limit', options.rateLimit),
    faults: parseFaults(options.fault ?? []),
    routeGone: options.routeGone ?? simulatorDefaults.routeGone,
    webhook: readWebhook(options),
  };
}

function parseShare(value: string): number {
  const share = value.trim() === '' ? Number.NaN : Number(value);
  if (share >= 0 && share <= 1) return share;
  throw new MigrateError(`--refuse ${JSON.stringify(value)} is not a share.`, {
    hint: 'Give the share of Items between 0 and 1, like --refuse 0.05',
  });
}

function readWebhook(options: SimulateOptions): SimulatorOptions['webhook'] {
  if (options.webhook === undefined) {
    if (options.webhookEvery === undefined) return undefined;
    throw new MigrateError('--webhook-every needs a receiver.', {
      hint: 'Give one with --webhook, like --webhook http://127.0.0.1:3000/webhook',
    });
  }
  const url = URL.parse(options.webhook);
  if (url === null || url.protocol !== 'http:' || !isLoopback(url.hostname)) {
    throw new MigrateError('--webhook is not an http URL on this machine.', {
      hint: 'The webhooks carry tokens, so they stay here: --webhook http://127.0.0.1:3000/webhook',
    });
  }
  const everyMs = parseCount('--webhook-every', options.webhookEvery, {
    min: 1,
    max: 86_400_000,
    default: 1000,
  });
  return { url: url.href, everyMs };
}

function describe(
  simulator: Simulator,
  settings: SimulatorOptions,
  table: string | undefined,
): string {
  const lines = [
    `A Plaid look-alike with ${settings.items.toLocaleString('en-US')} Items is at ${simulator.url}. Ctrl-C stops it.`,
    ...(table === undefined ? [] : [`Its token table is ${table}.`]),
    ...(settings.webhook === undefined ? [] : [`Webhooks go to ${settings.webhook.url}.`]),
    '',
    'To use it from another terminal:',
    `  export PLAID_CLIENT_ID=any PLAID_SECRET=any PLAID_ENV=${settings.env}`,
    `  plaid-migrate tokens --from ${table ?? 'table.csv'} --api-url ${simulator.url} \\`,
    '    --ledger rehearsal.db --plaintext',
    ...(table === undefined ? ['  (start it with --table table.csv to get that table)'] : []),
  ];
  return `${lines.join('\n')}\n`;
}
