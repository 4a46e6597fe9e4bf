import { mkdirSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { codemod, type CodemodOptions } from '../../src/commands/codemod.ts';
import { report } from '../../src/commands/report.ts';
import type { Report } from '../../src/report/report.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { marking, replacing, ruleFor } from '../codemod/throwaway-rules.ts';
import { tempTree, type TempTree } from '../codemod/temp-tree.ts';
import { fakeHost } from '../fake-host.ts';

const key = '5d1fa2b3c4d5e6f7a8b9c0d1';
const rename = replacing(/plaid\(/, 'link(', 'test/rename');
const manual = ruleFor(/plaidManual/, () => ({ outcome: 'manual', next: 'Do it.' }), 'test/manual');
const decide = marking(/plaidDecide/, 'Which one?', 'test/decide');
const allRules = [rename, manual, decide];

/** Runs the command over a folder; `.` unless paths are given. */
async function run(
  tree: TempTree,
  options: CodemodOptions & {
    readonly paths?: readonly string[];
    readonly rules?: readonly Rule[];
    readonly cwd?: string;
    readonly colour?: boolean;
  } = {},
) {
  const { paths = ['.'], rules = allRules, cwd = tree.root, colour = false, ...rest } = options;
  const host = fakeHost({ cwd, stdoutIsTTY: colour });
  const code = await codemod(paths, rest, host, async () => rules);
  return { code, ...host.written };
}

interface Document {
  readonly counts: Readonly<Record<string, number>>;
  readonly files: readonly {
    readonly path: string;
    readonly state: string;
    readonly diff?: string;
  }[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

async function runJson(tree: TempTree, options: Parameters<typeof run>[1] = {}): Promise<Document> {
  const document: { readonly codemod: Document } = JSON.parse(
    (await run(tree, { ...options, format: 'json' })).stdout,
  );
  return document.codemod;
}

function repository(files: Readonly<Record<string, string | Uint8Array>>): TempTree {
  const tree = tempTree(files);
  tree.commit();
  return tree;
}

describe('codemod', () => {
  test('rewrites, says what and where, and the second run changes nothing', async () => {
    const tree = repository({ 'src/a.js': 'x();\nplaid(1);\n', 'src/b.js': 'other();\n' });
    const first = await run(tree);
    expect(first).toEqual({
      code: 0,
      stdout:
        'src/a.js\n' +
        '     2  rewritten  Found plaid(. [test/rename]\n' +
        '\n' +
        'Files\n' +
        '  rewritten  1\n' +
        '  untouched  1\n' +
        '  seen       2\n',
      stderr: '',
    });
    expect(tree.read('src/a.js')).toBe('x();\nlink(1);\n');
    expect(tree.git('diff', '--stat')).toContain('src/a.js | 2 +-');
    const second = await run(tree);
    expect(second.code).toBe(0);
    expect(second.stdout).toContain('Nothing to rewrite: no file of the whole tree names Plaid.\n');
    expect(second.stdout).toContain('rewritten  0');
  });

  test('exits 1 for what needs a person, with the marker once', async () => {
    const tree = repository({ 'a.js': 'plaid();\nplaidDecide();\n', 'b.js': 'plaidManual();\n' });
    const { code, stdout } = await run(tree);
    expect(code).toBe(1);
    expect(stdout).toContain('     2  decide  Found plaidDecide. [test/decide]\n        Choose.\n');
    expect(stdout).toContain('     1  by hand  Found plaidManual. [test/manual]\n        Do it.\n');
    const once = 'link();\n// TODO(plaid-migrate): [test/decide] Which one?\nplaidDecide();\n';
    expect(tree.read('a.js')).toBe(once);
    expect(tree.read('b.js')).toBe('plaidManual();\n');
    expect((await run(tree, { allowDirty: true })).code).toBe(1);
    expect(tree.read('a.js')).toBe(once);
  });

  test('says where packages are to be installed, and where decisions wait', async () => {
    const { rules } = await import('../../src/rules/index.ts');
    const dependencies = (name: string, version: string) =>
      `{ "dependencies": { "${name}": "${version}" } }\n`;
    const server = {
      'package.json': dependencies('plaid', '^4.11.0'),
      'plaid.js':
        "const plaid = require('plaid');\n" +
        'module.exports = new plaid.Client(a, b, c, plaid.environments[process.env.PLAID_ENV]);\n',
    };
    const one = await run(repository(server), { rules });
    expect(one.stderr).toBe(
      'package.json asks for other versions now: run your package manager to install them.\n',
    );
    const page =
      "import { PlaidLink } from 'react-plaid-link';\n" +
      'export default () => <PlaidLink publicKey={key} env="sandbox" onSuccess={done} />;\n';
    const both = {
      ...server,
      'web/package.json': dependencies('react-plaid-link', '^2.2.3'),
      'web/bank.jsx': page,
    };
    const two = await run(repository(both), { rules });
    expect(two.code).toBe(1);
    expect(two.stderr).toBe(
      'What only you can decide is marked in the code: look for TODO(plaid-migrate).\n' +
        'package.json and web/package.json ask for other versions now: run your package manager in each of these folders.\n',
    );
  });

  test('works from a sub-folder, on files by name, on paths with spaces', async () => {
    const tree = repository({ 'web/a b.js': 'plaid();\n', 'web/c.js': 'plaid();\n' });
    const { code, stdout } = await run(tree, { cwd: tree.path('web'), paths: ['./a b.js'] });
    expect(code).toBe(0);
    expect(stdout).toContain('web/a b.js\n');
    expect([tree.read('web/a b.js'), tree.read('web/c.js')]).toEqual(['link();\n', 'plaid();\n']);
  });

  test('follows the rules of --only, and refuses one there is not', async () => {
    const tree = repository({ 'a.js': 'plaid();\nplaidManual();\n' });
    expect((await run(tree, { only: ['test/manual'] })).code).toBe(1);
    expect(tree.read('a.js')).toBe('plaid();\nplaidManual();\n');
    await expect(run(tree, { only: ['test/manual', 'nope'] })).rejects.toMatchObject({
      message: 'There is no rule "nope".',
      hint: expect.stringContaining('test/rename, test/manual, test/decide'),
      exitCode: 2,
    });
  });

  test('hands --link-token-url to the rules, if it is one', async () => {
    const tree = repository({ 'a.js': 'plaid();\n' });
    const heard: unknown[] = [];
    const listening: Rule = {
      ...rename,
      find: (_file, _project, settings) => {
        heard.push(settings);
        return [];
      },
    };
    await run(tree, { linkTokenUrl: '/api/link', rules: [listening] });
    await run(tree, { linkTokenUrl: 'https://x.example/api', rules: [listening] });
    await run(tree, { sdk: 'keep', rules: [listening] });
    expect(heard).toEqual([
      { linkTokenUrl: '/api/link' },
      { linkTokenUrl: 'https://x.example/api' },
      { sdk: 'keep' },
    ]);
    for (const linkTokenUrl of ['', 'x', "/a'+b", '/a b', '//']) {
      await expect(run(tree, { linkTokenUrl })).rejects.toMatchObject({ exitCode: 2 });
    }
  });
});

describe('without writing', () => {
  test('--dry-run prints the diff and exits 0 whatever it found', async () => {
    const tree = repository({
      'a.js': 'x();\nplaid();\n',
      'b.js': 'plaidManual();\n',
      'c.js': 'plaid(',
    });
    tree.write('a.js', 'x();\nplaid();\n// dirty\n');
    const { code, stdout, stderr } = await run(tree, { dryRun: true });
    expect(code).toBe(0);
    expect(stdout).toContain(
      '--- a/a.js\n+++ b/a.js\n@@ -1,3 +1,3 @@\n x();\n-plaid();\n+link();\n // dirty\n\na.js\n',
    );
    expect(stdout).toContain('would be rewritten  1');
    expect(stderr).toBe('Nothing was written.\n');
    expect(tree.read('a.js')).toBe('x();\nplaid();\n// dirty\n');
  });

  test('--check exits 1 when a file would change or a person has to look', async () => {
    const check = async (text: string) => {
      const tree = repository({ 'a.js': text });
      const { code } = await run(tree, { check: true, dryRun: true });
      expect(tree.read('a.js')).toBe(text);
      return code;
    };
    expect(await check('plaid();\n')).toBe(1);
    expect(await check('plaidManual();\n')).toBe(1);
    expect(await check('plaidOther();\n')).toBe(0);
  });

  test('colours the diff on a terminal and shows control characters', async () => {
    const tree = repository({ 'a.js': 'plaid();\t// \u001b[2J\r\n' });
    const { stdout } = await run(tree, { dryRun: true, colour: true });
    expect(stdout).toContain('\u001b[31m-plaid();\t// \\u001b[2J\u001b[39m\n');
    expect(stdout).toContain('\u001b[32m+link();');
    expect((await run(tree, { dryRun: true })).stdout).not.toContain('\u001b');
  });

  test('prints no key, no token and no value of an .env file', async () => {
    const everywhere = replacing(/plaid\(/, 'link(');
    const env = ruleFor(/PLAID_PUBLIC_KEY=.*\n/, ({ start, end, match }, { path }) => ({
      message: `Removed ${match[0]}`,
      edits: [{ path, start, end, text: '' }],
    }));
    const tree = repository({
      'a.js': `plaid('${key}', { key: 'hush-hush', token: 'access-sandbox-hush' });\n`,
      '.env': `OTHER=hush\nPLAID_PUBLIC_KEY=${key}\nMORE="hush\nhush"\n`,
    });
    for (const format of ['text', 'json']) {
      const { stdout, stderr } = await run(tree, {
        dryRun: true,
        format,
        rules: [everywhere, env],
      });
      expect(stdout).toContain('[redacted]');
      expect(stdout).toContain('PLAID_PUBLIC_KEY');
      expect(stdout + stderr).not.toContain('hush');
      expect(stdout + stderr).not.toContain(key);
    }
  });
});

describe('the git check', () => {
  test('refuses a dirty tree, names the files, and goes on with --allow-dirty', async () => {
    const tree = repository({ 'a.js': 'plaid();\n', 'b.js': 'x();\n' });
    tree.write('b.js', 'mine();\n');
    await expect(run(tree)).rejects.toMatchObject({
      message: 'There are changes that are not committed:\n  b.js',
      hint: expect.stringContaining('--allow-dirty'),
      exitCode: 2,
    });
    expect(tree.read('a.js')).toBe('plaid();\n');
    expect((await run(tree, { allowDirty: true })).code).toBe(0);
    expect(tree.read('a.js')).toBe('link();\n');
  });

  test('looks at the given paths, and does not mind a dirty tree with nothing to rewrite', async () => {
    const tree = repository({ 'src/a.js': 'plaid();\n', 'docs/b.js': 'x();\n' });
    tree.write('docs/b.js', 'mine();\n');
    expect((await run(tree, { paths: ['src'] })).code).toBe(0);
    expect((await run(tree)).code).toBe(0);
  });

  test('goes on without a repository, and says so', async () => {
    const tree = tempTree({ 'a.js': 'plaid();\n' });
    const { code, stderr } = await run(tree);
    expect(code).toBe(0);
    expect(stderr).toBe('Written without a way back: this is no git repository.\n');
    expect(tree.read('a.js')).toBe('link();\n');
  });
});

describe('the summary adds up', () => {
  const tree = () => {
    const all = repository({
      'src/rewritten.js': 'plaid();\n',
      'src/decide.js': 'plaid();\nplaidDecide();\n',
      'src/manual.js': 'plaidManual();\n',
      'src/broken.js': 'plaid(;\n',
      'src/merge.js': '<<<<<<< a\nplaid();\n=======\nplaid(1);\n>>>>>>> b\n',
      'src/other.js': 'nothing();\n',
      'src/mention.js': '// Plaid\n',
      'src/utf16.js': Buffer.from('\uFEFFplaid();\n', 'utf16le'),
      'src/latin1.js': Buffer.from('plaid("\xe9");\n', 'latin1'),
      'src/binary.js': Buffer.from('plaid\0\0\0();\n'),
      'src/min.min.js': 'plaid();\n',
      'src/big.js': `plaid();${'/* x */'.repeat(200_000)}\n`,
      'src/types.d.ts': 'declare var plaid: string;\n',
      'node_modules/p/a.js': 'plaid();\n',
      'src/picture.png': Buffer.from([0x89, 0x50]),
      '.gitignore': 'ignored.js\n',
      'ignored.js': 'plaid();\n',
    });
    symlinkSync('src', all.path('loop'));
    symlinkSync('.', all.path('src/self'));
    return all;
  };

  test.each(['write', 'check', 'dry-run'])('in mode %s', async (mode) => {
    const project = tree();
    const before = new Map(project.list().map((file) => [file, project.bytes(file)]));
    const { counts, files, skipped } = await runJson(project, {
      check: mode === 'check',
      dryRun: mode === 'dry-run',
    });
    const { seen, withoutPlaid, skippedFor, ...states } = counts;
    expect(Object.values(states).reduce((sum, each) => sum + each, 0)).toBe(seen);
    expect(states).toEqual({
      rewritten: 1,
      needsDecision: 1,
      manual: 1,
      failed: 2,
      stopped: 0,
      untouched: 2,
      skipped: 7,
    });
    expect(withoutPlaid).toBe(1);
    expect(skippedFor).toEqual({
      'utf-16': 1,
      'not-utf-8': 1,
      binary: 1,
      minified: 1,
      'too-large': 1,
      declarations: 1,
      ignored: 1,
    });
    expect(skipped.map(({ path }) => path)).toContain('node_modules');
    expect(files.map(({ path, state }) => `${path} ${state}`)).toEqual([
      'src/broken.js failed',
      'src/decide.js needs-decision',
      'src/manual.js manual',
      'src/merge.js failed',
      'src/rewritten.js rewritten',
    ]);
    const written = mode === 'write' ? ['src/decide.js', 'src/rewritten.js'] : [];
    const changed = [...before].filter(([file, bytes]) => !project.bytes(file).equals(bytes));
    expect(changed.map(([file]) => file)).toEqual(written);
    expect(project.list()).toEqual([...before.keys()]);
  });

  test('as text, with the reasons, and what could not be read is named', async () => {
    const { stdout, code } = await run(tree());
    expect(code).toBe(1);
    expect(stdout).toContain(
      'src/utf16.js was left out: it is UTF-16; convert it to UTF-8 first.\n',
    );
    expect(stdout).toContain('src/latin1.js was left out: it is not UTF-8; convert it first.\n');
    expect(stdout).not.toContain('min.min.js was');
    expect(stdout.slice(stdout.indexOf('Files\n'))).toBe(
      'Files\n' +
        '  rewritten            1\n' +
        '  needing a decision   1\n' +
        '  to rewrite by hand   1\n' +
        '  failed               2\n' +
        '  untouched            2\n' +
        '  skipped              7\n' +
        '    binary             1\n' +
        '    declarations       1\n' +
        '    ignored            1\n' +
        '    minified           1\n' +
        '    not-utf-8          1\n' +
        '    too-large          1\n' +
        '    utf-16             1\n' +
        '  seen                14\n',
    );
    expect((await run(tree(), { verbose: true })).stdout).toContain(
      'src/min.min.js was left out: it is minified; change its source.\n',
    );
  });
});

describe('bad input', () => {
  test('no path, a missing one, an empty one, two repositories', async () => {
    const tree = repository({ 'a.js': 'plaid();\n' });
    const elsewhere = repository({ 'b.js': 'plaid();\n' });
    const refused = [[], ['nope'], [''], ['a.js', elsewhere.path('b.js')], ['.', '../nope']];
    for (const paths of refused) {
      await expect(run(tree, { paths }), paths.join()).rejects.toMatchObject({
        exitCode: 2,
        hint: expect.any(String),
      });
    }
    expect(tree.read('a.js')).toBe('plaid();\n');
  });

  test('a path outside of the repository we stand in is worked on in its own', async () => {
    const tree = repository({ 'a.js': 'plaid();\n' });
    const elsewhere = repository({ 'b.js': 'plaid();\n' });
    elsewhere.write('b.js', 'plaid();\n// mine\n');
    await expect(run(tree, { paths: [elsewhere.root] })).rejects.toThrow('not committed');
    elsewhere.git('commit', '--all', '--quiet', '--message', 'x');
    expect((await run(tree, { paths: [elsewhere.root] })).code).toBe(0);
    expect(elsewhere.read('b.js')).toBe('link();\n// mine\n');
    expect(tree.read('a.js')).toBe('plaid();\n');
  });

  test('nothing to look at is said', async () => {
    const tree = repository({ 'docs/a.txt': 'plaid' });
    mkdirSync(tree.path('empty'));
    expect(await run(tree, { paths: ['docs', 'empty'] })).toEqual({
      code: 0,
      stdout:
        'Nothing to rewrite: no file of docs, empty names Plaid.\n' +
        'Files\n  rewritten  0\n  seen       0\n',
      stderr: '',
    });
    const named = await run(tree, { paths: ['docs/a.txt'] });
    expect(named.code).toBe(1);
    expect(named.stdout).toContain('docs/a.txt was left out: it is of a type');
  });

  test.each([
    ['\uFEFFplaid();\r\nx();\r\n', '\uFEFFlink();\r\nx();\r\n'],
    ['plaid();\r\nx();\nplaid();', 'link();\r\nx();\nlink();'],
    ['plaid();', 'link();'],
    ['', ''],
  ])('%j becomes %j', async (text, expected) => {
    const tree = repository({ 'a.js': text });
    expect((await run(tree)).code).toBe(0);
    expect(tree.bytes('a.js')).toEqual(Buffer.from(expected));
  });

  test('a file that changes while we run is left alone, and exits 1', async () => {
    const tree = repository({ 'a.js': 'plaid();\n', 'b.js': 'plaid();\n' });
    const editor: Rule = {
      ...rename,
      find: (file, ...rest) => {
        if (file.path === 'b.js') tree.write('a.js', 'plaid();\n// saved\n');
        return rename.find(file, ...rest);
      },
    };
    const { code, stdout } = await run(tree, { rules: [editor], allowDirty: true });
    expect(code).toBe(1);
    expect(stdout).toContain('a.js\n     1  rewritten');
    expect(stdout).toContain('  failed  The file was changed meanwhile.\n');
    expect([tree.read('a.js'), tree.read('b.js')]).toEqual(['plaid();\n// saved\n', 'link();\n']);
  });

  test('a rule that throws fails its file alone; --debug says where', async () => {
    const tree = repository({ 'a.js': 'plaid();\n', 'b.js': 'plaid();\n' });
    const throwing: Rule = {
      ...manual,
      mightApply: () => true,
      find: (file) => {
        if (file.path === 'a.js') throw new TypeError(`Cannot read ${key}`);
        return [];
      },
    };
    const quiet = await run(tree, { rules: [rename, throwing] });
    expect(quiet.code).toBe(1);
    expect(quiet.stdout).toContain('Cannot read [redacted]');
    expect(quiet.stderr).not.toContain(' at ');
    expect([tree.read('a.js'), tree.read('b.js')]).toEqual(['plaid();\n', 'link();\n']);
    const debugged = await run(tree, { rules: [rename, throwing], debug: true, allowDirty: true });
    expect(debugged.stderr).toMatch(/^a\.js: TypeError: .*\n {4}at /);
  });
});

test('packages are raised, and installing them is asked for', async () => {
  const needing = ruleFor(/plaid\(/, ({ start, end }, { path }) => ({
    edits: [{ path, start, end, text: 'link(' }],
    packages: [{ name: 'react-plaid-link', version: '^3.4.0' }],
  }));
  const tree = repository({
    'package.json': '{"dependencies":{"react-plaid-link":"^1.0.0"}}',
    'src/a.js': 'plaid();\n',
  });
  const { stdout, stderr } = await run(tree, { paths: ['src'], rules: [needing] });
  expect(tree.read('package.json')).toBe('{"dependencies":{"react-plaid-link":"^3.4.0"}}');
  expect(stdout).toContain('package.json\n  changed for the sake of another file\n');
  expect(stdout).toMatch(/rewritten {2}2\n {2}seen {7}2\n$/);
  expect(stderr).toContain('run your package manager');
});

test('requests for link tokens are printed as the endpoint to add', async () => {
  const asking = ruleFor(/plaid\(/, ({ start, end }, { path }) => ({
    edits: [{ path, start, end, text: 'link(' }],
    request: {
      purpose: 'link',
      fields: [
        { name: 'client_name', value: { kind: 'literal', value: 'Acme' } },
        { name: 'webhook', value: { kind: 'expression', text: `origin + '/${key}'` } },
      ],
      notes: ['Mind the webhook.'],
    },
  }));
  const tree = repository({ 'a.js': 'plaid();\n', 'b.js': 'plaid();\n' });
  const { stdout } = await run(tree, { rules: [asking], dryRun: true });
  expect(stdout).toContain('\nFor a.js:1, b.js:1\n{\n');
  expect(stdout).toContain('"client_name": "Acme"');
  expect(stdout).toContain('  - Mind the webhook.\n');
  expect(stdout).not.toContain(key);
  const json = await run(tree, { rules: [asking], format: 'json' });
  expect(JSON.parse(json.stdout)).toMatchObject({
    schemaVersion: 1,
    codemod: {
      linkTokenRequests: [
        {
          purpose: 'link',
          sites: [
            { path: 'a.js', line: 1 },
            { path: 'b.js', line: 1 },
          ],
        },
      ],
    },
  });
  expect(json.stdout).not.toContain(key);
});

describe('--format of report', () => {
  const tree = () =>
    repository({ 'a.js': 'plaid();\nplaidDecide();\n', 'b.js': 'plaidManual();\n' });

  test.each(['dryRun', 'check'] as const)(
    'sarif with %s has a result for all that is left',
    async (mode) => {
      const { stdout } = await run(tree(), { [mode]: true, format: 'sarif' });
      const log: { readonly runs: readonly { readonly results: readonly { ruleId: string }[] }[] } =
        JSON.parse(stdout);
      expect(log.runs[0]?.results.map(({ ruleId }) => ruleId)).toEqual([
        'test/rename',
        'test/decide',
        'test/manual',
      ]);
    },
  );

  test('github annotates what is left, and after a rewrite what is still left', async () => {
    const dry = await run(tree(), { dryRun: true, format: 'github' });
    expect(dry.code).toBe(0);
    expect(dry.stdout.match(/^::error file=/gm)).toHaveLength(3);
    const wet = await run(tree(), { format: 'github' });
    expect(wet.code).toBe(1);
    expect(wet.stdout.match(/^::error file=[ab]\.js,line=\d/gm)).toEqual([
      '::error file=a.js,line=2',
      '::error file=b.js,line=1',
    ]);
  });

  test('the findings have the fingerprints that report gives them', async () => {
    const folder = tree();
    const document: Report = JSON.parse(
      (await run(folder, { dryRun: true, format: 'json' })).stdout,
    );
    const host = fakeHost({ cwd: folder.root });
    const questions = async () => ({ rules: allRules, webhookHandlersOf: () => [] });
    await report([], { format: ['json'] }, host, questions);
    const reported: Report = JSON.parse(host.written.stdout);
    expect(document.findings).toEqual(reported.findings);
  });

  test('no other format is one of codemod', async () => {
    await expect(run(tree(), { format: 'html' })).rejects.toMatchObject({
      hint: 'Give one of: text, json, sarif, github.',
    });
  });
});
