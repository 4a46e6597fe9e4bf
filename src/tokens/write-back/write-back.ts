import type { DatabaseTable } from '../../databases/database-table.ts';
import type { ExportRow, Ledger, TokenState } from '../ledger/ledger.ts';
import { chooseTable } from '../sources/choose-table.ts';
import { pipeValues, type ValuePipe } from '../sources/pipe-values.ts';
import { encryptChanges, inClear } from './encrypted-values.ts';
import { ledgerFields, type Assignment, type LedgerField } from './assignments.ts';
import { selectColumns, type SelectedColumns } from './select-columns.ts';
import { settleRows, type RowOutcome, type WantedRow } from './settle-rows.ts';
import {
  canonicalKey,
  type TargetDatabase,
  type TargetStatements,
  type TargetTable,
} from './target.ts';

/** What the user asked `tokens write-back` to do. */
export interface WriteBackRequest {
  readonly table: string | undefined;
  readonly keyColumn: string;
  readonly tokenColumn: string | undefined;
  readonly assignments: readonly Assignment[];
  readonly addColumns: boolean;
  readonly dryRun: boolean;
  /** Rows of the ledger a transaction. */
  readonly batch: number;
  /** The user's own programs, where the token columns are encrypted. */
  readonly decrypt: ValuePipe | undefined;
  readonly encrypt: ValuePipe | undefined;
  /** Keys listed of each kind that a person should look at. */
  readonly listRows: number;
}

export interface WriteBackPorts {
  readonly ledger: Ledger;
  readonly database: TargetDatabase;
  readonly interrupt: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/** Outcomes that a person should look at. */
export const listedOutcomes = ['changed', 'occupied', 'missing'] as const;

/** How it ended. Every row of the ledger is counted once: as an outcome or as not migrated. */
export interface WriteBackResult {
  readonly dryRun: boolean;
  readonly place: string;
  readonly table: string;
  readonly keyColumn: string;
  readonly tokenColumn: string;
  readonly rows: Readonly<Record<RowOutcome | 'total', number>> & {
    readonly notMigrated: Readonly<Partial<Record<TokenState, number>>>;
  };
  readonly keys: Readonly<Record<(typeof listedOutcomes)[number], readonly string[]>>;
  /** The SQL: columns that are added, and what is sent for each batch. */
  readonly sql: {
    readonly add: readonly string[];
    readonly select: string;
    readonly update: string;
  };
  readonly end: 'finished' | 'interrupted';
}

/**
 * Puts what the ledger holds beside the legacy tokens in the user's own table, a batch and a transaction at a
 * time. Nothing is remembered of how far it got: a second run finds in the table itself what is there.
 */
export async function writeBack(
  request: WriteBackRequest,
  { ledger, database, interrupt, onProgress }: WriteBackPorts,
): Promise<WriteBackResult> {
  const table = chooseTable(await database.tables(), database.place, {
    ...(request.table === undefined ? {} : { table: request.table }),
    ...(request.tokenColumn === undefined ? {} : { tokenColumn: request.tokenColumn }),
  });
  const { longest, total } = await measure(ledger, request, interrupt);
  const selected = selectColumns(table, database, request, longest);
  const addsColumns = !request.dryRun && !interrupt.aborted;
  if (addsColumns) for (const sql of selected.additions) await database.alter(sql);
  const columns = selected.columns.map(({ name, exists }) => ({
    name,
    exists: exists || addsColumns,
  }));
  const { key, tokenColumn } = selected;
  const target = database.open({ table, key, tokenColumn, columns });

  const counts: Record<RowOutcome, number> = {
    updated: 0,
    already_there: 0,
    changed: 0,
    occupied: 0,
    missing: 0,
  };
  const keys = { changed: [] as string[], occupied: [] as string[], missing: [] as string[] };
  const notMigrated: Partial<Record<TokenState, number>> = {};
  let done = 0;
  let end: WriteBackResult['end'] = 'finished';
  for await (const page of ledger.exportRows(request.batch)) {
    if (interrupt.aborted) {
      end = 'interrupted';
      break;
    }
    const migrated = page.filter(isMigrated);
    const outcomes = await writeBatch(migrated, target, selected, request);
    for (const [index, outcome] of outcomes.entries()) {
      counts[outcome] += 1;
      if (outcome === 'updated' || outcome === 'already_there') continue;
      const list = keys[outcome];
      if (list.length < request.listRows) list.push(migrated[index]?.rowKey ?? '');
    }
    for (const { state } of page.filter((row) => !isMigrated(row))) {
      notMigrated[state] = (notMigrated[state] ?? 0) + 1;
    }
    done += page.length;
    onProgress(done, total);
  }
  return {
    dryRun: request.dryRun,
    place: database.place,
    table: table.name,
    keyColumn: key.name,
    tokenColumn,
    rows: { total: done, ...counts, notMigrated },
    keys,
    sql: { add: selected.additions, ...writtenStatements(table, selected, database) },
    end,
  };
}

/** The statements as they are once the columns are there. */
function writtenStatements(
  table: DatabaseTable,
  { key, tokenColumn, columns }: SelectedColumns,
  database: TargetDatabase,
): TargetStatements {
  return database.statements({
    table,
    key,
    tokenColumn,
    columns: columns.map(({ name }) => ({ name, exists: true })),
  });
}

type MigratedRow = ExportRow & { readonly legacyAccessToken: string; readonly accessToken: string };

function isMigrated(row: ExportRow): row is MigratedRow {
  return row.state === 'migrated' && row.accessToken !== null && row.legacyAccessToken !== null;
}

/** Reads the ledger once, so that a column that is too short is told before the first update. */
async function measure(
  ledger: Ledger,
  { encrypt, batch }: WriteBackRequest,
  interrupt: AbortSignal,
): Promise<{ readonly longest: Record<LedgerField, number>; readonly total: number }> {
  const longest: Record<LedgerField, string> = { access_token: '', item_id: '' };
  let total = 0;
  for await (const page of ledger.exportRows(batch)) {
    total += page.length;
    for (const row of page.filter(isMigrated)) {
      for (const field of ledgerFields) {
        const value = valueOf(row, field) ?? '';
        if (value.length > longest[field].length) longest[field] = value;
      }
    }
    if (interrupt.aborted) break;
  }
  const { access_token: token, item_id: itemId } = longest;
  const stored =
    encrypt === undefined || token === '' ? [token] : await pipeValues([token], encrypt);
  return { longest: { access_token: stored[0]?.length ?? 0, item_id: itemId.length }, total };
}

function valueOf(row: MigratedRow, field: LedgerField): string | null {
  return field === 'access_token' ? row.accessToken : row.itemId;
}

async function writeBatch(
  rows: readonly MigratedRow[],
  target: TargetTable,
  { key, columns }: SelectedColumns,
  { dryRun, decrypt, encrypt }: WriteBackRequest,
): Promise<readonly RowOutcome[]> {
  const wanted = rows.map((row): WantedRow => ({
    key: canonicalKey(row.rowKey, key),
    legacyToken: row.legacyAccessToken,
    values: columns.map(({ field }) => valueOf(row, field)),
  }));
  const keys = [...new Set(wanted.flatMap((row) => row.key ?? []))];
  const found = keys.length === 0 ? [] : await target.read(keys);
  const clear = await inClear(found, columns, { decrypt, encrypt });
  const { outcomes, changes } = settleRows(wanted, clear);
  if (dryRun || changes.length === 0) return outcomes;

  const sealed = await encryptChanges(changes, columns, encrypt);
  const written = await target.write(sealed);
  // Somebody else changed the row between our reading and our writing.
  const lost = new Set(changes.filter((_, index) => written[index] !== true).map(({ row }) => row));
  return outcomes.map((outcome, row) => (lost.has(row) ? 'changed' : outcome));
}
