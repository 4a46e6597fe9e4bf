import { randomUUID } from 'node:crypto';
import { MigrateError } from '../../core/errors.ts';
import { ExitCode } from '../../core/exit-codes.ts';
import type { PostgresSession, Statements } from './postgres-session.ts';
import type { RunContext } from './sqlite-run.ts';
import { storable } from './storable-text.ts';

/** Who imports keeps the import this long after its last sign of life. */
const LEASE_MS = 60_000;
const SIGNS_A_LEASE = 4;
const SHORTEST_PAUSE_MS = 250;

/** One runner's turn to import: one has it at a time. */
export interface ImportTurn {
  /**
   * Asks for it. `prepare` runs in the transaction that gives it. From then on the runner shows life by
   * itself: its next rows may take a slow table or a `--decrypt-command` minutes.
   */
  take(prepare: (statements: Statements) => Promise<void>): Promise<'yours' | 'elsewhere' | 'done'>;
  /** The first thing in each transaction of the import. Throws when another has taken it over. */
  hold(statements: Statements): Promise<void>;
  /** The last thing in its last transaction. */
  finish(statements: Statements): Promise<void>;
  /** Whether it came to its end: the last transaction is run again where nobody knows. */
  isFinished(statements: Statements): Promise<boolean>;
  /** Gives it back: another runner may take it at once. */
  letGo(): Promise<void>;
}

const NOBODY = 'importer = NULL, importer_host = NULL, importer_pid = NULL, importer_until = NULL';

/** The turn of a runner that has not asked for it yet. */
export function createImportTurn(session: PostgresSession, context: RunContext): ImportTurn {
  const me = randomUUID();
  const leaseMs = Math.min(LEASE_MS, context.leaseMs ?? Infinity);
  const lease = `${String(leaseMs)} milliseconds`;
  let hasWaited = false;
  let signs: NodeJS.Timeout | undefined;

  async function showLife(statements: Statements): Promise<boolean> {
    const mine = await statements.query(
      `UPDATE ledger SET importer_until = clock_timestamp() + $2::interval WHERE importer = $1 RETURNING id`,
      [me, lease],
    );
    return mine.length > 0;
  }

  function keepShowingLife(): void {
    let isUnderWay = false;
    clearInterval(signs);
    signs = setInterval(
      () => {
        if (isUnderWay) return;
        isUnderWay = true;
        // What is wrong is told to whoever stores the next page.
        const shown = session.run(showLife).catch(() => undefined);
        void shown.finally(() => (isUnderWay = false));
      },
      Math.max(leaseMs / SIGNS_A_LEASE, SHORTEST_PAUSE_MS),
    ).unref();
  }

  return {
    async take(prepare) {
      const turn = await session.transaction(async (statements) => {
        await statements.query('SELECT FROM ledger FOR UPDATE');
        const [answer] = await statements.query<{ turn: 'yours' | 'elsewhere' | 'done' }>(
          `WITH now AS (
             SELECT id, importer IS NOT NULL AND importer <> $1 AND importer_until > clock_timestamp() AS is_taken,
               import_finished_at IS NOT NULL AND ($5 OR EXISTS (
                 SELECT FROM runs WHERE outcome = 'running' AND lease_until > clock_timestamp()
               )) AS is_done
             FROM ledger
           ), mine AS (
             UPDATE ledger SET importer = $1, importer_host = $2, importer_pid = $3,
               importer_until = clock_timestamp() + $4::interval, import_finished_at = NULL
             FROM now WHERE ledger.id = now.id AND NOT is_taken AND NOT is_done
           )
           SELECT CASE WHEN is_taken THEN 'elsewhere' WHEN is_done THEN 'done' ELSE 'yours' END AS turn FROM now`,
          [me, storable(context.host), context.pid, lease, hasWaited],
        );
        if (answer?.turn === 'yours') {
          await prepare(statements);
          // It may have taken longer than a lease, and whoever asks next waits for this transaction.
          await showLife(statements);
        }
        return answer?.turn ?? 'elsewhere';
      });
      if (turn === 'elsewhere') hasWaited = true;
      if (turn === 'yours') keepShowingLife();
      return turn;
    },
    async hold(statements) {
      if (await showLife(statements)) return;
      throw new MigrateError(
        'This import was silent for a minute, and another runner took it over.',
        {
          hint: 'Run the same command again: it waits for that import, then takes part.',
          exitCode: ExitCode.stopped,
        },
      );
    },
    async finish(statements) {
      clearInterval(signs);
      await statements.query(`UPDATE ledger SET import_finished_at = clock_timestamp(), ${NOBODY}`);
    },
    async isFinished(statements) {
      const finished = await statements.query(
        'SELECT FROM ledger WHERE import_finished_at IS NOT NULL',
      );
      return finished.length > 0;
    },
    async letGo() {
      if (signs === undefined) return;
      clearInterval(signs);
      // It ends by itself, too.
      await session
        .once((statements) =>
          statements.query(`UPDATE ledger SET ${NOBODY} WHERE importer = $1`, [me]),
        )
        .catch(() => undefined);
    },
  };
}
