import { MigrateError } from '../../core/errors.ts';
import { noLedger } from './postgres-ledger.ts';
import { hasSchema, prepareSchema } from './postgres-schema.ts';
import {
  openSession,
  type PostgresPlace,
  type PostgresSession,
  type Statements,
} from './postgres-session.ts';
import type { RunContext } from './sqlite-run.ts';
import { storable } from './storable-text.ts';
import {
  vaultTables,
  type LedgerVault,
  type OpenVault,
  type RawRow,
  type TokenCells,
  type VaultDraft,
  type VaultHead,
  type VaultTable,
} from './vault.ts';

const PAGE_SIZE = 1_000;

/** How each column is read and written that is not simply text or a number. */
const types: Readonly<Record<string, string>> = {
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

/** Reads a ledger as of one moment; runs may go on meanwhile. */
export async function lookIntoPostgres<T>(
  place: PostgresPlace,
  context: RunContext,
  work: (vault: LedgerVault) => Promise<T>,
): Promise<T> {
  return inSession(place, context, async (session) => {
    if (!(await hasSchema(session, place, 'current'))) throw noLedger(place);
    return session.once(async (statements) => {
      await statements.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      await statements.query('SET LOCAL idle_in_transaction_session_timeout = 0');
      const head = await headOf(statements, place);
      return work({ ...readerOf(statements), shown: place.shown, head });
    });
  });
}

/** Takes a ledger for a change of the whole. What is not committed is undone. */
export async function takePostgres<T>(
  place: PostgresPlace,
  context: RunContext,
  work: (vault: OpenVault) => Promise<T>,
): Promise<T> {
  return inSession(place, context, async (session) => {
    if (!(await hasSchema(session, place, 'older too'))) throw noLedger(place);
    await prepareSchema(session, place);
    return session.once(async (statements) => {
      await statements.query('BEGIN');
      try {
        // A page of cells may take a slow machine a while.
        await statements.query(`SET LOCAL idle_in_transaction_session_timeout = 0`);
        // Whoever joins waits for this row, then finds out what became of the ledger.
        await statements.query('SELECT FROM ledger FOR UPDATE');
        await statements.query(`SELECT bury_the_silent(0, '0 seconds')`);
        await refuseWhileUsed(statements, place);
        const head = await headOf(statements, place);
        return await work(openVault(statements, place, head));
      } finally {
        await statements.query('ROLLBACK').catch(() => undefined);
      }
    });
  });
}

/** Begins a new ledger in a transaction that nobody sees. */
export async function draftPostgres(
  place: PostgresPlace,
  context: RunContext,
): Promise<VaultDraft> {
  const session = await openSession(place, context.clock);
  try {
    await prepareSchema(session, place);
    const statements = await unlocked(session);
    await statements.query('BEGIN');
    await statements.query('SET LOCAL idle_in_transaction_session_timeout = 0');
    const [found] = await statements.query<{ used: boolean }>(
      'SELECT EXISTS (SELECT FROM ledger) OR EXISTS (SELECT FROM tokens) AS used',
    );
    if (found?.used !== false) {
      throw new MigrateError(`There is a ledger at ${place.shown} already.`, {
        hint: 'Give another database, or another schema of this one: add ?schema=NAME to the URL.',
      });
    }
    return {
      ...readerOf(statements),
      add: (table, rows) => insert(statements, table, rows),
      async finish(head) {
        for (const [table, column] of [
          ['runs', 'id'],
          ['source_rows', 'position'],
          ['attempts', 'id'],
        ]) {
          await statements.query(
            `SELECT setval(pg_get_serial_sequence('${String(table)}', '${String(column)}'),
               (SELECT coalesce(max(${String(column)}), 0) + 1 FROM ${String(table)}), false)`,
          );
        }
        await statements.query(
          `INSERT INTO ledger (id, created_at, created_by, environment, api_url, encryption, key_check, source,
             import_finished_at) VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8)`,
          [
            head.created_at,
            head.created_by,
            head.environment,
            head.api_url,
            head.encryption,
            head.key_check,
            head.source,
            head.import_finished_at,
          ],
        );
        await statements.query('COMMIT');
        await statements.query('ANALYZE');
        await session.close();
      },
      async discard() {
        await statements.query('ROLLBACK').catch(() => undefined);
        await session.close();
      },
    };
  } catch (error) {
    await session.close();
    throw error;
  }
}

async function inSession<T>(
  place: PostgresPlace,
  context: RunContext,
  work: (session: PostgresSession) => Promise<T>,
): Promise<T> {
  const session = await openSession(place, context.clock);
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

/** The connection as it is: nobody else uses this session, and nothing is done twice. */
async function unlocked(session: PostgresSession): Promise<Statements> {
  return session.once(async (statements) => statements);
}

async function refuseWhileUsed(statements: Statements, place: PostgresPlace): Promise<void> {
  const users = await statements.query<{ host: string; pid: number }>(
    `SELECT host, pid FROM runs WHERE outcome = 'running' UNION ALL
     SELECT importer_host, importer_pid FROM ledger WHERE importer_until > clock_timestamp()`,
  );
  if (users.length === 0) return;
  const list = users.map(({ host, pid }) => `process ${String(pid)} on ${host}`).join(', ');
  throw new MigrateError(`The ledger ${place.shown} is held by ${list}.`, {
    hint: 'Stop them with Ctrl-C. One that died without a word is forgotten after three minutes.',
  });
}

function openVault(statements: Statements, place: PostgresPlace, head: VaultHead): OpenVault {
  let isPurged = false;
  return {
    ...readerOf(statements),
    shown: place.shown,
    head,
    async reseal(cells) {
      await statements.query(
        `UPDATE tokens SET fingerprint = c.fingerprint, legacy_access_token = c.legacy, access_token = c.current,
           late_access_token = c.late
         FROM unnest($1::integer[], $2::bytea[], $3::text[], $4::text[], $5::text[])
           AS c (id, fingerprint, legacy, current, late) WHERE tokens.id = c.id`,
        [
          cells.map(({ id }) => id),
          cells.map(({ fingerprint }) => Buffer.from(fingerprint)),
          cells.map(({ legacy }) => legacy),
          cells.map(({ current }) => current),
          cells.map(({ late }) => late),
        ],
      );
    },
    async changeHead({ encryption, key_check, moved_to }) {
      if (encryption !== undefined) {
        await statements.query('UPDATE ledger SET encryption = $1, key_check = $2', [
          encryption,
          key_check,
        ]);
      }
      if (moved_to !== undefined) {
        await statements.query('UPDATE ledger SET moved_to = $1, moved_at = clock_timestamp()', [
          moved_to,
        ]);
      }
    },
    async purge() {
      await statements.query(
        `UPDATE tokens SET legacy_access_token = NULL, late_access_token = NULL,
           access_token = CASE WHEN access_token IS NULL THEN NULL ELSE 'purged' END`,
      );
      await statements.query('UPDATE ledger SET purged_at = clock_timestamp()');
      isPurged = true;
    },
    async commit() {
      await statements.query('COMMIT');
      // The old versions of the rows would stay in the table's file for a while.
      if (isPurged) await statements.query('VACUUM (FULL, ANALYZE) tokens');
    },
  };
}

function readerOf(
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
      return loose.map(({ name }) => `${name} is not valid`);
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
  if (types[column] === 'timestamptz') {
    return `to_char(${value} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  }
  return types[column] === 'integer' ? `${value}::integer` : value;
}

async function insert(
  statements: Statements,
  table: VaultTable,
  rows: readonly RawRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const columns = vaultTables[table];
  const arrays = columns.map((name, at) => `$${String(at + 1)}::${types[name] ?? 'text'}[]`);
  // A run of another engine has no lease and no name.
  const more =
    table === 'runs'
      ? { names: ', name, lease_until', values: `, 'moved ' || r.id, '-infinity'::timestamptz` }
      : { names: '', values: '' };
  await statements.query(
    `INSERT INTO ${table} (${columns.join(', ')}${more.names})
     SELECT r.*${more.values} FROM unnest(${arrays.join(', ')}) AS r (${columns.join(', ')})`,
    columns.map((name) =>
      rows.map((row) => {
        const value = row[name] ?? null;
        if (value instanceof Uint8Array) return Buffer.from(value);
        return typeof value === 'string' ? storable(value) : value;
      }),
    ),
  );
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

async function headOf(statements: Statements, place: PostgresPlace): Promise<VaultHead> {
  const iso = (column: string): string =>
    `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS ${column}`;
  const [head] = await statements.query<VaultHead>(
    `SELECT ${['created_at', 'import_finished_at', 'moved_at', 'purged_at'].map(iso).join(', ')},
       created_by, environment, api_url, encryption, key_check, source, moved_to FROM ledger`,
  );
  if (head === undefined) throw noLedger(place);
  return head;
}
