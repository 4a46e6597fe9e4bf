import {
  copyFileSync,
  chmodSync,
  chownSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { connectPostgres } from '../../src/databases/connect-postgres.ts';
import { readDatabaseAddress } from '../../src/databases/database-address.ts';
import { refusal } from '../tokens/sources/source-fixtures.ts';
import { postgresPassword, runSql, startPostgres } from './postgres.ts';

const authority = join(import.meta.dirname, 'tls', 'ca.crt');
const server = await startPostgres();
const folder = mkdtempSync(join(tmpdir(), 'plaid-migrate-tls-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** TLS is switched on once the server runs: the key must belong to its user. */
async function switchTls(on: boolean): Promise<void> {
  const [row] = await runSql(server.url('postgres'), 'SHOW data_directory');
  const data = String(row?.['data_directory']);
  const { uid, gid } = statSync(join(data, 'PG_VERSION'));
  for (const name of ['server.crt', 'server.key']) {
    const path = join(data, name);
    copyFileSync(join(import.meta.dirname, 'tls', name), path);
    chmodSync(path, 0o600);
    chownSync(path, uid, gid);
  }
  await runSql(server.url('postgres'), `ALTER SYSTEM SET ssl = ${on ? 'on' : 'off'}`);
  await server.stop();
  await server.start();
}

async function usesTls(url: string, env: Record<string, string> = {}): Promise<boolean> {
  const client = await connectPostgres(readDatabaseAddress(url, '--from', env), { env });
  try {
    const { rows } = await client.query<{ ssl: boolean }>(
      'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()',
    );
    return rows[0]?.ssl === true;
  } finally {
    await client.end();
  }
}

function connecting(url: string, env: Record<string, string> = {}): Promise<unknown> {
  return connectPostgres(readDatabaseAddress(url, '--from', env), { env });
}

test('TLS is as the URL says', async () => {
  const url = server.url('postgres');
  const byName = url.replace('127.0.0.1', 'localhost');
  expect(await usesTls(url)).toBe(false);
  expect((await refusal(connecting(`${url}?sslmode=require`))).message).toMatch(/has no TLS/);

  await switchTls(true);
  expect(await usesTls(url), 'where there is TLS, it is used').toBe(true);
  expect(await usesTls(`${url}?sslmode=disable`)).toBe(false);
  expect(await usesTls(`${url}?ssl=true`)).toBe(true);
  expect(await usesTls(url, { PGSSLMODE: 'disable' })).toBe(false);
  expect(await usesTls(`${url}?sslmode=verify-ca&sslrootcert=${authority}`)).toBe(true);
  expect(await usesTls(`${byName}?sslmode=verify-full&sslrootcert=${authority}`)).toBe(true);

  const unknownAuthority = await refusal(connecting(`${byName}?sslmode=verify-full`));
  expect(unknownAuthority.message).toMatch(/certificate that cannot be trusted/);
  const wrongName = await refusal(
    connecting(`${url}?sslmode=verify-full&sslrootcert=${authority}`),
  );
  expect(wrongName.message).toMatch(/ERR_TLS_CERT_ALTNAME_INVALID/);
  const noFile = await refusal(connecting(`${url}?sslmode=verify-ca&sslrootcert=/no/such`));
  expect(noFile.message).toMatch(/names \/no\/such in sslrootcert/);
  const noMode = await refusal(connecting(`${url}?sslmode=verify`));
  expect(noMode.message).toMatch(/sslmode=verify/);
  await switchTls(false);
});

test('the password may stand in PGPASSWORD or in a password file', async () => {
  const address = `postgres://postgres@127.0.0.1:${String(server.port)}/postgres`;
  expect(await usesTls(address, { PGPASSWORD: postgresPassword })).toBe(false);

  const file = join(folder, '.pgpass');
  const lines = [
    '# a comment',
    '127.0.0.1:*:other:postgres:not-this-one',
    String.raw`*:${String(server.port)}:postgres:postgres:${postgresPassword.replace('-', String.raw`\-`)}`,
  ];
  writeFileSync(file, lines.join('\n'), { mode: 0o600 });
  expect(await usesTls(address, { PGPASSFILE: file })).toBe(false);
  chmodSync(file, 0o644);
  const readByAll = await refusal(connecting(address, { PGPASSFILE: file }));
  expect(readByAll.message).toMatch(/wants a password/);
});

test('what is wrong with a connection is said, and the password is not', async () => {
  const url = server.url('postgres');
  const wrong = url.replace(postgresPassword, 'wrong-password-canary');
  const silent = createServer((socket) => socket.on('data', () => undefined));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void silent.close());
  const address = silent.address();
  const silentPort = typeof address === 'object' ? String(address?.port) : '';
  for (const [at, says] of [
    [wrong, /refuses to let us in: password authentication failed for user "postgres"/],
    [url.replace(`:${postgresPassword}`, ''), /wants a password/],
    [
      url.replace('/postgres', '/postgres').replace(/\/postgres$/, '/absent'),
      /has no such database/,
    ],
    [url.replace(String(server.port), '1'), /cannot be reached: .*ECONNREFUSED/],
    [url.replace('127.0.0.1', 'no-such-host.invalid'), /names a host that is not known/],
    [
      `${url.replace(String(server.port), silentPort)}?connect_timeout=1`,
      /cannot be reached: .*timeout/,
    ],
  ] as const) {
    const error = await refusal(connecting(at));
    expect(error.message).toMatch(says);
    expect(error.hint).not.toBe('');
    expect(`${error.message}${String(error.hint)}`).not.toMatch(/canary/);
  }
});
