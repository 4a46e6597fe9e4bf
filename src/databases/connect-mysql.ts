import { isIP } from 'node:net';
import type { Connection, ConnectionOptions, SslOptions } from 'mysql2';
import { errorCode, MigrateError } from '../core/errors.ts';
import type { ConnectOptions } from './connect-postgres.ts';
import { partsOf, type DatabaseAddress } from './database-address.ts';
import { loadDriver } from './load-driver.ts';
import { explainMysqlError } from './mysql-error.ts';
import { tlsOptions, type TlsMode } from './tls-options.ts';

/** A connection to MySQL or MariaDB, with `promise()` for statements. Rows come as arrays. */
export type MysqlConnection = Connection;

const CONNECT_TIMEOUT_S = 15;

/**
 * Connects to MySQL or MariaDB: TLS as the URL says (`ssl-mode=` as its own clients spell it, or
 * `sslmode=`), the password from the URL or `MYSQL_PWD`. Errors of later statements go to
 * {@link explainMysqlError}. End it with `connection.destroy()`.
 *
 * @throws MigrateError that says what is wrong and shows no password.
 */
export async function connectMysql(
  address: DatabaseAddress,
  { env }: Pick<ConnectOptions, 'env'>,
): Promise<MysqlConnection> {
  const { default: mysql } = await loadDriver(() => import('mysql2'), ['mysql2']);
  const { host, port, user, database, parameters } = partsOf(address);
  const socketPath = parameters.get('socket') ?? (host?.startsWith('/') === true ? host : null);
  const tls: TlsMode = socketPath === null ? tlsOptions(parameters, undefined) : { kind: 'off' };
  if (tls.kind === 'required' && checksHostName(tls.options) && isIP(host ?? '') > 0) {
    // mysql2 gives Node no name then, and Node would compare the certificate with "localhost".
    throw new MigrateError(
      `${address.url} asks for the host name to be verified, and names an address.`,
      {
        hint: "Give the host by the name that stands in the server's certificate, or use sslmode=verify-ca.",
      },
    );
  }
  const config: ConnectionOptions = {
    ...(socketPath === null ? { host: host ?? 'localhost' } : { socketPath }),
    ...(port === undefined ? {} : { port }),
    ...(user === undefined ? {} : { user }),
    ...(database === undefined ? {} : { database }),
    password: address.password?.reveal() ?? env['MYSQL_PWD'] ?? '',
    connectTimeout: 1_000 * (Number(parameters.get('connect_timeout')) || CONNECT_TIMEOUT_S),
    charset: 'utf8mb4',
    rowsAsArray: true,
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
  };
  const connect = async (ssl: SslOptions | undefined): Promise<MysqlConnection> => {
    const connection = mysql.createConnection(ssl === undefined ? config : { ...config, ssl });
    // A connection that breaks while nobody waits for it must not end the process.
    connection.on('error', () => undefined);
    await connection.promise().connect();
    return connection;
  };
  try {
    if (tls.kind === 'off') return await connect(undefined);
    try {
      return await connect(sslOptions(tls.options));
    } catch (error) {
      if (tls.kind === 'required' || errorCode(error) !== 'HANDSHAKE_NO_SSL_SUPPORT') throw error;
      return await connect(undefined);
    }
  } catch (error) {
    throw explainMysqlError(error, address);
  }
}

/** Node's TLS options as mysql2 spells them: it looks at the host name only when told to. */
function sslOptions(options: Extract<TlsMode, { kind: 'required' }>['options']): SslOptions {
  const text = (value: typeof options.ca): string | undefined =>
    typeof value === 'string' ? value : undefined;
  const [ca, cert] = [text(options.ca), text(options.cert)];
  const key = typeof options.key === 'string' ? options.key : undefined;
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    rejectUnauthorized: options.rejectUnauthorized === true,
    verifyIdentity: checksHostName(options),
  };
}

function checksHostName(options: Extract<TlsMode, { kind: 'required' }>['options']): boolean {
  return options.rejectUnauthorized === true && options.checkServerIdentity === undefined;
}
