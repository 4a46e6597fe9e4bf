import { errorCode, errorMessage, MigrateError } from '../../core/errors.ts';
import type { Clock } from '../../core/clock.ts';
import { ExitCode } from '../../core/exit-codes.ts';
import { connectPostgres, type PostgresClient } from '../../databases/connect-postgres.ts';
import { explainPostgresError } from '../../databases/postgres-error.ts';
import type { LedgerPlace } from './ledger-place.ts';

/** What statements run on. Rows are as the statement says: types are for the caller to know. */
export interface Statements {
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** A connection to a ledger's database that finds it again when it was gone for a while. */
export interface PostgresSession {
  /**
   * Runs `work` alone on the connection. When the connection breaks, `work` is run again on a new
   * one, and what it did may have been committed: it must be something that can be done twice.
   */
  run<T>(work: (statements: Statements) => Promise<T>): Promise<T>;
  /** The same in one transaction. */
  transaction<T>(work: (statements: Statements) => Promise<T>): Promise<T>;
  /** Runs `work` alone and once, for what cannot be done twice. */
  once<T>(work: (statements: Statements) => Promise<T>): Promise<T>;
  /** Rows of one statement, which must be something that can be done twice. */
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export type PostgresPlace = Extract<LedgerPlace, { kind: 'postgres' }>;

/** How long a database may be gone: a restart, a failover. */
const PATIENCE_MS = 120_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;

/** Connects to the database of a ledger, in its schema. */
export async function openSession(place: PostgresPlace, clock: Clock): Promise<PostgresSession> {
  let client: PostgresClient | undefined = await connect(place);
  let isGivenUp = false;
  let isClosed = false;
  let line: Promise<unknown> = Promise.resolve();

  async function patiently<T>(
    work: (statements: Statements) => Promise<T>,
    patienceMs: number,
  ): Promise<T> {
    const start = clock.monotonic();
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      try {
        client ??= await connect(place);
        const result = await work(statementsOf(client));
        isGivenUp = false;
        return result;
      } catch (error) {
        if (patienceMs === 0) throw explain(error, place);
        if (isCollision(error)) continue;
        if (!isGone(error)) throw explain(error, place);
        void client?.end().catch(() => undefined);
        client = undefined;
        if (isGivenUp || isClosed || clock.monotonic() - start > patienceMs) {
          isGivenUp = true;
          throw goneForLong(place, error);
        }
        await clock.sleep(pause);
      }
    }
  }

  function inLine<T>(work: (statements: Statements) => Promise<T>, patienceMs: number): Promise<T> {
    const turn = line.then(() => patiently(work, patienceMs));
    line = turn.catch(() => undefined);
    return turn;
  }

  const session: PostgresSession = {
    run: (work) => inLine(work, PATIENCE_MS),
    transaction: (work) => inLine((statements) => transacted(statements, work), PATIENCE_MS),
    once: (work) => inLine(work, 0),
    query: (sql, values) => session.run((statements) => statements.query(sql, values)),
    async close() {
      isClosed = true;
      await line;
      await client?.end().catch(() => undefined);
    },
  };
  return session;
}

async function transacted<T>(
  statements: Statements,
  work: (statements: Statements) => Promise<T>,
): Promise<T> {
  await statements.query('BEGIN');
  try {
    const result = await work(statements);
    await statements.query('COMMIT');
    return result;
  } catch (error) {
    // On a broken connection this fails, too; the server has undone it already.
    await statements.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function connect(place: PostgresPlace): Promise<PostgresClient> {
  const client = await connectPostgres(place.address, { env: place.env });
  try {
    // Durable also where the server's default is not; and a runner that sleeps in a transaction must
    // not hold the others up.
    await client.query(
      `SELECT set_config('search_path', $1, false),
         set_config('synchronous_commit', CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on'
           ELSE current_setting('synchronous_commit') END, false),
         set_config('idle_in_transaction_session_timeout', '60s', false),
         set_config('timezone', 'UTC', false), set_config('datestyle', 'ISO', false)`,
      [quoteName(place.schema)],
    );
    await client.query('SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED');
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw explain(error, place);
  }
}

function statementsOf(client: PostgresClient): Statements {
  return {
    async query<Row extends object>(sql: string, values: readonly unknown[] = []) {
      const { rows } = await client.query<Row>(sql, [...values]);
      return rows;
    },
  };
}

/** A name as SQL takes it, whatever is in it. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Whether the connection is the trouble: refused, reset, or ended by the server's own end or start. */
function isGone(error: unknown): boolean {
  const cause = error instanceof MigrateError ? error.cause : error;
  const code = errorCode(cause) ?? '';
  return (
    /^(?:57P0[1-5]|08...|E[A-Z]+|25P03|53300)$/.test(code) ||
    /connection terminated|not queryable|connection error|timeout expired/i.test(
      errorMessage(cause),
    )
  );
}

/** Two transactions got into each other's way, and this one was undone. */
function isCollision(error: unknown): boolean {
  const code = errorCode(error);
  return code === '40001' || code === '40P01';
}

function explain(error: unknown, place: PostgresPlace): unknown {
  const code = errorCode(error) ?? '';
  if (code === '53100' || code === '53200') {
    return new MigrateError(
      `The ledger ${place.shown} cannot be written: ${errorMessage(error)}.`,
      {
        hint: 'Make room on the database server, then run the same command again. What was committed is safe.',
        exitCode: ExitCode.stopped,
        cause: error,
      },
    );
  }
  return explainPostgresError(error, place.address);
}

function goneForLong(place: PostgresPlace, error: unknown): MigrateError {
  return new MigrateError(
    `The ledger ${place.shown} has been out of reach for too long (${errorMessage(error)}).`,
    {
      hint: 'When the database answers again, run the same command again. What was committed is safe.',
      exitCode: ExitCode.stopped,
      cause: error,
    },
  );
}
