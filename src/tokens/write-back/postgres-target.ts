import { connectPostgres } from '../../databases/connect-postgres.ts';
import type { DatabaseAddress } from '../../databases/database-address.ts';
import {
  quotePostgresName as quote,
  readPostgresTables,
} from '../../databases/postgres-catalogue.ts';
import { explainPostgresError } from '../../databases/postgres-error.ts';
import type { TargetDatabase, TargetSelection, TargetStatements } from './target.ts';

const STATEMENT_TIMEOUT_MS = 300_000;

/** Opens a Postgres database to write to. */
export async function openPostgresTarget(
  address: DatabaseAddress,
  env: Readonly<Record<string, string | undefined>>,
): Promise<TargetDatabase> {
  const client = await connectPostgres(address, { env, statementTimeoutMs: STATEMENT_TIMEOUT_MS });
  const explained = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw explainPostgresError(error, address);
    }
  };
  /** Rows as arrays of text. */
  const query = (
    text: string,
    values: readonly (readonly (string | null)[])[],
  ): Promise<(string | null)[][]> =>
    explained(async () => {
      const { rows } = await client.query<(string | null)[]>({
        text,
        values: [...values],
        rowMode: 'array',
      });
      return rows;
    });
  await explained(() => client.query(`SET lock_timeout = '30s'`));

  return {
    place: address.url,
    tables: () => explained(() => readPostgresTables(client)),
    quote,
    newColumnType: () => 'text',
    alter: (sql) => explained(async () => void (await client.query(sql))),
    statements: postgresStatements,
    open(selection) {
      const statements = postgresStatements(selection);
      return {
        async read(keys) {
          const rows = await query(statements.select, [keys]);
          return rows.map(([key, token, ...values]) => ({
            key: key ?? '',
            token: token ?? null,
            values,
          }));
        },
        async write(changes) {
          const rows = await query(statements.update, [
            changes.map(({ key }) => key),
            changes.map(({ token }) => token),
            ...selection.columns.map((_, index) =>
              changes.map(({ values }) => values[index] ?? null),
            ),
          ]);
          const written = new Set(rows.map(([position]) => Number(position)));
          return changes.map((_, index) => written.has(index + 1));
        },
      };
    },
    close: () => client.end().catch(() => undefined),
  };
}

/** Whole batches go as arrays: one statement is one transaction, and the key's index is used. */
function postgresStatements({
  table,
  key,
  tokenColumn,
  columns,
}: TargetSelection): TargetStatements {
  // bigint takes every integer, and compares with smaller ones by their index.
  const keys = `$1::text[]::${key.kind === 'integer' ? 'bigint' : key.type}[]`;
  const keyName = `t.${quote(key.name)}`;
  const token = `t.${quote(tokenColumn)}::text`;
  const cells = columns.map(({ name, exists }) => (exists ? `t.${quote(name)}::text` : 'NULL'));
  const values = columns.map((_, index) => `value${String(index + 1)}`);
  return {
    select: `SELECT ${[`${keyName}::text`, token, ...cells].join(', ')}\nFROM ${table.sql} AS t WHERE ${keyName} = ANY(${keys})`,
    update: [
      `UPDATE ${table.sql} AS t`,
      `SET ${columns.map(({ name }, index) => `${quote(name)} = coalesce(v.${String(values[index])}, t.${quote(name)}::text)`).join(', ')}`,
      `FROM unnest(${[keys, ...['token', ...values].map((_, index) => `$${String(index + 2)}::text[]`)].join(', ')})`,
      `  WITH ORDINALITY AS v(${['key', 'token', ...values, 'position'].join(', ')})`,
      `WHERE ${keyName} = v.key AND ${token} = v.token`,
      ...columns.map(({ name }, index) => {
        const [column, value] = [`t.${quote(name)}::text`, `v.${String(values[index])}`];
        return `  AND (${value} IS NULL OR coalesce(${column}, '') IN ('', ${value}))`;
      }),
      'RETURNING v.position::text',
    ].join('\n'),
  };
}
