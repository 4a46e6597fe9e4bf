import { MigrateError } from '../core/errors.ts';
import { classifyToken, type TokenClass } from '../plaid/token-classes.ts';
import { checkKey } from './ledger/ledger-binding.ts';
import type { LedgerPlace } from './ledger/ledger-place.ts';
import { lookInto } from './ledger/open-vault.ts';
import type { SealedColumn, Sealing } from './ledger/sealing.ts';
import type { RunContext } from './ledger/sqlite-run.ts';
import type { LedgerVault, TokenCells } from './ledger/vault.ts';

/** What a look at a whole ledger found. The document of `ledger check --format json`. */
export interface LedgerCheck {
  readonly schemaVersion: 1;
  readonly command: 'ledger check';
  readonly ledger: string;
  readonly tokens: number;
  /** Cells that were opened with the key. */
  readonly cellsOpened: number;
  /** Sentences; none is a sound ledger. */
  readonly problems: readonly string[];
  /** Problems beyond those that are listed. */
  readonly problemsLeftOut: number;
  readonly movedTo: string | null;
  readonly purgedAt: string | null;
}

const LISTED_PROBLEMS = 50;

/**
 * Looks at everything a ledger holds: what the engine says of its file, that every cell opens and
 * holds the token it should, and that the tables agree with each other.
 */
export async function checkLedger(
  place: LedgerPlace,
  sealing: Sealing,
  context: RunContext,
): Promise<LedgerCheck> {
  return lookInto(place, context, async (vault) => {
    checkKey(vault.head, sealing, place.shown);
    const isPurged = typeof vault.head.purged_at === 'string';
    const found = [...(await vault.integrity()), ...(await disagreements(vault))];
    let tokens = 0;
    let cellsOpened = 0;
    for await (const page of vault.cells()) {
      tokens += page.length;
      if (isPurged) {
        for (const cells of page) found.push(...leftoversOf(cells));
        continue;
      }
      for (const cells of page) {
        const { opened, problems } = openCells(cells, sealing);
        cellsOpened += opened;
        found.push(...problems);
      }
    }
    return {
      schemaVersion: 1,
      command: 'ledger check',
      ledger: place.shown,
      tokens,
      cellsOpened,
      problems: found.slice(0, LISTED_PROBLEMS),
      problemsLeftOut: Math.max(0, found.length - LISTED_PROBLEMS),
      movedTo: vault.head.moved_to ?? null,
      purgedAt: vault.head.purged_at ?? null,
    };
  });
}

/** Counts that must be nought, each with what it means when it is not. */
const mustBeNone: readonly (readonly [sql: string, problem: string])[] = [
  [
    `SELECT count(*) FROM tokens WHERE NOT EXISTS (SELECT 1 FROM source_rows WHERE token_id = tokens.id)`,
    'tokens belong to no row of the table',
  ],
  [
    `SELECT count(*) FROM source_rows WHERE token_id IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM tokens WHERE id = token_id)`,
    'rows of the table name a token that is not there',
  ],
  [
    `SELECT count(*) FROM attempts WHERE NOT EXISTS (SELECT 1 FROM tokens WHERE id = token_id)
       OR NOT EXISTS (SELECT 1 FROM runs WHERE id = run_id)`,
    'calls on record are of a token or a run that is not there',
  ],
  [
    `SELECT count(*) FROM tokens WHERE run_id IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM runs WHERE id = run_id)`,
    'tokens were called by a run that is not there',
  ],
  [
    `SELECT count(*) FROM tokens WHERE state = 'migrated'
       AND NOT EXISTS (SELECT 1 FROM attempts WHERE token_id = tokens.id AND outcome = 'upgraded')`,
    'tokens count as migrated, and no call upgraded them',
  ],
  [
    `SELECT count(*) FROM tokens WHERE state IN ('failed', 'unknown')
       AND NOT EXISTS (SELECT 1 FROM attempts WHERE token_id = tokens.id)`,
    'tokens count as tried, and no call is on record',
  ],
  [
    `SELECT count(*) FROM tokens WHERE state IN ('pending', 'in_flight', 'failed') AND access_token IS NOT NULL`,
    'tokens hold an upgraded token and do not count as migrated',
  ],
];

async function disagreements(vault: LedgerVault): Promise<string[]> {
  const problems: string[] = [];
  for (const [sql, problem] of mustBeNone) {
    const count = await vault.count(sql);
    if (count > 0) problems.push(`${String(count)} ${problem}`);
  }
  return problems;
}

function openCells(
  { id, state, fingerprint, legacy, current, late }: TokenCells,
  sealing: Sealing,
): { opened: number; problems: string[] } {
  const problems: string[] = [];
  let opened = 0;
  const open = (
    cell: string | null,
    column: SealedColumn,
    expected: TokenClass,
  ): string | undefined => {
    if (cell === null) return undefined;
    try {
      const token = sealing.open(cell, column, id);
      opened += 1;
      if (classifyToken(token) !== expected) {
        problems.push(`token ${String(id)}: ${column} holds something that is no such token`);
      }
      return token;
    } catch (error) {
      if (!(error instanceof MigrateError)) throw error;
      problems.push(`token ${String(id)}: ${column} does not open: it was changed or moved`);
      return undefined;
    }
  };
  const legacyToken = open(legacy, 'legacy_access_token', 'legacy');
  const token = open(current, 'access_token', 'current');
  open(late, 'access_token', 'current');
  const listed = legacy === null ? token : legacyToken;
  if (listed !== undefined && !sealing.fingerprint(listed).equals(fingerprint)) {
    problems.push(`token ${String(id)}: it is not the one it was imported as`);
  }
  if (legacy === null && current === null) problems.push(`token ${String(id)}: it is empty`);
  if (legacy === null && state !== 'skipped') {
    problems.push(`token ${String(id)}: ${state}, and its legacy token is not there`);
  }
  return { opened, problems };
}

/** What a purge should have taken. */
function leftoversOf({ id, legacy, current, late }: TokenCells): string[] {
  const isClean = legacy === null && late === null && (current === null || current === 'purged');
  return isClean ? [] : [`token ${String(id)}: it is still there after the purge`];
}
