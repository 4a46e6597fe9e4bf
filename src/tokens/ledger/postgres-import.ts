import { classifyToken, isRejected, rejectionReasons } from '../../plaid/token-classes.ts';
import { isUnreadable, type SourceRow, type UnreadableRow } from '../sources/source.ts';
import { createImportTurn } from './postgres-import-turn.ts';
import type { PostgresSession, Statements } from './postgres-session.ts';
import type { Sealing } from './sealing.ts';
import { storable } from './storable-text.ts';
import type { RunContext } from './sqlite-run.ts';

/** The import of one runner. */
export interface PostgresImporter {
  begin(): Promise<'yours' | 'elsewhere' | 'done'>;
  add(rows: readonly (SourceRow | UnreadableRow)[]): Promise<void>;
  finish(): Promise<void>;
  /** Lets go of an import that is not finished: another runner may begin it at once. */
  letGo(): Promise<void>;
}

/** A row of the user's table, ready to be stored. */
interface ReadyRow {
  readonly key: string;
  readonly reason: string | null;
  readonly token:
    | { readonly text: string; readonly isLegacy: boolean; readonly fingerprint: Buffer }
    | undefined;
}

/** Prepares the import. One runner at a time imports; rows and tokens that are there stay as they are. */
export function createPostgresImporter(
  session: PostgresSession,
  sealing: Sealing,
  context: RunContext,
): PostgresImporter {
  const turn = createImportTurn(session, context);
  return {
    begin: () =>
      turn.take(async (statements) => {
        // For imports alone: see migrations/postgres/0003_fingerprints.sql.
        await statements.query(
          'CREATE UNIQUE INDEX IF NOT EXISTS tokens_by_fingerprint ON tokens (fingerprint)',
        );
      }),
    async add(rows) {
      const ready = rows.map((row) => toReady(row, sealing));
      context.probe('in-import');
      await session.transaction(async (statements) => {
        await turn.hold(statements);
        const ids = await addTokens(statements, ready, sealing);
        context.probe('in-import');
        await statements.query(
          `INSERT INTO source_rows (row_key, token_id, rejected_reason)
           SELECT row_key, token_id, reason
           FROM unnest($1::text[], $2::integer[], $3::text[]) WITH ORDINALITY AS r (row_key, token_id, reason, nth)
           ORDER BY nth ON CONFLICT DO NOTHING`,
          [
            ready.map(({ key }) => key),
            ready.map(({ token }) =>
              token === undefined ? null : ids.get(nameOf(token.fingerprint)),
            ),
            ready.map(({ reason }) => reason),
          ],
        );
      });
    },
    async finish() {
      await session.transaction(async (statements) => {
        if (await turn.isFinished(statements)) return;
        await turn.hold(statements);
        await statements.query('DROP INDEX IF EXISTS tokens_by_fingerprint');
        await turn.finish(statements);
      });
      // Or the first claims would be planned for empty tables.
      await session.query('ANALYZE tokens');
      await session.query('ANALYZE source_rows');
    },
    letGo: () => turn.letGo(),
  };
}

/** Adds the tokens that are new. Returns the ids of all, by fingerprint. */
async function addTokens(
  statements: Statements,
  rows: readonly ReadyRow[],
  sealing: Sealing,
): Promise<ReadonlyMap<string, number>> {
  const tokens = new Map(
    rows.flatMap(({ token }) =>
      token === undefined ? [] : [[nameOf(token.fingerprint), token] as const],
    ),
  );
  const [highest] = await statements.query<{ id: number }>(
    'SELECT coalesce(max(id), 0) AS id FROM tokens',
  );
  // A cell is sealed for its row, so the number comes first.
  const numbered = [...tokens].map(([name, token], at) => ({
    name,
    token,
    id: (highest?.id ?? 0) + 1 + at,
  }));
  const fingerprints = numbered.map(({ token }) => token.fingerprint);
  const [added] = await statements.query<{ count: number }>(
    `WITH added AS (
       INSERT INTO tokens (id, fingerprint, legacy_access_token, access_token, state, updated_at)
       SELECT id, fingerprint, legacy, current, CASE WHEN legacy IS NULL THEN 'skipped' ELSE 'pending' END, clock_timestamp()
       FROM unnest($1::integer[], $2::bytea[], $3::text[], $4::text[]) AS t (id, fingerprint, legacy, current)
       ON CONFLICT (fingerprint) DO NOTHING RETURNING id
     ) SELECT count(*)::integer AS count FROM added`,
    [
      numbered.map(({ id }) => id),
      fingerprints,
      numbered.map(({ id, token }) =>
        token.isLegacy ? sealing.seal(token.text, 'legacy_access_token', id) : null,
      ),
      numbered.map(({ id, token }) =>
        token.isLegacy ? null : sealing.seal(token.text, 'access_token', id),
      ),
    ],
  );
  if (added?.count === numbered.length) return new Map(numbered.map(({ name, id }) => [name, id]));
  // Asked only now: most tokens are new.
  const stored = await statements.query<{ id: number; fingerprint: Buffer }>(
    'SELECT id, fingerprint FROM tokens WHERE fingerprint = ANY ($1::bytea[])',
    [fingerprints],
  );
  return new Map(stored.map(({ id, fingerprint }) => [nameOf(fingerprint), id]));
}

function toReady(row: SourceRow | UnreadableRow, sealing: Sealing): ReadyRow {
  const key = storable(row.key);
  if (isUnreadable(row)) return { key, reason: storable(row.problem), token: undefined };
  const tokenClass = classifyToken(row.token);
  if (isRejected(tokenClass))
    return { key, reason: rejectionReasons[tokenClass], token: undefined };
  const token = {
    text: row.token,
    isLegacy: tokenClass === 'legacy',
    fingerprint: sealing.fingerprint(row.token),
  };
  return { key, reason: null, token };
}

function nameOf(fingerprint: Buffer): string {
  return fingerprint.toString('latin1');
}
