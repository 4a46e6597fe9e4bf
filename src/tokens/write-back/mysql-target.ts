import type { ResultSetHeader, RowDataPacket } from 'mysql2';
import { connectMysql } from '../../databases/connect-mysql.ts';
import type { DatabaseAddress } from '../../databases/database-address.ts';
import { quoteMysqlName as quote, readMysqlTables } from '../../databases/mysql-catalogue.ts';
import { explainMysqlError } from '../../databases/mysql-error.ts';
import type { TargetDatabase, TargetSelection, TargetStatements } from './target.ts';

/** Opens a MySQL or MariaDB database to write to. */
export async function openMysqlTarget(
  address: DatabaseAddress,
  env: Readonly<Record<string, string | undefined>>,
): Promise<TargetDatabase> {
  const core = await connectMysql(address, { env });
  const connection = core.promise();
  const explained = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw explainMysqlError(error, address);
    }
  };
  await explained(async () => {
    // Without it, a value that is too long would be cut in silence.
    await connection.query(`SET SESSION sql_mode = concat(@@sql_mode, ',STRICT_ALL_TABLES')`);
    await connection.query('SET SESSION innodb_lock_wait_timeout = 30, lock_wait_timeout = 30');
  });

  return {
    place: address.url,
    tables: () => explained(() => readMysqlTables(core)),
    quote,
    newColumnType: (length) => (length <= 512 ? 'varchar(512) NULL' : 'text NULL'),
    alter: (sql) => explained(async () => void (await connection.query(sql))),
    statements: (selection) => mysqlStatements(selection, 1),
    open(selection) {
      const statements = mysqlStatements(selection, 1);
      return {
        read: (keys) =>
          explained(async () => {
            const { select } = mysqlStatements(selection, keys.length);
            const [rows] = await connection.execute<RowDataPacket[][]>(select, [...keys]);
            return rows.map(([key, token, ...values]) => ({
              key: textOf(key) ?? '',
              token: textOf(token),
              values: values.map(textOf),
            }));
          }),
        write: (changes) =>
          explained(async () => {
            const written: boolean[] = [];
            await connection.beginTransaction();
            try {
              for (const { key, token, values } of changes) {
                const guards = values.flatMap((value) => [value, value]);
                const [result] = await connection.execute<ResultSetHeader>(statements.update, [
                  ...values,
                  key,
                  token,
                  ...guards,
                ]);
                // Rows that were found, whether or not they changed: mysql2 asks for that count.
                written.push(result.affectedRows > 0);
              }
              await connection.commit();
              return written;
            } catch (error) {
              await connection.rollback().catch(() => undefined);
              throw error;
            }
          }),
      };
    },
    close: () => Promise.resolve(core.destroy()),
  };
}

/** Prepared on the server, so that values never are part of the SQL. */
function mysqlStatements(
  { table, key, tokenColumn, columns }: TargetSelection,
  keys: number,
): TargetStatements {
  // Compared as text, large integers would be compared as floating point.
  const sign = /unsigned/i.test(key.type) ? 'UNSIGNED' : 'SIGNED';
  const keyValue = key.kind === 'integer' ? `CAST(? AS ${sign})` : '?';
  const keyName = quote(key.name);
  const cells = columns.map(({ name, exists }) => (exists ? asText(name) : 'NULL'));
  return {
    select: `SELECT ${[asText(key.name), asText(tokenColumn), ...cells].join(', ')}\nFROM ${table.sql} WHERE ${keyName} IN (${Array.from({ length: keys }, () => keyValue).join(', ')})`,
    update: [
      `UPDATE ${table.sql}`,
      `SET ${columns.map(({ name }) => `${quote(name)} = coalesce(?, ${quote(name)})`).join(', ')}`,
      `WHERE ${keyName} = ${keyValue} AND ${exactly(tokenColumn)} = ?`,
      ...columns.map(
        ({ name }) => `  AND (? IS NULL OR coalesce(${exactly(name)}, '') IN ('', ?))`,
      ),
    ].join('\n'),
  };
}

function asText(column: string): string {
  return `CAST(${quote(column)} AS CHAR)`;
}

/** Most collations take `a` for `A`. */
function exactly(column: string): string {
  return `CONVERT(${quote(column)} USING utf8mb4) COLLATE utf8mb4_bin`;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
