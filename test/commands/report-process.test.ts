import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
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

/** Prints what the program imports. */
const logImports = `data:text/javascript,${encodeURIComponent(
  `import { registerHooks } from 'node:module';
   registerHooks({ resolve(name, context, next) {
     console.error('imports ' + name);
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
  const tree = tempTree({});
  for (let index = 0; index < 200; index += 1) tree.write(`hook-${String(index)}.js`, handler);
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
  expect(imports).toContain('imports ./report.js\n');
  expect(imports).not.toMatch(/imports (?:better-sqlite3|\.\/(?:parser|rules)\.js)/);
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
  expect(stdout).toContain(
    'Warning: the one webhook handler in your code knows only the legacy format.\n' +
      'It would lose what upgraded Items send:\n  server.js:2\n',
  );
  expect((await plan()).stdout).not.toContain('Warning');
  const json: { readonly plan: { readonly handlers: unknown } } = JSON.parse(
    (await plan('--code', '.', '--format', 'json')).stdout,
  );
  expect(json.plan.handlers).toEqual({ total: 1, legacy: ['server.js:2'] });
  expect((await plan('--code', 'nowhere')).code).toBe(2);
});

test('demo ends with the report that shows the road done', async () => {
  const { code, stdout } = await runBin(['demo', '--rows', '100', '--quiet']);
  expect(code).toBe(0);
  const roads = stdout.split('The road\n').slice(1);
  const states = roads.map((road) =>
    road
      .split('\n')
      .slice(0, 4)
      .map((line) => line.trim().split(/\s+/).slice(0, 2).join(' ')),
  );
  expect(states).toEqual([
    ['handlers open', 'tokens unknown', 'server open', 'client open'],
    ['handlers done', 'tokens done', 'server done', 'client done'],
  ]);
});

test('the workflow of the examples runs as it stands, and stops what is new', async () => {
  const text = readFileSync(
    join(import.meta.dirname, '../../examples/github-workflow.yml'),
    'utf8',
  );
  const workflow: { readonly jobs: { readonly report: { readonly steps: readonly Step[] } } } =
    parse(text);
  const line = workflow.jobs.report.steps.find(({ name }) => name === 'Report')?.run ?? '';
  expect(line).toMatch(/^npx --yes plaid-migrate report --baseline plaid-baseline\.json /);
  const tree = tempTree({ 'server.js': handler, 'summary.md': '' });
  tree.commit();
  // As a runner does it, with this build in place of the package.
  const command = line.replace('npx --yes plaid-migrate', '"$NODE" "$BIN"');
  const step = async (more = '') => {
    const child = spawn('bash', ['-e', '-c', command + more], {
      cwd: tree.root,
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        NODE: process.execPath,
        BIN: binPath,
        GITHUB_STEP_SUMMARY: tree.path('summary.md'),
        CI: 'true',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => void (stdout += part));
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, stdout };
  };
  expect((await step(' --update-baseline')).code).toBe(0);
  expect(await step()).toEqual({ code: 0, stdout: '' });
  tree.write('more.js', handler);
  const { code, stdout } = await step();
  expect(code).toBe(1);
  expect(stdout).toMatch(/^::error file=more\.js,line=3,/m);
  expect(stdout).not.toContain('server.js');
  expect(tree.read('summary.md').match(/^## Plaid migration$/gm)).toHaveLength(3);
  expect(tree.read('plaid.sarif')).toContain('"baselineState": "new"');
  expect(tree.read('plaid-report.html')).toContain('more.js');
});

interface Step {
  readonly name?: string;
  readonly run?: string;
}
