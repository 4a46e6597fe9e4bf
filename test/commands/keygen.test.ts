import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keygen } from '../../src/commands/keygen.ts';
import { fakeHost } from '../fake-host.ts';

const KEY = /^[\w-]{43}\n$/;

let cwd: string;
beforeEach(async () => void (cwd = await mkdtemp(join(tmpdir(), 'plaid-migrate-keygen-'))));
afterEach(() => rm(cwd, { recursive: true }));

test('prints a new key each time, and nothing else into a pipe', async () => {
  const hosts = [fakeHost({ stderrIsTTY: true }), fakeHost({ stderrIsTTY: true })];
  for (const host of hosts) {
    expect(await keygen({}, host)).toBe(0);
    expect(host.written.stdout).toMatch(KEY);
    expect(Buffer.from(host.written.stdout, 'base64url')).toHaveLength(32);
    expect(host.written.stderr).toBe('');
  }
  expect(hosts[0]?.written.stdout).not.toBe(hosts[1]?.written.stdout);
});

test('says on a terminal what to do with it', async () => {
  const host = fakeHost({ stdoutIsTTY: true, stderrIsTTY: true });
  await keygen({}, host);
  expect(host.written.stderr).toContain('plaid-migrate keygen --output ledger.key');
  expect(host.written.stderr).toContain('secret manager');
});

test('writes a file that only its owner can read, and never writes over one', async () => {
  const host = fakeHost({ cwd });
  expect(await keygen({ output: 'ledger.key' }, host)).toBe(0);
  const path = join(cwd, 'ledger.key');
  const key = await readFile(path, 'utf8');
  expect(key).toMatch(KEY);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(host.written.stdout).toBe('');
  expect(host.written.stderr).toContain(`PLAID_MIGRATE_KEY_FILE=${path}`);
  expect(host.written.stderr).not.toContain(key.trim());

  await expect(keygen({ output: 'ledger.key' }, host)).rejects.toMatchObject({
    message: expect.stringContaining(path),
    exitCode: 2,
  });
  expect(await readFile(path, 'utf8')).toBe(key);
});

test('names the file it cannot write', async () => {
  const missing = join(cwd, 'no', 'such', 'folder');
  await expect(keygen({ output: missing }, fakeHost({ cwd }))).rejects.toThrow(
    `${missing} cannot be written (ENOENT)`,
  );
});
