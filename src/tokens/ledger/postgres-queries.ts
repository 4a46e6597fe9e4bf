import type {
  ExportRow,
  LedgerCounts,
  MigratedFilter,
  MigratedSpan,
  MigratedToken,
  OpenRow,
  Runner,
  RunRecord,
  TokenState,
} from './ledger.ts';
import { tokenStates } from './ledger.ts';
import type { LedgerRow } from './ledger-binding.ts';
import { explainOpenRow } from './open-row.ts';
import type { PostgresSession } from './postgres-session.ts';
import type { Sealing } from './sealing.ts';

/** A time as the ledger's readers get it: ISO 8601 in UTC, to the millisecond. */
const iso = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The row of table `ledger`; undefined when the ledger was never bound. */
export async function readLedgerRow(session: PostgresSession): Promise<LedgerRow | undefined> {
  const [row] = await session.query<LedgerRow>(
    `SELECT environment, api_url, encryption, key_check, source, ${iso('import_finished_at')} AS import_finished_at,
       CASE WHEN importer_until > clock_timestamp() THEN importer_host END AS importer_host,
       CASE WHEN importer_until > clock_timestamp() THEN importer_pid END AS importer_pid,
       moved_to, ${iso('moved_at')} AS moved_at, ${iso('purged_at')} AS purged_at FROM ledger`,
  );
  return row;
}

type Tally = { readonly name: string; readonly count: number };

/** Counts everything as of one moment. */
export async function readCounts(session: PostgresSession): Promise<LedgerCounts> {
  return session.transaction(async (statements) => {
    await statements.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const notMigrated = await statements.query<{
      state: TokenState;
      error_code: string | null;
      count: number;
    }>(
      `SELECT state, error_code, sum(count)::integer AS count FROM (
         SELECT state, error_code, count(*) FROM tokens
         WHERE state = 'failed' OR state = 'skipped' OR (state = 'unknown' AND error_code IS NOT NULL) GROUP BY 1, 2
         UNION ALL SELECT state, NULL, count(*) FROM tokens
         WHERE held_by IS NULL AND error_code IS NULL AND (state = 'pending' OR state = 'unknown') GROUP BY 1
         UNION ALL SELECT state, NULL, count(*) FROM tokens WHERE held_by IS NOT NULL GROUP BY 1
       ) AS parts GROUP BY 1, 2 ORDER BY 3 DESC, 2`,
    );
    const [totals] = await statements.query<{
      tokens: number;
      source_rows: number;
      without_item: number;
      verified: number;
    }>(
      `SELECT (SELECT count(*) FROM tokens)::integer AS tokens,
         (SELECT count(*) FROM source_rows)::integer AS source_rows,
         (SELECT count(*) FROM tokens WHERE state = 'migrated' AND item_id IS NULL)::integer AS without_item,
         (SELECT count(*) FROM tokens WHERE verified_at IS NOT NULL)::integer AS verified`,
    );
    const rejected = await statements.query<Tally>(
      `SELECT rejected_reason AS name, count(*)::integer AS count FROM source_rows
       WHERE rejected_reason IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1`,
    );
    const { tokens = 0, source_rows: sourceRows = 0 } = totals ?? {};
    const others = sum(notMigrated);
    const inState = (state: TokenState): number =>
      state === 'migrated'
        ? tokens - others
        : sum(notMigrated.filter((row) => row.state === state));
    const [migrated, pending, inFlight, failed, unknown, skipped] = tokenStates.map(inState);
    return {
      states: {
        migrated: migrated ?? 0,
        pending: pending ?? 0,
        in_flight: inFlight ?? 0,
        failed: failed ?? 0,
        unknown: unknown ?? 0,
        skipped: skipped ?? 0,
      },
      unknownRefused: sum(
        notMigrated.filter(({ state, error_code }) => state === 'unknown' && error_code !== null),
      ),
      sourceRows,
      duplicateRows: sourceRows - sum(rejected) - tokens,
      rejectedRows: Object.fromEntries(rejected.map(({ name, count }) => [name, count])),
      failedByCode: Object.fromEntries(
        notMigrated.flatMap(({ state, error_code, count }) =>
          state === 'failed' ? [[error_code ?? '', count] as const] : [],
        ),
      ),
      migratedWithoutItemId: totals?.without_item ?? 0,
      verified: totals?.verified ?? 0,
    };
  });
}

function sum(rows: readonly { readonly count: number }[]): number {
  return rows.reduce((total, { count }) => total + count, 0);
}

/** The keys of the rows of the user's table that hold a token. */
export async function readRowKeys(session: PostgresSession, tokenId: number): Promise<string[]> {
  const rows = await session.query<{ row_key: string }>(
    'SELECT row_key FROM source_rows WHERE token_id = $1 ORDER BY position',
    [tokenId],
  );
  return rows.map(({ row_key }) => row_key);
}

/** Rows a person may have to look at: refused, unknown, not taken. In a stable order. */
export async function readOpenRows(session: PostgresSession, limit: number): Promise<OpenRow[]> {
  const tokens = await session.query<{
    state: 'failed' | 'unknown';
    error_code: string | null;
    row_keys: string[];
  }>(
    `SELECT state, error_code,
       ARRAY(SELECT row_key FROM source_rows WHERE token_id = tokens.id ORDER BY position) AS row_keys
     FROM (
       SELECT id, state, error_code FROM tokens
       WHERE (state = 'failed' OR state = 'skipped' OR (state = 'unknown' AND error_code IS NOT NULL))
         AND state <> 'skipped'
       UNION ALL SELECT id, state, error_code FROM tokens
       WHERE held_by IS NULL AND error_code IS NULL AND (state = 'pending' OR state = 'unknown') AND state = 'unknown'
       UNION ALL SELECT id, state, error_code FROM tokens WHERE held_by IS NOT NULL AND state = 'unknown'
     ) AS tokens ORDER BY state DESC, id LIMIT $1`,
    [limit],
  );
  const rejected = await session.query<{ row_key: string; reason: string }>(
    `SELECT row_key, rejected_reason AS reason FROM source_rows
     WHERE rejected_reason IS NOT NULL ORDER BY position LIMIT $1`,
    [limit - tokens.length],
  );
  return [
    ...tokens.map(({ state, error_code, row_keys }) => ({
      rowKeys: row_keys,
      state,
      reason: explainOpenRow(state, error_code),
    })),
    ...rejected.map(({ row_key, reason }) => ({
      rowKeys: [row_key],
      state: 'rejected' as const,
      reason,
    })),
  ];
}

const RUN_COLUMNS = `id, host, pid, ${iso('started_at')} AS "startedAt", ${iso('heartbeat_at')} AS "heartbeatAt"`;

/** The newest runs first. */
export async function readRuns(session: PostgresSession, limit: number): Promise<RunRecord[]> {
  return session.query<RunRecord>(
    `SELECT ${RUN_COLUMNS}, ${iso('ended_at')} AS "endedAt", outcome, reason FROM runs ORDER BY id DESC LIMIT $1`,
    [limit],
  );
}

/** The runs that have not ended. */
export async function readRunners(session: PostgresSession): Promise<Runner[]> {
  return session.query<Runner>(
    `SELECT host, pid, ${iso('started_at')} AS "startedAt", ${iso('heartbeat_at')} AS "heartbeatAt",
       (SELECT count(*)::integer FROM tokens WHERE held_by = runs.id) AS "rowsHeld",
       lease_until > clock_timestamp() AS "isAlive"
     FROM runs WHERE outcome = 'running' ORDER BY id`,
  );
}

/** By the record of the calls, whose order is nearly that of time: nothing but its two ends is read. */
export async function readMigratedSpan(
  session: PostgresSession,
): Promise<MigratedSpan | undefined> {
  const end = (order: 'ASC' | 'DESC'): string =>
    `(SELECT ${iso('sent_at')} FROM attempts WHERE outcome = 'upgraded' ORDER BY id ${order} LIMIT 1)`;
  const [span] = await session.query<{ since: string | null; until: string | null }>(
    `SELECT ${end('ASC')} AS since, ${end('DESC')} AS until`,
  );
  if (span === undefined || span.since === null || span.until === null) return undefined;
  return { since: span.since, until: span.until };
}

/** Migrated tokens after an id. */
export async function readMigratedTokens(
  session: PostgresSession,
  sealing: Sealing,
  range: { readonly afterId: number; readonly limit: number; readonly which: MigratedFilter },
): Promise<MigratedToken[]> {
  const condition = {
    all: 'TRUE',
    'not-verified': 'verified_at IS NULL',
    'without-item-id': 'item_id IS NULL',
  }[range.which];
  const cells = await session.query<{ id: number; cell: string; item_id: string | null }>(
    `SELECT id, access_token AS cell, item_id FROM tokens
     WHERE id > $1 AND state = 'migrated' AND ${condition} ORDER BY id LIMIT $2`,
    [range.afterId, range.limit],
  );
  return cells.map(({ id, cell, item_id }) => ({
    id,
    accessToken: sealing.open(cell, 'access_token', id),
    itemId: item_id,
  }));
}

type ExportCell = {
  readonly position: number;
  readonly row_key: string;
  readonly id: number;
  readonly legacy: string | null;
  readonly current: string | null;
  readonly item_id: string | null;
  readonly state: TokenState;
  readonly error_code: string | null;
};

/** Every row of the user's table that has a token, in the table's own order. */
export async function* readExportPages(
  session: PostgresSession,
  sealing: Sealing,
  pageSize: number,
): AsyncGenerator<readonly ExportRow[]> {
  let position = 0;
  for (;;) {
    const cells = await session.query<ExportCell>(
      `SELECT position, row_key, tokens.id, legacy_access_token AS legacy, access_token AS current, item_id, state,
         error_code
       FROM source_rows JOIN tokens ON tokens.id = token_id WHERE position > $1 ORDER BY position LIMIT $2`,
      [position, pageSize],
    );
    const last = cells.at(-1);
    if (last === undefined) return;
    position = last.position;
    yield cells.map(({ row_key, id, legacy, current, item_id, state, error_code }) => ({
      rowKey: row_key,
      legacyAccessToken: legacy === null ? null : sealing.open(legacy, 'legacy_access_token', id),
      accessToken: current === null ? null : sealing.open(current, 'access_token', id),
      itemId: item_id,
      state,
      errorCode: error_code,
    }));
  }
}
