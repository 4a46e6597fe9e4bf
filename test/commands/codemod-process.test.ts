import { spawn } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { tempTree, type TempTree } from '../codemod/temp-tree.ts';
import { binPath, type RunResult } from '../run-bin.ts';

const page = (
  extra = '',
) => `<script src="https://cdn.plaid.com/link/v2/stable/link-initialize.js"></script>
<script>
  var handler = Plaid.create({
    clientName: 'Acme',
    env: 'sandbox',
    key: '5d1fa2b3c4d5e6f7a8b9c0d1',
    product: ['auth'],
    onSuccess: function (public_token) {
      fetch('/get_access_token', { method: 'POST', body: public_token });
    },
  });
  document.getElementById('link').onclick = function () { handler.open(); };
</script>
${extra}`;

/** Prints what the program imports. */
const logImports = `data:text/javascript,${encodeURIComponent(
  `import { registerHooks } from 'node:module';
   registerHooks({ resolve(name, context, next) {
     console.error('imports ' + name);
     return next(name, context);
   } });`,
)}`;

/** Runs the built program, with something on its standard input. */
async function run(
  tree: TempTree,
  args: readonly string[],
  options: {
    readonly stdin?: string | Buffer;
    readonly node?: readonly string[];
    readonly shell?: string;
  } = {},
): Promise<RunResult & { readonly out: Buffer }> {
  const { stdin = '', node = [], shell = '' } = options;
  const words = [...node, binPath, 'codemod', ...args];
  const child = spawn('bash', ['-c', `${shell} exec "$0" "$@"`, process.execPath, ...words], {
    cwd: tree.root,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'] },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const out: Buffer[] = [];
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => void out.push(chunk));
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (stderr += text));
  child.stdin.on('error', () => {});
  child.stdin.end(stdin);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  const all = Buffer.concat(out);
  return { code, stdout: all.toString(), stderr, out: all };
}

test('a real page is rewritten by the real rules, and left alone by the second run', async () => {
  const tree = tempTree({ 'index.html': page() });
  tree.commit();
  const first = await run(tree, ['.']);
  // No server is there to answer the page: a note says what to write.
  expect(first).toMatchObject({ code: 1, stderr: '' });
  expect(first.stdout).toContain('index.html\n');
  expect(tree.list()).toEqual(['index.html', 'plaid-link-token.md']);
  expect(tree.read('plaid-link-token.md')).not.toContain('5d1fa2b3');
  const rewritten = tree.read('index.html');
  expect(rewritten).not.toContain('5d1fa2b3');
  expect(rewritten).toContain('link_token');
  tree.git('commit', '--all', '--quiet', '--message', 'x');
  expect(await run(tree, ['.'])).toMatchObject({ code: 0 });
  expect(tree.read('index.html')).toBe(rewritten);
});

test('the parser is loaded for files that name Plaid, and for no others', async () => {
  const tree = tempTree({ 'a.js': 'other();\n' });
  const idle = await run(tree, ['.'], { node: ['--import', logImports] });
  expect(idle.code).toBe(0);
  expect(idle.stderr).toContain('imports ./codemod.js\n');
  expect(idle.stderr).not.toMatch(/imports \.\/(?:parser|rules)\.js/);
  tree.write('a.js', 'plaid();\n');
  expect((await run(tree, ['.'], { node: ['--import', logImports] })).stderr).toContain(
    'imports ./parser.js\n',
  );
});

describe('--stdin', () => {
  test('rewrites text to text, and says the rest on standard error', async () => {
    const tree = tempTree({});
    const stdin = `\uFEFF${page().replaceAll('\n', '\r\n')}`;
    const result = await run(tree, ['--stdin', '--stdin-path', 'views/index.html'], { stdin });
    expect(result.code).toBe(0);
    expect(result.stdout).toMatch(/^\uFEFF<script src="[^"]*"><\/script>\r\n<script>\r\n/);
    expect(result.stdout).toContain('link_token');
    expect(result.stdout).not.toContain('5d1fa2b3');
    expect(result.stdout.replaceAll('\r\n', '')).not.toContain('\n');
    expect(result.stderr).toContain('views/index.html\n     3  rewritten');
    expect(tree.list()).toEqual([]);
    const check = ['--stdin', '--stdin-path', 'index.html', '--check', '--quiet'];
    expect(await run(tree, check, { stdin })).toMatchObject({ code: 1, stderr: '' });
  });

  test.each([
    ['a.js', 'no word of it\r\n\n\t', ''],
    ['a.js', '', ''],
    ['a.js', '\uFEFFplaid', ''],
    ['a.js', `const token = 'access-sandbox-12345678-aaaa'; // Plaid ${'0a'.repeat(80)}`, ''],
    ['a.css', '.plaid {}', 'a.css was left alone: it is of a type'],
  ])('gives back %s byte for byte: %j', async (file, stdin, note) => {
    const tree = tempTree({});
    const result = await run(tree, ['--stdin', '--stdin-path', file], { stdin });
    expect(result.code).toBe(0);
    expect(result.out).toEqual(Buffer.from(stdin));
    expect(result.stderr).toContain(note);
  });

  test('code that does not parse comes back as it was, with exit 1', async () => {
    const stdin = 'Plaid.create({ key: 1 \n';
    const result = await run(tempTree({}), ['--stdin', '--stdin-path', 'a.js'], { stdin });
    expect(result).toMatchObject({ code: 1, stdout: stdin });
    expect(result.stderr).toContain('Does not parse');
  });

  test.each([
    [
      Buffer.from('plaid', 'utf16le'),
      ['--stdin', '--stdin-path', 'a.js'],
      'Standard input is UTF-16',
    ],
    [Buffer.from([0x70, 0xff]), ['--stdin', '--stdin-path', 'a.js'], 'Standard input is not UTF-8'],
    ['x', ['--stdin'], '--stdin needs --stdin-path'],
    ['x', ['--stdin-path', 'a.js'], '--stdin-path needs --stdin'],
    ['x', ['--stdin', '--stdin-path', 'a.js', 'b.js'], 'b.js does not go with --stdin'],
    ['x', ['--stdin', '--stdin-path', 'a.js', '--dry-run'], '--dry-run does not go with --stdin'],
    ['x', ['--stdin', '--stdin-path', 'a.js', '--only', 'nope'], 'There is no rule "nope"'],
  ])('refuses %j with %j', async (stdin, args, message) => {
    const result = await run(tempTree({}), args, { stdin });
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toMatch(/^error: /);
    expect(result.stderr).toContain(message);
  });
});

test('a disk that fills up costs the file that does not fit, whole, and says so', async () => {
  // No file may grow beyond 8 KiB: what writes more is told so, as by a full disk.
  const tree = tempTree({ 'a.html': page('x'.repeat(9000)), 'b.html': page() });
  tree.commit();
  const before = tree.read('a.html');
  const result = await run(tree, ['.', '--only', 'link-create'], { shell: 'ulimit -f 8;' });
  expect(result.code).toBe(1);
  expect(result.stdout).toContain(
    'failed  The file could not be written: the disk is full (EFBIG).',
  );
  expect(tree.read('a.html')).toBe(before);
  expect(tree.read('b.html')).toContain('link_token');
  expect(tree.list()).toEqual(['a.html', 'b.html']);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s between two files leaves whole ones and says how many',
  async (signal) => {
    const names = Array.from({ length: 300 }, (_, index) => `p${String(index)}.html`);
    const tree = tempTree({});
    for (const name of names) tree.write(name, page());
    tree.commit();
    const child = spawn(process.execPath, [binPath, 'codemod', '.', '--only', 'link-create'], {
      cwd: tree.root,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'] },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => void (stderr += text));
    const ended = new Promise<number | null>((resolve) => void child.once('close', resolve));
    const written = () => names.filter((name) => tree.read(name) !== page()).length;
    while (child.exitCode === null && written() === 0)
      await new Promise((resolve) => setImmediate(resolve));
    child.kill(signal);
    expect(await ended).toBe(signal === 'SIGINT' ? 130 : 143);
    const count = written();
    expect(count).toBeLessThan(300);
    expect(stderr).toContain(
      `Stopped: ${String(count)} of 300 files were written, each of them whole.`,
    );
    const whole = new Set(names.map(tree.read));
    expect(whole.size).toBe(2);
    expect(tree.list().filter((file) => file.endsWith('.tmp'))).toEqual([]);
  },
);

test('the note for another server is not written where it is there, ignored or only looked for', async () => {
  const note = 'plaid-link-token.md';
  const ours = tempTree({ 'index.html': page(), [note]: '# Ours\n' });
  ours.commit();
  expect((await run(ours, ['.'])).stdout).toContain(`Write the endpoint that ${note} describes.`);
  expect(ours.read(note)).toBe('# Ours\n');
  const ignored = tempTree({ 'index.html': page(), '.plaidmigrateignore': `${note}\n` });
  ignored.commit();
  expect((await run(ignored, ['.'])).stdout).toContain('Write the endpoint on your server');
  expect(ignored.list()).not.toContain(note);
  const looked = tempTree({ 'index.html': page() });
  looked.commit();
  expect((await run(looked, ['.', '--dry-run'])).stdout).toContain('# The endpoint that mints');
  expect((await run(looked, ['.', '--check'])).code).toBe(1);
  expect(looked.list()).toEqual(['index.html']);
});
