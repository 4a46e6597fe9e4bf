import type { Client, ClientConfig } from 'pg';
import { errorMessage } from '../core/errors.ts';
import { partsOf, statementTimeout, type DatabaseAddress } from './database-address.ts';
import { loadDriver } from './load-driver.ts';
import { readPasswordFile } from './password-file.ts';
import { explainPostgresError } from './postgres-error.ts';
import { tlsOptions } from './tls-options.ts';

/** A connection to Postgres. */
export type PostgresClient = Client;

export interface ConnectOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The longest a statement may take, unless the URL says otherwise with `statement_timeout=`. */
  readonly statementTimeoutMs?: number;
}

const CONNECT_TIMEOUT_S = 15;

/**
 * Connects to Postgres as `psql` would: TLS as the URL says, the password from the URL, `PGPASSWORD`
 * or `~/.pgpass`. A connection that breaks later fails the statement under way and every one after
 * it; give those errors to {@link explainPostgresError}. End it with `client.end()`.
 *
 * @throws MigrateError that says what is wrong and shows no password.
 */
export async function connectPostgres(
  address: DatabaseAddress,
  { env, statementTimeoutMs }: ConnectOptions,
): Promise<PostgresClient> {
  const { default: pg } = await loadDriver(() => import('pg'), ['pg', 'pg-cursor']);
  const { host, port, user, database, parameters } = partsOf(address);
  const tls = tlsOptions(parameters, env['PGSSLMODE']);
  const login = {
    host: host ?? env['PGHOST'] ?? 'localhost',
    port: String(port ?? env['PGPORT'] ?? 5432),
    database: database ?? env['PGDATABASE'] ?? user ?? '',
    user: user ?? env['PGUSER'] ?? env['USER'] ?? '',
  };
  const timeout = statementTimeout(address, statementTimeoutMs);
  const options = parameters.get('options');
  const config: ClientConfig = {
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    ...(user === undefined ? {} : { user }),
    ...(database === undefined ? {} : { database }),
    // Asked for only when the server wants one.
    password: () =>
      address.password?.reveal() ?? env['PGPASSWORD'] ?? readPasswordFile(env, login) ?? '',
    ...(options === null ? {} : { options }),
    application_name: parameters.get('application_name') ?? 'plaid-migrate',
    connectionTimeoutMillis:
      1_000 * (Number(parameters.get('connect_timeout')) || CONNECT_TIMEOUT_S),
    keepAlive: true,
  };
  const connect = async (ssl: ClientConfig['ssl']): Promise<PostgresClient> => {
    const client = new pg.Client({ ...config, ssl });
    // A connection that breaks while nobody waits for it must not end the process.
    client.on('error', () => undefined);
    try {
      await client.connect();
      // As a statement: PgBouncer refuses it among the parameters of a connection.
      if (timeout !== undefined) await client.query(`SET statement_timeout = ${String(timeout)}`);
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
  };
  try {
    if (tls.kind === 'off') return await connect(false);
    try {
      return await connect(tls.options);
    } catch (error) {
      if (tls.kind === 'required' || !hasNoTls(error)) throw error;
      return await connect(false);
    }
  } catch (error) {
    throw explainPostgresError(error, address);
  }
}

/** What pg says when the server, or a Unix socket, does without TLS. */
function hasNoTls(error: unknown): boolean {
  return errorMessage(error).includes('does not support SSL');
}
