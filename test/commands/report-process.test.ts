import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { tempTree } from '../codemod/temp-tree.ts';
import { binPath, runBin } from '../run-bin.ts';

const handler = `const app = require('express')();
app.post('/plaid/webhook', (req, res) => {
  switch (req.body.code) {
    case 0: first(req.body.access_token); break;
    case 2: more(req.body.access_token); break;
  }
  res.sendStatus(200);
});
`;

/** Prints every package the program imports. */
const logImports = `data:text/javascript,${encodeURIComponent(
  `import { registerHooks } from 'node:module';
   registerHooks({ resolve(name, context, next) {
     if (/^[a-z@]/.test(name) && !name.startsWith('node:')) console.error('imports ' + name);
     return next(name, context);
   } });`,
)}`;

test('report finds a handler, and where it stands on the road', async () => {
  const tree = tempTree({ 'server.js': handler });
  const { code, stdout, stderr } = await runBin(['report'], { cwd: tree.root });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('Code 0 (the first transactions are there) becomes TRANSACTIONS /');
  expect(stdout).toContain('handlers  open     1 handler knows the legacy format alone.');
  expect((await runBin(['report', '--fail-on', 'legacy-webhook'], { cwd: tree.root })).code).toBe(
    1,
  );
});

test('a reader that leaves early ends it without a word', async () => {
  // More than a pipe holds.
  const files = Array.from({ length: 200 }, (_, index) => [`hook-${String(index)}.js`, handler]);
  const tree = tempTree(Object.fromEntries(files));
  const child = spawn(process.execPath, [binPath, 'report', '--format', 'json'], {
    cwd: tree.root,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'] },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  let size = 0;
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (stderr += text));
  child.stdout.once('data', (chunk: Buffer) => {
    size = chunk.length;
    child.stdout.destroy();
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
  expect(size).toBeGreaterThan(0);
});

test('loads no parser where nothing is of Plaid', async () => {
  const tree = tempTree({ 'a.js': 'other();\n', 'b.ts': 'export const x = 1;\n' });
  const node = spawn(process.execPath, ['--import', logImports, binPath, 'report'], {
    cwd: tree.root,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'] },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let imports = '';
  node.stderr.setEncoding('utf8').on('data', (text: string) => void (imports += text));
  await new Promise((resolve) => node.once('close', resolve));
  expect(imports).toContain('imports commander');
  expect(imports).not.toMatch(/imports (?:ts-morph|typescript|better-sqlite3|diff)/);
});

test('tokens --code says in its plan which handlers are not ready', async () => {
  const token = 'ab'.repeat(80);
  const tree = tempTree({ 'server.js': handler, 'tokens.csv': `id,access_token\n1,${token}\n` });
  const plan = async (...args: readonly string[]) =>
    runBin(['tokens', '--from', 'tokens.csv', '--env', 'sandbox', '--dry-run', ...args], {
      cwd: tree.root,
    });
  const { code, stdout } = await plan('--code', '.');
  expect(code).toBe(0);
  expect(stdout).toContain('Warning: 1 of 1 webhook handlers know the legacy format alone');
  expect(stdout).toMatch(/^ {2}server\.js:2$/m);
  expect((await plan()).stdout).not.toContain('Warning');
  const json: { readonly plan: { readonly handlers: unknown } } = JSON.parse(
    (await plan('--code', '.', '--format', 'json')).stdout,
  );
  expect(json.plan.handlers).toEqual({ total: 1, legacy: ['server.js:2'] });
  expect((await plan('--code', 'nowhere')).code).toBe(2);
});
