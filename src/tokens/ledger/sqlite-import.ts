import type { Database } from 'better-sqlite3';
import { classifyToken, isRejected, rejectionReasons } from '../../plaid/token-classes.ts';
import { isUnreadable, type SourceRow, type UnreadableRow } from '../sources/source.ts';
import type { Sealing } from './sealing.ts';
import type { RunContext } from './sqlite-run.ts';

/**
 * Rows a transaction. Fingerprints are random: whatever its size, a transaction changes most of their
 * index, which its commit then writes. So few large ones: a million rows write 1.7 GB so, and 3.9 in
 * transactions of 5,000.
 */
const TRANSACTION_ROWS = 20_000;

/** The import of source rows. */
export interface SqliteImporter {
  /** Stores a page. It is committed with those around it: an error takes all of them back. */
  add(rows: readonly (SourceRow | UnreadableRow)[]): void;
  /** Commits what was added. Before anything else is written. */
  commit(): void;
}

/**
 * Prepares the import of source rows. Rows and tokens that are there already stay as they are, so an
 * import may be run again.
 */
export function createImporter(
  db: Database,
  sealing: Sealing,
  context: RunContext,
): SqliteImporter {
  const begin = db.prepare('BEGIN IMMEDIATE');
  const end = db.prepare('COMMIT');
  const undo = db.prepare('ROLLBACK');
  const findToken = db
    .prepare<[Buffer], number>('SELECT id FROM tokens WHERE fingerprint = ?')
    .pluck();
  const insertPending = db.prepare(
    `INSERT INTO tokens (id, fingerprint, legacy_access_token, state, updated_at)
     VALUES (?, ?, ?, 'pending', ?) ON CONFLICT (fingerprint) DO NOTHING`,
  );
  const insertSkipped = db.prepare(
    `INSERT INTO tokens (id, fingerprint, access_token, state, updated_at)
     VALUES (?, ?, ?, 'skipped', ?) ON CONFLICT (fingerprint) DO NOTHING`,
  );
  const insertRow = db.prepare(
    `INSERT INTO source_rows (row_key, token_id, rejected_reason) VALUES (?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const highestId = db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM tokens').pluck();

  function addToken(
    token: string,
    tokenClass: 'legacy' | 'current',
    id: number,
    at: string,
  ): number {
    const fingerprint = sealing.fingerprint(token);
    const { changes } =
      tokenClass === 'legacy'
        ? insertPending.run(id, fingerprint, sealing.seal(token, 'legacy_access_token', id), at)
        : insertSkipped.run(id, fingerprint, sealing.seal(token, 'access_token', id), at);
    if (changes === 1) return id;
    // Asked only now: most tokens are new, and each would search the index twice.
    const known = findToken.get(fingerprint);
    if (known === undefined) throw new Error('A token that was refused as known is not known.');
    return known;
  }

  let uncommitted = 0;

  function addPage(rows: readonly (SourceRow | UnreadableRow)[]): void {
    const at = context.now();
    let lastId = highestId.get() ?? 0;
    for (const row of rows) {
      context.probe('in-import');
      if (isUnreadable(row)) {
        insertRow.run(row.key, null, row.problem);
        continue;
      }
      const tokenClass = classifyToken(row.token);
      if (isRejected(tokenClass)) {
        insertRow.run(row.key, null, rejectionReasons[tokenClass]);
        continue;
      }
      const id = addToken(row.token, tokenClass, lastId + 1, at);
      lastId = Math.max(lastId, id);
      insertRow.run(row.key, id, null);
    }
  }

  /** Nothing of a transaction stays when a part of it fails. */
  function whole(work: () => void): void {
    try {
      work();
    } catch (error) {
      // After some errors SQLite has undone it already.
      if (db.inTransaction) undo.run();
      throw error;
    }
  }

  function commit(): void {
    if (db.inTransaction) whole(() => end.run());
    uncommitted = 0;
  }

  return {
    add(rows) {
      whole(() => {
        if (!db.inTransaction) begin.run();
        addPage(rows);
      });
      uncommitted += rows.length;
      if (uncommitted >= TRANSACTION_ROWS) commit();
    },
    commit,
  };
}
