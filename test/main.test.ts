import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { helpTexts } from '../src/program/help-texts.ts';
import { binPath, runBin } from './run-bin.ts';

const texts = [...helpTexts()];
const helps = texts
  .filter(([name]) => name !== 'version')
  .map(([name, text]) => ({ name, words: name.split('.').slice(1), text }));

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'plaid-migrate-main-'))));
afterAll(() => rm(folder, { recursive: true }));

describe('help', () => {
  test.each(helps)('$name is what commander prints, in its forms', async ({ words, text }) => {
    // --debug in front of it takes the way through commander.
    const forms = [
      [...words, '--help'],
      [...words, '-h'],
      ['help', ...words],
    ];
    if (words.length > 0) forms.push([...words, '--debug', '--help']);
    else forms.push([]);
    for (const args of forms) {
      expect(await runBin(args), args.join(' ')).toEqual({ code: 0, stdout: text, stderr: '' });
    }
  });

  test.each(helps)('$name fits in 100 columns and has examples', ({ text }) => {
    const tooLong = text.split('\n').filter((line) => line.length > 100);
    expect(tooLong).toEqual([]);
    expect(text).toMatch(/\nExamples:\n(?: {2}# .+\n {2}\$ plaid-migrate| {2}# .+\n {2}\$ )/);
    expect(text).not.toContain('\u001b');
  });

  test('names every command at the root', () => {
    const root = helps.find(({ words }) => words.length === 0)?.text ?? '';
    for (const { words } of helps) expect(root).toContain(words.join(' '));
  });

  test('prints the version', async () => {
    const version = { code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: '' };
    expect(await runBin(['--version'])).toEqual(version);
    expect(await runBin(['-V'])).toEqual(version);
  });

  test('ends quietly when its reader leaves', async () => {
    const child = spawn(process.execPath, [binPath, '--help'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => void (stderr += chunk.toString()));
    const code = await new Promise((resolve) => void child.once('close', resolve));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  test.skipIf(!existsSync('/dev/full'))('says in one line that the disk is full', () => {
    const full = openSync('/dev/full', 'w');
    const child = spawnSync(process.execPath, [binPath, '--help'], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(full);
    expect(child.status).toBe(2);
    expect(child.stderr).toMatch(/^error: ENOSPC: .*\n$/);
  });
});

describe('compiled code', () => {
  const seen = { NODE_DEBUG_NATIVE: 'COMPILE_CACHE' };

  test('of one command is of use to the next of its kind, whatever ran between', async () => {
    const HOME = join(folder, 'home');
    mkdirSync(HOME);
    const run = (args: readonly string[]) =>
      runBin(args, { cwd: folder, env: { ...seen, HOME } }).then(({ stderr }) => stderr);
    const commands = [['tokens', 'status'], ['codemod', '.', '--dry-run'], ['keygen']];
    for (const command of commands) await run(command);
    for (const command of commands) {
      const said = await run(command);
      expect(said).toMatch(/program\.js was accepted/);
      expect(said).not.toContain('was rejected');
    }
  });

  test.each(['', 'relative', '/proc', '/nowhere/at/all', '/dev/null'])(
    'is not kept where HOME is "%s"',
    async (HOME) => {
      const { code, stderr } = await runBin(['keygen'], { cwd: folder, env: { ...seen, HOME } });
      expect(code).toBe(0);
      expect(stderr).not.toMatch(/creating cache directory.*success/);
    },
  );
});

describe('usage errors exit 2, say what was meant and leave stdout alone', () => {
  test.each([
    [['toknes'], "unknown command 'toknes'", 'Did you mean tokens?'],
    [['tokens', '--ledgr', 'x'], "unknown option '--ledgr'", 'Did you mean --ledger?'],
    [['tokens', 'status', '--fromat', 'json'], "unknown option '--fromat'", '--format?'],
    [['tokens', 'table.csv'], 'no subcommand "table.csv"', 'tokens --from table.csv'],
    [['tokens', 'verfy'], 'no subcommand "verfy"', 'Did you mean plaid-migrate tokens verify?'],
    [['tokens', 'items'], 'no subcommand "items"', 'plaid-migrate tokens --from items'],
    [
      ['tokens', '--ledger', 'x', 'status'],
      '--ledger stands before status',
      'tokens status --ledger',
    ],
    [['keygen', 'extra'], "too many arguments for 'keygen'", 'plaid-migrate keygen --help'],
    [['tokens', '--from'], 'argument missing', 'plaid-migrate tokens --help'],
    [['--nope'], "unknown option '--nope'", 'plaid-migrate --help'],
  ])('%j', async (args, message, hint) => {
    const result = await runBin(args, { cwd: folder });
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toMatch(/^error: /);
    expect(result.stderr).toContain(message);
    expect(result.stderr).toContain(hint);
    expect(result.stderr).not.toMatch(/\n\s+at /);
  });

  test('with control characters shown, not obeyed', async () => {
    const { stderr } = await runBin(['\u001b[2Jx']);
    expect(stderr).toContain(String.raw`\u001b[2Jx`);
    expect(stderr).not.toContain('\u001b');
  });

  test('in colour only where it is wanted', async () => {
    const forced = { FORCE_COLOR: '1' };
    expect((await runBin(['nope'], { env: forced })).stderr).toContain('\u001b[31merror:');
    const off = await runBin(['keygen', '--no-color', '--nope'], { env: forced });
    expect(off.stderr).toMatch(/^error: /);
  });
});

describe('secrets in the environment', () => {
  const env = {
    PLAID_CLIENT_ID: 'canary-client-5d1f',
    PLAID_SECRET: 'canary-secret-81ac',
    PLAID_MIGRATE_KEY: 'canary-key-77b2',
  };
  const token = '0123456789abcdef'.repeat(10);

  test.each([
    [['canary-secret-81ac']],
    [['tokens', token]],
    [['tokens', 'access-sandbox-0a1b2c3d-0000-4444-8888-0a1b2c3d4e5f', '--debug']],
    [['keygen', '--output', '/nowhere/canary-key-77b2/x', '--debug']],
    [['tokens', 'status', '--ledger', 'canary-client-5d1f', '--debug']],
  ])('stay out of the messages of %#', async (args) => {
    const { code, stdout, stderr } = await runBin(args, { env, cwd: folder });
    expect(code).toBe(2);
    for (const secret of [...Object.values(env), token, '0a1b2c3d-0000']) {
      expect(stdout + stderr).not.toContain(secret);
    }
    expect(stderr).toContain('[redacted]');
  });
});

const oldNode = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map((entry) => join(entry, 'node'))
  .find(isTooOld);

describe('an older Node', () => {
  test.skipIf(oldNode === undefined)(
    'is turned away in one sentence (skipped where PATH has none below 22.13)',
    async () => {
      const result = await runBin(['--version'], oldNode === undefined ? {} : { node: oldNode });
      expect(result).toMatchObject({ code: 2, stdout: '' });
      expect(result.stderr).toMatch(/^plaid-migrate needs Node\.js 22\.13 or newer, .*\n$/);
    },
  );
});

function isTooOld(node: string): boolean {
  const { stdout, status } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  if (status !== 0) return false;
  const [major = 0, minor = 0] = stdout.replace('v', '').split('.').map(Number);
  return major < 22 || (major === 22 && minor < 13);
}
