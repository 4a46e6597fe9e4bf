import { createHash } from 'node:crypto';
import type { LedgerRow } from './ledger-binding.ts';
import { storable } from './storable-text.ts';

/** A value of a ledger as both engines know it; times are ISO 8601 in UTC. */
export type RawValue = string | number | Uint8Array | null;
export type RawRow = Readonly<Record<string, RawValue>>;

/** What both engines have of each table, in the order in which tables can be filled. */
export const vaultTables = {
  runs: [
    'id',
    'started_at',
    'heartbeat_at',
    'ended_at',
    'host',
    'pid',
    'tool_version',
    'environment',
    'api_url',
    'outcome',
    'reason',
  ],
  tokens: [
    'id',
    'fingerprint',
    'legacy_access_token',
    'access_token',
    'item_id',
    'state',
    'error_code',
    'lost_answers',
    'request_id',
    'run_id',
    'updated_at',
    'verified_at',
  ],
  source_rows: ['position', 'row_key', 'token_id', 'rejected_reason'],
  attempts: [
    'id',
    'token_id',
    'run_id',
    'sent_at',
    'latency_ms',
    'outcome',
    'http_status',
    'error_type',
    'error_code',
    'request_id',
  ],
} as const;

export type VaultTable = keyof typeof vaultTables;
export const vaultTableNames = ['runs', 'tokens', 'source_rows', 'attempts'] as const;

/** Table `ledger` as a whole. */
export interface VaultHead extends LedgerRow {
  readonly created_at: string;
  readonly created_by: string;
}

/** The sealed cells of one token. */
export interface TokenCells {
  readonly id: number;
  readonly fingerprint: Uint8Array;
  readonly state: string;
  readonly legacy: string | null;
  readonly current: string | null;
  /** A token that came late; only where several share a ledger. */
  readonly late: string | null;
}

/** A ledger as of one moment, read as a whole. */
export interface LedgerVault {
  readonly shown: string;
  readonly head: VaultHead;
  /** The rows of a table as they stand, a page at a time, in order of their number. */
  pages(table: VaultTable): AsyncIterable<readonly RawRow[]>;
  cells(): AsyncIterable<readonly TokenCells[]>;
  /** What the engine itself finds wrong. */
  integrity(): Promise<readonly string[]>;
  /** The number that a query of one number brings. */
  count(sql: string): Promise<number>;
}

/** A ledger in the hands of one who changes it as a whole: nobody runs on it, all or nothing. */
export interface OpenVault extends LedgerVault {
  reseal(cells: readonly TokenCells[]): Promise<void>;
  changeHead(change: {
    readonly encryption?: string;
    readonly key_check?: string | null;
    readonly moved_to?: string;
  }): Promise<void>;
  /** Takes every token out, and says so for good. */
  purge(): Promise<void>;
  /** Makes what was done so far last, and lets go. */
  commit(): Promise<void>;
}

/** A new ledger that is filled from another; nobody can open it before it is finished. */
export interface VaultDraft extends Pick<LedgerVault, 'pages' | 'cells'> {
  add(table: VaultTable, rows: readonly RawRow[]): Promise<void>;
  /** Puts it in its place: from here on it is a ledger like others. */
  finish(head: VaultHead): Promise<void>;
  discard(): Promise<void>;
}

/** How many rows a table has, and a digest of all that is in them. */
export async function digestOf(
  vault: Pick<LedgerVault, 'pages'>,
  table: VaultTable,
): Promise<{ readonly rows: number; readonly digest: string }> {
  const hash = createHash('sha256');
  let rows = 0;
  for await (const page of vault.pages(table)) {
    rows += page.length;
    for (const row of page) hash.update(canonical(row, table));
  }
  return { rows, digest: hash.digest('hex') };
}

/** A row as text that is the same from both engines. */
export function canonical(row: RawRow, table: VaultTable): string {
  const values = vaultTables[table].map((column) => {
    const value = row[column] ?? null;
    if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
    return typeof value === 'string' ? storable(value) : value;
  });
  return `${JSON.stringify(values)}\n`;
}
