import type { Database } from 'better-sqlite3';
import {
  type ExportRow,
  type LedgerCounts,
  type MigratedFilter,
  type MigratedSpan,
  type OpenRow,
  type RunRecord,
  type TokenState,
} from './ledger.ts';
import { explainOpenRow } from './open-row.ts';
import type { Sealing } from './sealing.ts';

interface Tally {
  name: string;
  count: number;
}

/** Counts everything in one consistent read, from the indexes alone: tables may hold millions. */
export function readCounts(db: Database): LedgerCounts {
  const tally = (sql: string): Tally[] => db.prepare<[], Tally>(sql).all();
  const single = (sql: string): number => db.prepare<[], number>(sql).pluck().get() ?? 0;
  // The state stands in the statement, not in a parameter, or no partial index is used.
  const inState = (state: TokenState): number =>
    single(`SELECT count(*) FROM tokens WHERE state = '${state}'`);
  return db.transaction((): LedgerCounts => {
    const notMigrated = {
      pending: inState('pending'),
      in_flight: inState('in_flight'),
      failed: inState('failed'),
      unknown: inState('unknown'),
      skipped: inState('skipped'),
    };
    const tokens = single('SELECT count(*) FROM tokens');
    const sourceRows = single('SELECT count(*) FROM source_rows');
    const rejectedRows = toRecord(
      tally(
        `SELECT rejected_reason AS name, count(*) AS count FROM source_rows
         WHERE rejected_reason IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1`,
      ),
    );
    return {
      states: { migrated: tokens - sum(notMigrated), ...notMigrated },
      unknownRefused: single(
        `SELECT count(*) FROM tokens WHERE state = 'unknown' AND error_code IS NOT NULL`,
      ),
      sourceRows,
      duplicateRows: sourceRows - sum(rejectedRows) - tokens,
      rejectedRows,
      failedByCode: toRecord(
        tally(
          `SELECT error_code AS name, count(*) AS count FROM tokens
           WHERE state = 'failed' GROUP BY 1 ORDER BY 2 DESC, 1`,
        ),
      ),
      migratedWithoutItemId: single(
        `SELECT count(*) FROM tokens WHERE state = 'migrated' AND item_id IS NULL`,
      ),
      verified: single('SELECT count(*) FROM tokens WHERE verified_at IS NOT NULL'),
    };
  })();
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

function toRecord(rows: readonly Tally[]): Record<string, number> {
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
}

/** The keys of the rows of the user's table that hold a token. */
export function readRowKeys(db: Database, tokenId: number): string[] {
  return db
    .prepare<[number], string>('SELECT row_key FROM source_rows WHERE token_id = ? ORDER BY rowid')
    .pluck()
    .all(tokenId);
}

/** Rows a person may have to look at: refused, unknown, not taken. In a stable order. */
export function readOpenRows(db: Database, limit: number): OpenRow[] {
  const tokens = db
    .prepare<[number], { id: number; state: 'failed' | 'unknown'; errorCode: string | null }>(
      `SELECT id, state, error_code AS errorCode FROM tokens WHERE state = 'unknown'
       UNION ALL
       SELECT id, state, error_code FROM tokens WHERE state = 'failed'
       ORDER BY state DESC, id LIMIT ?`,
    )
    .all(limit);
  const rejected = db
    .prepare<[number], { rowKey: string; reason: string }>(
      `SELECT row_key AS rowKey, rejected_reason AS reason FROM source_rows
       WHERE rejected_reason IS NOT NULL ORDER BY rowid LIMIT ?`,
    )
    .all(limit - tokens.length);
  return [
    ...tokens.map(({ id, state, errorCode }) => ({
      rowKeys: readRowKeys(db, id),
      state,
      reason: explainOpenRow(state, errorCode),
    })),
    ...rejected.map(({ rowKey, reason }) => ({
      rowKeys: [rowKey],
      state: 'rejected' as const,
      reason,
    })),
  ];
}

/** The newest runs first. */
export function readRuns(db: Database, limit: number): RunRecord[] {
  return db
    .prepare<[number], RunRecord>(
      `SELECT id, host, pid, started_at AS startedAt, heartbeat_at AS heartbeatAt,
       ended_at AS endedAt, outcome, reason FROM runs ORDER BY id DESC LIMIT ?`,
    )
    .all(limit);
}

/** By the record of the calls, whose order is that of time: nothing but its two ends is read. */
export function readMigratedSpan(db: Database): MigratedSpan | undefined {
  const sentAt = (order: 'ASC' | 'DESC'): string | undefined =>
    db
      .prepare<[], string>(
        `SELECT sent_at FROM attempts WHERE outcome = 'upgraded' ORDER BY id ${order} LIMIT 1`,
      )
      .pluck()
      .get();
  const since = sentAt('ASC');
  const until = sentAt('DESC');
  return since === undefined || until === undefined ? undefined : { since, until };
}

export interface MigratedCell {
  id: number;
  cell: string;
  itemId: string | null;
}

/** Migrated tokens after an id, still sealed. */
export function readMigratedCells(
  db: Database,
  afterId: number,
  limit: number,
  which: MigratedFilter,
): MigratedCell[] {
  const condition = {
    all: 'TRUE',
    'not-verified': 'verified_at IS NULL',
    'without-item-id': 'item_id IS NULL',
  }[which];
  return db
    .prepare<[number, number], MigratedCell>(
      `SELECT id, access_token AS cell, item_id AS itemId FROM tokens
       WHERE id > ? AND state = 'migrated' AND ${condition} ORDER BY id LIMIT ?`,
    )
    .all(afterId, limit);
}

interface ExportCell {
  position: number;
  rowKey: string;
  id: number;
  legacyCell: string | null;
  cell: string | null;
  itemId: string | null;
  state: TokenState;
  errorCode: string | null;
}

/** Every row of the user's table that has a token, in the table's own order. */
export function* readExportPages(
  db: Database,
  sealing: Sealing,
  pageSize: number,
): Generator<readonly ExportRow[]> {
  const page = db.prepare<[number, number], ExportCell>(
    `SELECT source_rows.rowid AS position, row_key AS rowKey, tokens.id, legacy_access_token AS legacyCell,
     access_token AS cell, item_id AS itemId, state, error_code AS errorCode
     FROM source_rows JOIN tokens ON tokens.id = token_id
     WHERE source_rows.rowid > ? ORDER BY source_rows.rowid LIMIT ?`,
  );
  let position = 0;
  for (;;) {
    const cells = page.all(position, pageSize);
    const last = cells.at(-1);
    if (last === undefined) return;
    position = last.position;
    yield cells.map(({ rowKey, id, legacyCell, cell, itemId, state, errorCode }) => ({
      rowKey,
      legacyAccessToken:
        legacyCell === null ? null : sealing.open(legacyCell, 'legacy_access_token', id),
      accessToken: cell === null ? null : sealing.open(cell, 'access_token', id),
      itemId,
      state,
      errorCode,
    }));
  }
}
