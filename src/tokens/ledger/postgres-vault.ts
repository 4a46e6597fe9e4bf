import { MigrateError } from '../../core/errors.ts';
import { noLedger } from './postgres-ledger.ts';
import { hasSchema, prepareSchema } from './postgres-schema.ts';
import {
  openSession,
  type PostgresPlace,
  type PostgresSession,
  type Statements,
} from './postgres-session.ts';
import { headOf, readerOf } from './postgres-vault-reader.ts';
import type { RunContext } from './sqlite-run.ts';
import type { LedgerVault, OpenVault, VaultHead } from './vault.ts';

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
