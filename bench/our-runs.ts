import { randomBytes } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { runMeasured, type Usage } from './measured-process.ts';
import { bin, freshPath } from './workspace.ts';

const credentials = {
  PLAID_CLIENT_ID: 'simulated',
  PLAID_SECRET: 'simulated',
  PLAID_ENV: 'sandbox',
};
const SECONDS_A_DAY = 86_400;
const ledgerKey = randomBytes(32).toString('base64url');

/** How tokens are kept. */
export type Keeping = 'encrypted' | 'plaintext';

/** What `tokens` is run against. */
export interface Target {
  readonly url: string;
  readonly table: string;
  readonly concurrency: number;
  readonly keeping: Keeping;
}

/** One run of `tokens`. */
export interface Run extends Usage {
  readonly calls: number;
  readonly perSecond: number;
}

/** `tokens` from table to summary in one process. */
export async function wholeRun(
  target: Target,
  extra: readonly string[] = [],
): Promise<Run & { readonly importedPerSecond: number }> {
  const ledger = freshPath('ledger.db');
  const usage = await tokens(ledger, target, ['--from', target.table, ...extra]);
  return { ...usage, ...readLastRun(ledger), importedPerSecond: readImportRate(ledger) };
}

/** A ledger that holds the table, after one call. Copies of it go on with the rest. */
export async function importedLedger(target: Target): Promise<string> {
  const ledger = freshPath('imported.db');
  await tokens(ledger, target, ['--from', target.table, '--limit', '1']);
  return ledger;
}

/** `tokens` on a copy of an imported ledger: nothing but the calls and their record. */
export async function callsOnly(
  imported: string,
  target: Target,
  options: { readonly preload?: string; readonly limit?: number } = {},
): Promise<Run> {
  const ledger = freshPath('ledger.db');
  copyFileSync(imported, ledger);
  const limit = options.limit === undefined ? [] : ['--limit', String(options.limit)];
  const usage = await tokens(ledger, target, limit, options.preload);
  return { ...usage, ...readLastRun(ledger) };
}

async function tokens(
  ledger: string,
  target: Target,
  extra: readonly string[],
  preload?: string,
): Promise<Usage> {
  const rate = extra.includes('--rate') ? [] : ['--rate', 'unlimited'];
  const plaintext = target.keeping === 'plaintext';
  return runMeasured(
    [
      bin,
      'tokens',
      '--yes',
      '--quiet',
      '--format',
      'json',
      '--api-url',
      target.url,
      '--ledger',
      ledger,
      '--concurrency',
      String(target.concurrency),
      ...rate,
      ...extra,
      ...(plaintext ? ['--plaintext'] : []),
    ],
    {
      env: { ...credentials, ...(plaintext ? {} : { PLAID_MIGRATE_KEY: ledgerKey }) },
      ...(preload === undefined ? {} : { preload }),
    },
  );
}

function readLastRun(ledger: string): { calls: number; perSecond: number } {
  const calls = query(
    ledger,
    'SELECT count(*) FROM attempts WHERE run_id = (SELECT max(id) FROM runs)',
  );
  const days = query(
    ledger,
    'SELECT julianday(ended_at) - julianday(started_at) FROM runs ORDER BY id DESC LIMIT 1',
  );
  return { calls, perSecond: calls / (days * SECONDS_A_DAY) };
}

function readImportRate(ledger: string): number {
  const days = query(
    ledger,
    'SELECT julianday(import_finished_at) - julianday(created_at) FROM ledger',
  );
  return query(ledger, 'SELECT count(*) FROM source_rows') / (days * SECONDS_A_DAY);
}

function query(ledger: string, sql: string): number {
  const db = new Database(ledger, { readonly: true });
  const value = db.prepare<[], number>(sql).pluck().get();
  db.close();
  return value ?? Number.NaN;
}
