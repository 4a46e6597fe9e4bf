import { describe, expect, test } from 'vitest';
import { connectMysql } from '../../src/databases/connect-mysql.ts';
import { readDatabaseAddress } from '../../src/databases/database-address.ts';
import { refusal } from '../tokens/sources/source-fixtures.ts';
import { hasMariadb, mariadbPassword, startMariadb } from './mariadb.ts';
import { join } from 'node:path';

const here = (name: string): string => join(import.meta.dirname, 'tls', name);

describe.skipIf(!hasMariadb())('MariaDB', async () => {
  if (!hasMariadb()) return;
  const plain = await startMariadb();
  const secure = await startMariadb([
    `--ssl-cert=${here('server.crt')}`,
    `--ssl-key=${here('server.key')}`,
    `--ssl-ca=${here('ca.crt')}`,
  ]);

  const connecting = (url: string, env: Record<string, string> = {}): Promise<unknown> =>
    connectMysql(readDatabaseAddress(url, '--from', env), { env });

  async function cipher(url: string, env: Record<string, string> = {}): Promise<string> {
    const connection = await connectMysql(readDatabaseAddress(url, '--from', env), { env });
    try {
      const [rows] = await connection.promise().query("SHOW STATUS LIKE 'Ssl_cipher'");
      return JSON.stringify(rows);
    } finally {
      connection.destroy();
    }
  }

  test('TLS is as the URL says', async () => {
    const none = '[["Ssl_cipher",""]]';
    expect(await cipher(plain.url('mysql'))).toBe(none);
    expect((await refusal(connecting(`${plain.url('mysql')}?ssl-mode=REQUIRED`))).message).toMatch(
      /has no TLS/,
    );
    const url = secure.url('mysql');
    const byName = url.replace('127.0.0.1', 'localhost');
    const ca = `ssl-ca=${here('ca.crt')}`;
    for (const given of [
      url,
      `${url}?sslmode=require`,
      `${url}?ssl-mode=VERIFY_CA&${ca}`,
      `${byName}?ssl-mode=VERIFY_IDENTITY&${ca}`,
    ]) {
      expect(await cipher(given), given).toContain('TLS');
    }
    expect(await cipher(`${url}?ssl-mode=DISABLED`)).toBe(none);
    const unknownAuthority = await refusal(connecting(`${byName}?ssl-mode=VERIFY_IDENTITY`));
    expect(unknownAuthority.message).toMatch(/certificate that cannot be trusted/);
    const wrongName = await refusal(connecting(`${url}?ssl-mode=VERIFY_IDENTITY&${ca}`));
    expect(wrongName.message).toMatch(
      /asks for the host name to be verified, and names an address/,
    );
  });

  test('what is wrong with a connection is said, and the password is not', async () => {
    const url = plain.url('mysql');
    const bare = url.replace(`:${mariadbPassword}`, '');
    expect(await cipher(bare, { MYSQL_PWD: mariadbPassword })).not.toBe('');
    for (const [at, says] of [
      [url.replace(mariadbPassword, 'wrong-canary'), /refuses to let us in: Access denied/],
      [bare, /refuses to let us in/],
      [plain.url('absent'), /has no such database/],
      [url.replace(String(plain.port), '1'), /cannot be reached: .*ECONNREFUSED/],
      [url.replace('127.0.0.1', 'no-such-host.invalid'), /names a host that is not known/],
    ] as const) {
      const error = await refusal(connecting(at));
      expect(error.message).toMatch(says);
      expect(`${error.message}${String(error.hint)}`).not.toMatch(/canary/);
    }
  });
});
