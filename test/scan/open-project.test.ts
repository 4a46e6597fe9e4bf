import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openProject, type OpenedProject } from '../../src/scan/open-project.ts';
import { tempRepository, withoutRights, type Files } from './temp-tree.ts';

function open(files: Files, ...paths: string[]): Promise<OpenedProject> {
  return openProject({ cwd: tempRepository(files), paths: paths.length === 0 ? ['.'] : paths });
}

function reasons({ skipped }: OpenedProject): string[] {
  return skipped.map(({ path, reason }) => `${path}: ${reason}`);
}

describe('what names Plaid', () => {
  test.each(['Plaid', 'plaid', 'PLAID_KEY', 'usePlaidLink'])('%s', async (name) => {
    const { project, withoutPlaid } = await open({ 'a.js': `let ${name};`, 'b.js': 'let laid;' });
    expect([...project.files.keys()]).toEqual(['a.js']);
    expect(withoutPlaid).toBe(1);
  });

  test('nothing of a longer file is seen in a shorter one read after it', async () => {
    const { project } = await open({ 'a.js': `${'x'.repeat(99)} Plaid`, 'b.js': 'y', 'c.js': '' });
    expect([...project.files.keys()]).toEqual(['a.js']);
  });

  test('files come in path order, whatever the order of the disk', async () => {
    const paths = ['z.js', 'b/a.js', 'b.js', 'a.js', 'B.js', 'é.js'];
    const { project } = await open(Object.fromEntries(paths.map((path) => [path, 'plaid'])));
    expect([...project.files.keys()]).toEqual(paths.toSorted());
  });
});

describe('what is not read', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['UTF-16 with a byte order mark', Buffer.from('\uFEFFPlaid', 'utf16le'), 'utf-16'],
    ['UTF-16 without', Buffer.from('Plaid', 'utf16le'), 'utf-16'],
    ['UTF-16, big end first', Buffer.from('\uFEFFPlaid', 'utf16le').swap16(), 'utf-16'],
    ['Latin-1', Buffer.from('// Plaid für alle', 'latin1'), 'not-utf-8'],
    ['a character cut in two', Buffer.from('// Plaid ü').subarray(0, -1), 'not-utf-8'],
    ['a NUL', 'Plaid\0', 'binary'],
    ['more than a megabyte', `Plaid${' '.repeat(1_000_000)}`, 'too-large'],
    ['minified', `Plaid;${'var a=function(b){return b(1)};'.repeat(400)}`, 'minified'],
    ['a source map', 'Plaid;\n//# sourceMappingURL=app.js.map\n', 'built'],
    ['webpack', 'Plaid;\n__webpack_require__(1);\n', 'built'],
  ])('%s', async (_, content, reason) => {
    const opened = await open({ 'a.js': content, 'b.js': 'Plaid' });
    expect(reasons(opened)).toEqual([`a.js: ${reason}`]);
    expect([...opened.project.files.keys()]).toEqual(['b.js']);
  });

  test('what does not name Plaid needs no reason', async () => {
    const opened = await open({
      'utf16.js': Buffer.from('\uFEFFhello', 'utf16le'),
      'latin1.js': Buffer.from('für', 'latin1'),
      'binary.js': '\0',
      'minified.js': 'var a=function(b){return b(1)};'.repeat(400),
    });
    expect(opened).toMatchObject({ seen: 4, withoutPlaid: 4, skipped: [] });
  });

  test('a file of exactly a megabyte is read, and so are long lines of data', async () => {
    const exact = `Plaid${' '.repeat(999_995)}`;
    const image = `const image = '${'iVBORw0KGgo'.repeat(900)}'; Plaid;`;
    const snippet = `${'var a=function(b){return b(1)};'.repeat(50)}\n${'let a = Plaid;\n'.repeat(200)}`;
    const files = { 'exact.js': exact, 'image.js': image, 'snippet.js': snippet };
    const { project } = await open(files);
    expect([...project.files.keys()]).toEqual(Object.keys(files));
    expect(project.files.get('exact.js')?.text).toHaveLength(1_000_000);
  });

  test('a bundle of 50 MB', async () => {
    const bundle = Buffer.alloc(50_000_000, 'Plaid.create({});\n');
    const opened = await open({ 'vendor.js': bundle, 'a.js': 'Plaid' }, 'vendor.js', '.');
    expect(opened.skipped).toEqual([
      { path: 'vendor.js', kind: 'file', reason: 'too-large', named: true },
    ]);
  });

  test('a file that may not be read', async () => {
    const root = tempRepository({ 'closed.js': 'Plaid', 'open.js': 'other' });
    chmodSync(root, 0o755);
    chmodSync(join(root, 'closed.js'), 0);
    // All reading is done before the promise is there.
    const opened = await withoutRights(() => openProject({ cwd: root, paths: ['.'] }));
    expect(reasons(opened)).toEqual(['closed.js: unreadable']);
  });

  test('minified code that is named is taken', async () => {
    const code = `Plaid;${'var a=function(b){return b(1)};'.repeat(400)}`;
    const { project } = await open({ 'app.js': code }, 'app.js');
    expect([...project.files.keys()]).toEqual(['app.js']);
  });
});

test('the counts add up', async () => {
  const opened = await open({
    '.gitignore': 'ignored.js\ngenerated/',
    'ignored.js': 'Plaid',
    'generated/a.js': 'Plaid',
    'node_modules/plaid/index.js': 'Plaid',
    'plaid.d.ts': 'Plaid',
    'a.js': 'Plaid',
    'b.vue': '<script>Plaid</script>',
    'c.js': 'other',
    'd.json': '{}',
    'nul.js': 'Plaid\0',
    'picture.png': 'Plaid',
  });
  expect(reasons(opened)).toEqual([
    'generated: ignored',
    'ignored.js: ignored',
    'node_modules: dependencies',
    'nul.js: binary',
    'plaid.d.ts: declarations',
  ]);
  expect(opened.seen).toBe(7);
  expect(opened.project.files.size).toBe(2);
  expect(opened.withoutPlaid).toBe(2);
});

describe('the text of a file', () => {
  test.each<[string, string | Uint8Array, string, boolean]>([
    ['a byte order mark', '\uFEFFPlaid\n', 'Plaid\n', true],
    ['two of them', '\uFEFF\uFEFFPlaid', '\uFEFFPlaid', true],
    ['CRLF', 'Plaid\r\n\r\n', 'Plaid\r\n\r\n', false],
    ['mixed line ends', 'Plaid\r\n\n\r', 'Plaid\r\n\n\r', false],
    ['no line end', 'Plaid', 'Plaid', false],
    ['characters beyond the first plane', '// Plaid 😀', '// Plaid 😀', false],
  ])('%s', async (_, content, text, bom) => {
    const { project } = await open({ 'a.js': content });
    const file = project.files.get('a.js');
    expect(file).toMatchObject({ path: 'a.js', kind: 'script', text, bom });
    expect(file?.scripts[0]?.source.text).toBe(text);
  });
});

describe('files beside those that name Plaid', () => {
  const files = {
    '.gitignore': 'local.js',
    'src/a.js': 'Plaid; linkHandler',
    'src/b.js': 'linkHandler.open()',
    'local.js': 'linkHandler',
    'other/c.js': 'linkHandler',
  };

  test('are loaded on demand, and stay the same object', async () => {
    const { project } = await open(files, 'src');
    expect(project.load('other/c.js')?.text).toBe('linkHandler');
    expect(project.load('other/c.js')).toBe(project.load('other/c.js'));
    expect(project.load('src/a.js')).toBe(project.files.get('src/a.js'));
    expect(project.load('nowhere.js')).toBeUndefined();
    expect(project.load('src')).toBeUndefined();
    expect(project.load('../outside.js')).toBeUndefined();
  });

  test('are found by a name in them, where they were asked for', async () => {
    const { project, includes } = await open(files, 'src');
    expect(project.mentioning('linkHandler').map(({ path }) => path)).toEqual([
      'src/a.js',
      'src/b.js',
    ]);
    expect(project.mentioning('nobody')).toEqual([]);
    expect(includes('src/b.js')).toBe(true);
    expect(includes('local.js')).toBe(false);
    expect(includes('other/c.js')).toBe(false);
  });

  test('links are followed inside of the root and never out of it', async () => {
    const root = tempRepository({ 'a.js': 'Plaid', 'shared/b.js': 'b' });
    const outside = tempRepository({ 'secret.js': 'secret' });
    symlinkSync('shared/b.js', join(root, 'inside.js'));
    symlinkSync(outside, join(root, 'outside'));
    const { project } = await openProject({ cwd: root, paths: ['.'] });
    expect(project.load('inside.js')?.path).toBe('shared/b.js');
    expect(project.load('outside/secret.js')).toBeUndefined();
  });

  test('may be gone when they are asked for', async () => {
    const root = tempRepository(files);
    const { project } = await openProject({ cwd: root, paths: ['.'] });
    rmSync(join(root, 'src/b.js'));
    mkdirSync(join(root, 'src/b.js'));
    expect(project.mentioning('linkHandler').map(({ path }) => path)).toEqual([
      'other/c.js',
      'src/a.js',
    ]);
    writeFileSync(join(root, 'other/c.js'), 'changed');
    expect(project.load('other/c.js')?.text).toBe('linkHandler');
  });
});

test.each([
  ['Plaid', true],
  ['nothing', false],
])('the parser is loaded for files that name Plaid alone: %s', (text, expected) => {
  const root = tempRepository({ 'a.js': text });
  const module = join(import.meta.dirname, '../../src/scan/open-project.ts');
  const program = `
    const { openProject } = await import(process.argv[1]);
    const { createRequire } = await import('node:module');
    await openProject({ cwd: process.argv[2], paths: ['.'] });
    const loaded = Object.keys(createRequire(process.argv[1]).cache);
    console.log(loaded.some((file) => file.includes('ts-morph')));
  `;
  const args = ['--input-type=module', '--eval', program, module, root];
  const output = execFileSync(process.execPath, args, { encoding: 'utf8' });
  expect(output.trim()).toBe(String(expected));
});

test('trees are let go once they are many, and parsed anew when they are asked for', async () => {
  const code = 'Plaid.create({});\n'.repeat(50_000);
  const { project, trim } = await open({ 'a.js': code, 'b.js': code, 'c.js': code });
  const [a, b, c] = [...project.files.values()].map(({ scripts }) => scripts);
  trim();
  const again = [...project.files.values()].map(({ scripts }) => scripts);
  expect(again[0]).not.toBe(a);
  expect(again).toMatchObject([a, b, c].map((scripts) => [{ scope: scripts?.[0]?.scope }]));
  const small = await open({ 'a.js': 'Plaid.create({});' });
  const kept = small.project.files.get('a.js')?.scripts;
  small.trim();
  expect(small.project.files.get('a.js')?.scripts).toBe(kept);
});
