import { MigrateError } from '../../core/errors.ts';
import { shellWord } from '../../core/shell-word.ts';
import { storeSource } from '../sources/stored-source.ts';
import {
  checkBinding,
  checkInUse,
  checkKey,
  summarise,
  type LedgerRow,
  type LedgerSummary,
} from './ledger-binding.ts';
import type { Ledger, LedgerBinding } from './ledger.ts';
import { createPostgresImporter, type PostgresImporter } from './postgres-import.ts';
import {
  readCounts,
  readExportPages,
  readLedgerRow,
  readMigratedSpan,
  readMigratedTokens,
  readOpenRows,
  readRowKeys,
  readRunners,
  readRuns,
} from './postgres-queries.ts';
import { startPostgresRun } from './postgres-run.ts';
import { hasSchema, prepareSchema } from './postgres-schema.ts';
import { openSession, type PostgresPlace, type PostgresSession } from './postgres-session.ts';
import type { Sealing } from './sealing.ts';
import { storable } from './storable-text.ts';
import type { LedgerOptions } from './sqlite-ledger.ts';

/** Opens the ledger of a database for a migration, or makes it, as `openLedger` of SQLite does. */
export async function openPostgresLedger(
  place: PostgresPlace,
  binding: LedgerBinding,
  options: LedgerOptions & { sealing: Sealing },
): Promise<Ledger> {
  return inSession(place, options, async (session) => {
    await prepareSchema(session, place);
    await bind(session, binding, options);
    const row = await boundRow(session, place);
    checkInUse(row, place.shown);
    checkKey(row, options.sealing, place.shown);
    checkBinding(row, binding, place.shown);
    return createLedger(session, row, options);
  });
}

/** Opens the ledger of a database that is there: to read, or for `verify`. */
export async function readPostgresLedger(
  place: PostgresPlace,
  options: LedgerOptions,
): Promise<Ledger> {
  return inSession(place, options, async (session) => {
    if (!(await hasSchema(session, place, 'current'))) throw noLedger(place);
    const row = await boundRow(session, place);
    if (options.sealing !== undefined) {
      checkInUse(row, place.shown);
      checkKey(row, options.sealing, place.shown);
    }
    return createLedger(session, row, options);
  });
}

/** What a ledger holds the record of. Undefined: there is none yet. */
export async function inspectPostgresLedger(
  place: PostgresPlace,
  options: Pick<LedgerOptions, 'context'>,
): Promise<LedgerSummary | undefined> {
  const session = await openSession(place, options.context.clock);
  try {
    if (!(await hasSchema(session, place, 'older too'))) return undefined;
    const row = await readLedgerRow(session);
    return row === undefined ? undefined : summarise(row);
  } finally {
    await session.close();
  }
}

async function inSession<T>(
  place: PostgresPlace,
  { context }: LedgerOptions,
  work: (session: PostgresSession) => Promise<T>,
): Promise<T> {
  const session = await openSession(place, context.clock);
  try {
    return await work(session);
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** Whoever comes first binds it; the others find out what to. */
async function bind(
  session: PostgresSession,
  binding: LedgerBinding,
  { context, sealing }: LedgerOptions & { sealing: Sealing },
): Promise<void> {
  await session.query(
    `INSERT INTO ledger (id, created_at, created_by, environment, api_url, encryption, key_check, source)
     VALUES (1, clock_timestamp(), $1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [
      context.toolVersion,
      binding.environment,
      binding.apiUrl,
      sealing.encryption,
      sealing.keyCheck,
      storable(storeSource(binding.source)),
    ],
  );
}

async function boundRow(session: PostgresSession, place: PostgresPlace): Promise<LedgerRow> {
  const row = await readLedgerRow(session);
  if (row === undefined) throw noLedger(place);
  return row;
}

function createLedger(session: PostgresSession, row: LedgerRow, options: LedgerOptions): Ledger {
  const { context } = options;
  let importFinished = row.import_finished_at !== null;
  let importer: PostgresImporter | undefined;

  const sealing = (): Sealing => {
    if (options.sealing === undefined) throw new Error('This ledger was opened without a key.');
    return options.sealing;
  };
  const importing = (): PostgresImporter =>
    (importer ??= createPostgresImporter(session, sealing(), context));

  return {
    binding: summarise(row).binding,
    get importFinished() {
      return importFinished;
    },
    async beginImport() {
      const turn = await importing().begin();
      importFinished = turn === 'done';
      return turn;
    },
    importRows: (rows) => importing().add(rows),
    async finishImport() {
      await importing().finish();
      importFinished = true;
    },
    counts: () => readCounts(session),
    openRows: (limit) => readOpenRows(session, limit),
    recentRuns: (limit) => readRuns(session, limit),
    runners: () => readRunners(session),
    migratedSpan: () => readMigratedSpan(session),
    startRun: (start) => startPostgresRun(session, sealing(), context, start),
    migratedTokens: (afterId, limit, which) =>
      readMigratedTokens(session, sealing(), { afterId, limit, which }),
    rowKeysOf: (tokenId) => readRowKeys(session, tokenId),
    async recordVerified(verifications) {
      await session.query(
        `UPDATE tokens SET verified_at = clock_timestamp(), item_id = coalesce(tokens.item_id, v.item_id)
         FROM unnest($1::integer[], $2::text[]) AS v (id, item_id) WHERE tokens.id = v.id`,
        [
          verifications.map(({ tokenId }) => tokenId),
          verifications.map(({ itemId }) => storable(itemId)),
        ],
      );
    },
    exportRows: (pageSize) => readExportPages(session, sealing(), pageSize),
    async close() {
      await importer?.letGo();
      await session.close();
    },
  };
}

/** What to say where a ledger should be and is not. */
export function noLedger({ shown }: PostgresPlace): MigrateError {
  return new MigrateError(`There is no ledger at ${shown}.`, {
    hint: `Make one with: plaid-migrate tokens --from SOURCE --ledger ${shellWord(shown)}`,
  });
}
