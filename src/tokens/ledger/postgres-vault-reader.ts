import { noLedger } from './postgres-ledger.ts';
import type { PostgresPlace, Statements } from './postgres-session.ts';
import {
  vaultTables,
  type LedgerVault,
  type RawRow,
  type TokenCells,
  type VaultHead,
  type VaultTable,
} from './vault.ts';

const PAGE_SIZE = 1_000;

/** How each column is read and written that is not simply text or a number. */
export const columnTypes: Readonly<Record<string, string>> = {
  id: 'integer',
  token_id: 'integer',
  run_id: 'integer',
  position: 'integer',
  pid: 'integer',
  lost_answers: 'integer',
  latency_ms: 'integer',
  http_status: 'integer',
  fingerprint: 'bytea',
  started_at: 'timestamptz',
  heartbeat_at: 'timestamptz',
  ended_at: 'timestamptz',
  updated_at: 'timestamptz',
  verified_at: 'timestamptz',
  sent_at: 'timestamptz',
};

/**
 * A token that came late, on a row that nobody has in hand: moved elsewhere, it is the row's, as it
 * would be here once Plaid refuses the next call.
 */
const KEPT_LATE = `late_access_token IS NOT NULL AND held_by IS NULL AND state <> 'migrated'`;
const moved: Readonly<Record<string, string>> = {
  state: `CASE WHEN ${KEPT_LATE} THEN 'migrated' ELSE state END`,
  access_token: `CASE WHEN ${KEPT_LATE} THEN late_access_token ELSE access_token END`,
  item_id: `CASE WHEN ${KEPT_LATE} THEN late_item_id ELSE item_id END`,
  request_id: `CASE WHEN ${KEPT_LATE} THEN late_request_id ELSE request_id END`,
  error_code: `CASE WHEN ${KEPT_LATE} THEN NULL ELSE error_code END`,
};

/** Reads a ledger through one connection, in whatever transaction that is in. */
export function readerOf(
  statements: Statements,
): Pick<LedgerVault, 'pages' | 'cells' | 'integrity' | 'count'> {
  return {
    async *pages(table) {
      const [key] = vaultTables[table];
      const columns = vaultTables[table].map((name) => `${readAs(table, name)} AS ${name}`);
      yield* inPages(
        (after) =>
          statements.query<RawRow>(
            `SELECT ${columns.join(', ')} FROM ${table} WHERE ${key} > $1 ORDER BY ${table}.${key} LIMIT $2`,
            [after, PAGE_SIZE],
          ),
        key,
      );
    },
    async *cells() {
      yield* inPages(
        (after) =>
          statements.query<TokenCells>(
            `SELECT id, fingerprint, state, legacy_access_token AS legacy, access_token AS current,
               late_access_token AS late FROM tokens WHERE id > $1 ORDER BY id LIMIT $2`,
            [after, PAGE_SIZE],
          ),
        'id',
      );
    },
    async integrity() {
      const loose = await statements.query<{ name: string }>(
        `SELECT conname AS name FROM pg_constraint
         WHERE connamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) AND NOT convalidated
         UNION ALL SELECT indexrelid::regclass::text FROM pg_index
         JOIN pg_class ON pg_class.oid = indexrelid
         WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) AND NOT indisvalid`,
      );
      // What an index of SQLite rules out; here it is there while an import goes on alone.
      const [twice] = await statements.query<{ tokens: number }>(
        `SELECT count(*)::integer AS tokens
         FROM (SELECT FROM tokens GROUP BY fingerprint HAVING count(*) > 1) AS repeated`,
      );
      return [
        ...loose.map(({ name }) => `${name} is not valid`),
        ...(twice === undefined || twice.tokens === 0
          ? []
          : [`${String(twice.tokens)} tokens have more than one row`]),
      ];
    },
    async count(sql) {
      const [row] = await statements.query<{ count: number }>(`SELECT (${sql})::integer AS count`);
      if (row === undefined) throw new Error('No count.');
      return row.count;
    },
  };
}

function readAs(table: VaultTable, column: string): string {
  const value = table === 'tokens' ? (moved[column] ?? column) : column;
  if (columnTypes[column] === 'timestamptz') {
    return `to_char(${value} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  }
  return columnTypes[column] === 'integer' ? `${value}::integer` : value;
}

async function* inPages<Row extends object>(
  read: (after: number) => Promise<Row[]>,
  key: string,
): AsyncGenerator<readonly Row[]> {
  let after = 0;
  for (;;) {
    const rows = await read(after);
    const last: unknown = Object.entries(rows.at(-1) ?? {}).find(([name]) => name === key)?.[1];
    if (typeof last !== 'number') return;
    after = last;
    yield rows;
  }
}

/** The row of table `ledger`. */
export async function headOf(statements: Statements, place: PostgresPlace): Promise<VaultHead> {
  const iso = (column: string): string =>
    `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS ${column}`;
  const [head] = await statements.query<VaultHead>(
    `SELECT ${['created_at', 'import_finished_at', 'moved_at', 'purged_at'].map(iso).join(', ')},
       created_by, environment, api_url, encryption, key_check, source, moved_to FROM ledger`,
  );
  if (head === undefined) throw noLedger(place);
  return head;
}
