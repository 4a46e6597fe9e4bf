import Database from 'better-sqlite3';
import { systemClock } from '../../src/core/clock.ts';
import { Secret } from '../../src/core/secrets.ts';
import type { Simulator } from '../../src/simulator/simulator.ts';
import type { ExportRow } from '../../src/tokens/ledger/ledger.ts';
import type { LedgerPlace } from '../../src/tokens/ledger/ledger-place.ts';
import { readLedger } from '../../src/tokens/ledger/open-ledger.ts';
import { createSealing, parseLedgerKey } from '../../src/tokens/ledger/sealing.ts';

import { ledgerKey } from './scenario.ts';

const sealing = createSealing(parseLedgerKey(new Secret(ledgerKey)));

/** What a dead process left in its ledger. */
export interface Remains {
  readonly integrity: unknown;
  /** Every column of every migrated token, ciphertext as it stands, by token id. */
  readonly migrated: ReadonlyMap<number, string>;
  /** The legacy tokens that were sent, or about to be. */
  readonly inFlight: readonly string[];
}

interface TokenRow {
  readonly id: number;
  readonly legacy_access_token: string | null;
  readonly state: string;
}

/** Reads what stands in a ledger that no process holds. */
export function lookAt(ledgerPath: string): Remains {
  const db = new Database(ledgerPath, { readonly: true });
  try {
    const integrity = db.pragma('integrity_check', { simple: true });
    const hasTokens = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'tokens'`).get();
    const rows =
      hasTokens === undefined ? [] : db.prepare<[], TokenRow>('SELECT * FROM tokens').all();
    return {
      integrity,
      migrated: new Map(
        rows
          .filter(({ state }) => state === 'migrated')
          .map((row) => [row.id, JSON.stringify(row)]),
      ),
      inFlight: rows
        .filter(({ state }) => state === 'in_flight')
        .map(({ id, legacy_access_token }) =>
          sealing.open(legacy_access_token ?? '', 'legacy_access_token', id),
        ),
    };
  } finally {
    db.close();
  }
}

/** What was migrated `before` and is not exactly so `after`. */
export function lostOrChanged(before: Remains, after: Remains): number[] {
  return [...before.migrated]
    .filter(([id, row]) => after.migrated.get(id) !== row)
    .map(([id]) => id);
}

/** Every row of the table as the ledger tells it. */
export async function finalRows(ledgerPath: string): Promise<ExportRow[]> {
  return finalRowsAt({ kind: 'sqlite', path: ledgerPath, shown: ledgerPath });
}

/** The same of a ledger anywhere. */
export async function finalRowsAt(place: LedgerPlace): Promise<ExportRow[]> {
  const context = {
    host: 'test',
    pid: 1,
    toolVersion: 'test',
    now: () => '',
    probe: () => undefined,
    clock: systemClock,
  };
  const ledger = await readLedger(place, { sealing, context });
  try {
    const rows: ExportRow[] = [];
    for await (const page of ledger.exportRows(1_000)) rows.push(...page);
    return rows;
  } finally {
    await ledger.close();
  }
}

/**
 * Compares ledger and simulator row by row. Whatever the simulator can answer must be migrated, with
 * the newest token there is, except the legacy tokens of `lost`. Returns a sentence per difference.
 */
export function differences(
  rows: readonly ExportRow[],
  simulator: Simulator,
  lost: ReadonlySet<string> = new Set(),
): string[] {
  return rows.flatMap(({ rowKey, legacyAccessToken, accessToken, itemId, state, errorCode }) => {
    if (legacyAccessToken === null) {
      return state === 'skipped' ? [] : [`row ${rowKey}: ${state}, and it was current already`];
    }
    const index = simulator.items.indexOfLegacyAccessToken(legacyAccessToken);
    if (index === undefined) return [`row ${rowKey}: a legacy token of no Item`];
    const item = simulator.itemState(index);
    const expected = item.refused
      ? { state: 'failed', errorCode: 'INVALID_ACCESS_TOKEN', accessToken: null, itemId: null }
      : lost.has(legacyAccessToken)
        ? { state: 'unknown', errorCode: 'INVALID_ACCESS_TOKEN', accessToken: null, itemId: null }
        : {
            state: 'migrated',
            errorCode: null,
            accessToken: item.access_token,
            itemId: item.item_id,
          };
    const found = { state, errorCode, accessToken, itemId };
    return JSON.stringify(found) === JSON.stringify(expected)
      ? []
      : [`row ${rowKey}: ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`];
  });
}

/** What `attempts` tells of one token. */
export interface CallCount {
  readonly cell: string;
  readonly id: number;
  readonly arrived: number;
  readonly uncertain: number;
  readonly upgraded: number;
  readonly state: string;
}

/** The calls of every token, in the SQL of both engines. */
export const CALL_COUNTS = `SELECT tokens.id, legacy_access_token AS cell, state,
    CAST(count(*) FILTER (WHERE outcome IN ('upgraded', 'error', 'gateway', 'not_plaid')) AS integer) AS arrived,
    CAST(count(*) FILTER (WHERE outcome IN ('died', 'no_answer')) AS integer) AS uncertain,
    CAST(count(*) FILTER (WHERE outcome = 'upgraded') AS integer) AS upgraded
  FROM tokens LEFT JOIN attempts ON token_id = tokens.id
  WHERE legacy_access_token IS NOT NULL GROUP BY tokens.id`;

/** The same as {@link callDifferences} of a SQLite file. */
export function attemptDifferences(ledgerPath: string, simulator: Simulator): string[] {
  const db = new Database(ledgerPath, { readonly: true });
  try {
    return callDifferences(db.prepare<[], CallCount>(CALL_COUNTS).all(), simulator);
  } finally {
    db.close();
  }
}

/**
 * Compares `attempts` with what the simulator saw, token by token: every call is on record, those
 * of dead processes as `died`, and a migrated token has exactly one answer that says so.
 */
export function callDifferences(counts: readonly CallCount[], simulator: Simulator): string[] {
  return counts.flatMap(({ id, cell, arrived, uncertain, upgraded, state }) => {
    const token = sealing.open(cell, 'legacy_access_token', id);
    const index = simulator.items.indexOfLegacyAccessToken(token);
    const { calls } = simulator.itemState(index ?? -1);
    const fits = arrived <= calls && calls <= arrived + uncertain;
    return fits && upgraded === (state === 'migrated' ? 1 : 0)
      ? []
      : [`token ${String(id)}: ${JSON.stringify({ calls, arrived, uncertain, upgraded, state })}`];
  });
}
