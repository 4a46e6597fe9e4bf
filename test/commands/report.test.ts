import { existsSync, mkdirSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { report, type ReportOptions } from '../../src/commands/report.ts';
import type { Report } from '../../src/report/report.ts';
import { tempTree, type TempTree } from '../codemod/temp-tree.ts';
import { fakeHost } from '../fake-host.ts';
import { legacyToken, newLedger } from '../ledger/open-ledger-for-test.ts';
import { sampleFiles, sampleQuestions, secrets } from '../report/sample-report.ts';

async function run(
  tree: TempTree,
  options: ReportOptions & {
    readonly paths?: readonly string[];
    readonly env?: Record<string, string>;
    readonly terminal?: boolean;
  } = {},
) {
  const { paths = [], env = {}, terminal = false, ...rest } = options;
  const host = fakeHost({ cwd: tree.root, env, stdoutIsTTY: terminal });
  const code = await report(paths, rest, host, async () => sampleQuestions);
  return { code, ...host.written };
}

async function documentOf(
  tree: TempTree,
  options: Parameters<typeof run>[1] = {},
): Promise<Report> {
  const document: Report = JSON.parse((await run(tree, { ...options, format: ['json'] })).stdout);
  return document;
}

const manual = "plaidManual('x');\n";

describe('report', () => {
  test('looks at the working folder, prints text and exits 0 whatever it found', async () => {
    const { code, stdout, stderr } = await run(tempTree(sampleFiles));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('The road\n');
    expect(stdout).toContain('src/hooks.js\n     4  by hand: Legacy case 0. [webhook-code]\n');
    for (const secret of secrets) expect(stdout).not.toContain(secret);
  });

  test('looks at the given paths, and says nothing of the rest', async () => {
    const tree = tempTree(sampleFiles);
    const document = await documentOf(tree, { paths: ['src'] });
    expect(document.paths).toEqual(['src']);
    expect(new Set(document.findings.map(({ path }) => path))).toEqual(new Set(['src/hooks.js']));
    await expect(run(tree, { paths: ['nowhere'] })).rejects.toMatchObject({
      message: 'nowhere does not exist.',
      exitCode: 2,
    });
  });

  test('writes no source', async () => {
    const tree = tempTree(sampleFiles);
    await run(tree, { format: ['text', 'html=r.html'] });
    for (const [path, text] of Object.entries(sampleFiles)) expect(tree.read(path)).toBe(text);
  });

  test('names the files it could not read, and a rule that fails in one', async () => {
    const tree = tempTree({ 'a.js': Buffer.from('plaid("\xe9");', 'latin1'), 'b.js': manual });
    const broken = {
      ...sampleQuestions,
      webhookHandlersOf: () => {
        throw new Error('no good');
      },
    };
    const host = fakeHost({ cwd: tree.root });
    expect(await report([], { format: ['json'] }, host, async () => broken)).toBe(0);
    const document: Report = JSON.parse(host.written.stdout);
    expect(document.unread).toEqual([
      { path: 'a.js', reason: 'is not UTF-8; convert it first' },
      { path: 'b.js', reason: expect.stringContaining('a bug of plaid-migrate: no good') },
    ]);
  });

  test('names what it skipped with --verbose', async () => {
    const tree = tempTree({ 'a.min.js': manual, 'b.js': manual });
    expect((await run(tree)).stdout).not.toContain('minified');
    expect((await run(tree, { verbose: true })).stdout).toContain('a.min.js is minified');
  });

  test('says of what it skipped altogether no more than that', async () => {
    const { stdout } = await run(tempTree({ 'a.min.js': manual }));
    expect(stdout).toContain('Nothing of the whole tree was looked at: all of it is skipped.\n');
    expect(stdout).not.toContain('has to do with Plaid');
  });

  test('loads no rule where nothing is of Plaid', async () => {
    const tree = tempTree({ 'a.js': 'other();\n' });
    const host = fakeHost({ cwd: tree.root });
    const never = () => Promise.reject(new Error('loaded'));
    expect(await report([], {}, host, never)).toBe(0);
    expect(host.written.stdout).toContain('No file of the whole tree has to do with Plaid.');
  });
});

describe('--format', () => {
  test('goes to as many files as are named, whole, and says so', async () => {
    const tree = tempTree({ ...sampleFiles, 'old.sarif': 'old' });
    mkdirSync(tree.path('out'));
    const format = ['github', 'sarif=old.sarif', 'markdown=out/report.md', 'html=out/report.html'];
    const { stdout, stderr } = await run(tree, { format });
    expect(stdout).toMatch(/^::error file=/);
    expect(stderr.match(/^Wrote .*\.$/gm)).toHaveLength(3);
    expect(tree.read('old.sarif')).toContain('"version": "2.1.0"');
    expect(tree.read('out/report.md')).toContain('## Plaid migration');
    expect(tree.read('out/report.html')).toMatch(/^<!doctype html>/);
    expect(tree.list().filter((file) => file.endsWith('.tmp'))).toEqual([]);
    expect((await run(tree, { format, quiet: true })).stderr).toBe('');
  });

  test('adds to the summary of a step of GitHub Actions', async () => {
    const tree = tempTree({ 'a.js': manual, 'summary.md': 'Before\n' });
    const env = { GITHUB_STEP_SUMMARY: tree.path('summary.md') };
    await run(tree, { format: [`markdown=${tree.path('summary.md')}`], env });
    expect(tree.read('summary.md')).toMatch(/^Before\n## Plaid migration\n/);
  });

  test.each<readonly [format: readonly string[], message: string]>([
    [['pdf'], '--format cannot be "pdf".'],
    [['json='], '--format json= names no file.'],
    [['json', 'text'], 'Two formats cannot both go to standard output.'],
    [['json=a', 'sarif=./a'], 'Two formats cannot both go to '],
    [['json=none/a.json'], 'none/a.json cannot be written: its folder does not exist.'],
    [['json=sub'], 'sub cannot be written: it is a folder.'],
    [['json=a.js/b'], 'a.js/b cannot be written: its folder does not exist.'],
  ])('%j is refused', async (format, message) => {
    const tree = tempTree({ 'a.js': manual, 'sub/b.js': '' });
    await expect(run(tree, { format })).rejects.toMatchObject({
      message: expect.stringContaining(message),
      hint: expect.stringMatching(/./),
      exitCode: 2,
    });
  });

  test('a folder that is read-only is refused', async () => {
    const tree = tempTree({ 'a.js': manual });
    mkdirSync(tree.path('closed'), { mode: 0o500 });
    // Modes mean nothing to root, but there is a folder of Linux in which even root makes no files.
    const folder = process.getuid?.() === 0 ? '/sys/kernel' : 'closed';
    await expect(run(tree, { format: [`json=${folder}/a.json`] })).rejects.toMatchObject({
      message: expect.stringContaining('its folder is not writable for you'),
      exitCode: 2,
    });
  });

  test('html is nothing for a terminal, but for a pipe', async () => {
    const tree = tempTree({ 'a.js': manual });
    await expect(run(tree, { format: ['html'], terminal: true })).rejects.toMatchObject({
      hint: expect.stringContaining('--format html=report.html'),
    });
    expect((await run(tree, { format: ['html'] })).stdout).toMatch(/^<!doctype html>/);
  });
});

describe('--fail-on', () => {
  const files = {
    'hook.js': 'const plaid = 1;\nswitch (code) { case 1: f(); }\n',
    'link.js': 'plaid(1);\n',
    'call.js': manual,
  };

  test.each([
    ['none', {}, 0],
    ['any', {}, 1],
    ['legacy-webhook', {}, 1],
    ['legacy-link', {}, 1],
    ['legacy-webhook', { 'hook.js': '' }, 0],
    ['legacy-link', { 'link.js': '' }, 0],
    ['any', { 'hook.js': '', 'link.js': '' }, 1],
    ['any', { 'hook.js': '', 'link.js': '', 'call.js': '' }, 0],
    ['any', { 'hook.js': '', 'link.js': '', 'call.js': Buffer.from('plaid \xe9', 'latin1') }, 1],
  ] as const)('%s with %j', async (failOn, changed, expected) => {
    const { code, stderr } = await run(tempTree({ ...files, ...changed }), { failOn });
    expect(code).toBe(expected);
    expect(stderr).toContain(expected === 0 ? '' : `--fail-on ${failOn}: `);
  });

  test('refuses what it does not know', async () => {
    await expect(run(tempTree(files), { failOn: 'all' })).rejects.toMatchObject({
      hint: 'Give one of: none, legacy-webhook, legacy-link, any.',
    });
  });
});

describe('--baseline', () => {
  test('lets in what is known, and nothing new, wherever it moves in its file', async () => {
    const tree = tempTree({ 'a.js': manual, 'b.js': 'plaid(1);\n' });
    const gate = { baseline: 'base.json', failOn: 'any' } as const;
    const made = await run(tree, { ...gate, updateBaseline: true });
    expect(made.code).toBe(0);
    expect(made.stderr).toBe('Wrote base.json: 2 findings are known from now on.\n');
    expect((await run(tree, gate)).code).toBe(0);

    tree.write('a.js', `// moved\n\n${manual}`);
    expect((await run(tree, gate)).code).toBe(0);

    tree.write('c.js', 'plaid(2);\n');
    const { code, stderr, stdout } = await run(tree, gate);
    expect(code).toBe(1);
    expect(stderr).toBe('--fail-on any: 1 finding that is not in the baseline.\n');
    expect(stdout).toContain('c.js\n');
    expect(stdout).not.toContain('a.js\n');
    expect(stdout).toMatch(/^ {2}in the baseline +2\n {2}not in the baseline +1$/m);
    expect((await run(tree, { ...gate, verbose: true })).stdout).toContain('a.js\n');

    tree.write('b.js', '');
    tree.write('c.js', '');
    expect((await documentOf(tree, gate)).baseline).toEqual({ known: 1, new: 0, gone: 1 });
  });

  test('is the same file every time, and keeps what was not looked at', async () => {
    const tree = tempTree({ 'x/a.js': manual, 'y/b.js': 'plaid(1);\n' });
    const update = { baseline: 'base.json', updateBaseline: true } as const;
    await run(tree, update);
    const text = tree.read('base.json');
    expect(text.match(/"fingerprint"/g)).toHaveLength(2);
    await run(tree, { ...update, paths: ['x'] });
    expect(tree.read('base.json')).toBe(text);
    tree.write('x/a.js', '');
    await run(tree, { ...update, paths: ['x'] });
    expect(tree.read('base.json').match(/"path":"[^"]*"/g)).toEqual(['"path":"y/b.js"']);
    const looked = await documentOf(tree, { baseline: 'base.json', paths: ['x'] });
    expect(looked.baseline).toEqual({ known: 0, new: 0, gone: 0 });
  });

  test('that is missing, or none, is refused', async () => {
    const tree = tempTree({ 'a.js': manual, 'base.json': '{"schemaVersion":1}' });
    await expect(run(tree, { baseline: 'no.json' })).rejects.toMatchObject({
      message: 'There is no baseline no.json.',
      hint: expect.stringContaining('--update-baseline'),
    });
    for (const options of [{}, { updateBaseline: true }]) {
      await expect(run(tree, { baseline: 'base.json', ...options })).rejects.toMatchObject({
        message: 'base.json is no baseline of plaid-migrate.',
      });
    }
    const others = {
      '{"schemaVersion":2,"findings":[]}':
        'The baseline base.json has schemaVersion 2, and this plaid-migrate reads 1.',
      '{"schemaVersion":1,\n<<<<<<< HEAD\n':
        'The baseline base.json is no JSON: it was cut off, or merged by hand.',
      '': 'The baseline base.json is no JSON: it was cut off, or merged by hand.',
    };
    for (const [text, message] of Object.entries(others)) {
      tree.write('base.json', text);
      await expect(run(tree, { baseline: 'base.json' })).rejects.toMatchObject({ message });
      await expect(
        run(tree, { baseline: 'base.json', updateBaseline: true }),
      ).rejects.toMatchObject({ message });
      expect(tree.read('base.json')).toBe(text);
    }
    tree.write('folder/x.txt', '');
    await expect(run(tree, { baseline: 'folder' })).rejects.toMatchObject({
      message: 'The baseline folder is a folder.',
      hint: 'Give --baseline a file: folder/plaid-baseline.json',
    });
    await expect(run(tree, { updateBaseline: true })).rejects.toMatchObject({
      message: '--update-baseline needs --baseline FILE.',
    });
    expect(existsSync(tree.path('no.json'))).toBe(false);
  });
});

test('a report is not written over the baseline', async () => {
  const tree = tempTree({ 'a.js': manual });
  const one = { baseline: 'base.json', format: ['sarif=./base.json'] };
  await expect(run(tree, { ...one, updateBaseline: true })).rejects.toMatchObject({
    message: '--baseline and --format sarif cannot both have base.json.',
  });
  expect(existsSync(tree.path('base.json'))).toBe(false);
});

test('a file for iOS that names LinkKit and not Plaid is looked at', async () => {
  const swift = 'import LinkKit\nlet link = LinkPublicKeyConfiguration(clientName: "x")\n';
  const { counts } = await documentOf(
    tempTree({ 'Link.swift': swift, 'Other.swift': 'import UIKit\n' }),
  );
  expect(counts).toMatchObject({ seen: 2, lookedAt: 1 });
});

describe('--ledger', () => {
  test('is counted without its key, also while a run holds it', async () => {
    const { ledger, path } = newLedger();
    await ledger.beginImport();
    await ledger.importRows([1, 2, 3].map((id) => ({ key: String(id), token: legacyToken(id) })));
    await ledger.finishImport();
    const started = await ledger.startRun({ retryFailed: false, rate: 5 });
    const [claimed] = (await started.exchange([], [], 1)).claimed;
    const attempt = {
      outcome: 'upgraded' as const,
      sentAt: Date.UTC(2026, 10, 3, 12),
      latencyMs: 20,
      httpStatus: 200,
      errorType: null,
      errorCode: null,
      requestId: null,
    };
    const upgraded = {
      tokenId: claimed?.id ?? 0,
      attempt,
      state: 'migrated' as const,
      accessToken: 'access-sandbox-00000000-0000-0000-0000-000000000000',
      itemId: 'item-1',
    };
    await started.exchange([upgraded], [], 0);
    const writer = new Database(path);
    writer.exec('BEGIN IMMEDIATE');
    const { tokens } = await documentOf(tempTree({ 'a.js': manual }), { ledger: path });
    writer.close();
    expect(tokens).toMatchObject({
      counts: { states: { migrated: 1, pending: 2 } },
      sendNewFormat: 1,
      since: '2026-11-03T12:00:00.000Z',
      until: '2026-11-03T12:00:00.000Z',
      ahead: false,
    });
    await ledger.close();
  });

  test('that is none is refused with what to do', async () => {
    const tree = tempTree({ 'a.js': manual });
    await expect(run(tree, { ledger: 'no.db' })).rejects.toMatchObject({
      message: expect.stringContaining('There is no ledger at '),
      exitCode: 2,
    });
    const held = newLedger();
    await held.ledger.close();
    const holder = new Database(held.path);
    holder.pragma('locking_mode = EXCLUSIVE');
    holder.exec('BEGIN EXCLUSIVE');
    await expect(run(tree, { ledger: held.path })).rejects.toMatchObject({
      message: expect.stringMatching(/locked|in use|busy|another/i),
    });
    holder.close();
    await expect(run(tree, { ledger: 'a.js' })).rejects.toMatchObject({
      message: expect.stringContaining('is not a SQLite file'),
    });
  });
});

test('--webhook-log counts what arrives, says what has a branch, and echoes no id', async () => {
  const body = {
    webhook_type: 'TRANSACTIONS',
    webhook_code: 'DEFAULT_UPDATE',
    item_id: 'item-7f3',
  };
  const old = { code: 0, access_token: 'b'.repeat(160) };
  const log = `${JSON.stringify(body)}\n${JSON.stringify(old)}\n{"cut`;
  const tree = tempTree({ ...sampleFiles, 'hooks.log': log });
  const { webhookLog } = await documentOf(tree, { webhookLog: 'hooks.log' });
  expect(webhookLog).toEqual({
    lines: 3,
    others: 0,
    broken: 1,
    codes: [
      { format: 'legacy', name: '0', count: 1, items: 1, handled: true },
      { format: 'new', name: 'TRANSACTIONS / DEFAULT_UPDATE', count: 1, items: 1, handled: true },
    ],
  });
  const { stdout } = await run(tree, { webhookLog: 'hooks.log' });
  expect(stdout).toContain('TRANSACTIONS / DEFAULT_UPDATE');
  expect(stdout).not.toMatch(/item-7f3|bbbb/);
  expect(stdout).toContain('\n  3 lines: 1 that cannot be read.\n');
  tree.write('hooks.log', `${JSON.stringify(body)}\n`);
  expect((await run(tree, { webhookLog: 'hooks.log' })).stdout).toContain('\n  1 line.\n');
});
