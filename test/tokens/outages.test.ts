import { createServer } from 'node:http';
import { hostname } from 'node:os';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { tokens } from '../../src/commands/tokens.ts';
import type { Host, Output } from '../../src/core/host.ts';
import { fastClock } from '../fast-clock.ts';
import { fakeHost } from '../fake-host.ts';
import { statesIn } from './states.ts';
import { settings, withWorkspace, type Workspace } from './workspace.ts';

/** Runs `tokens` here, with a clock that makes a minute of patience take a fraction of a second. */
async function run(workspace: Workspace, options: { concurrency: string; from?: string }) {
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr'): Output => {
    const write = async (text: string) => void (written[name] += text);
    return { isTTY: false, columns: undefined, write, writeRaw: write };
  };
  const host: Host = {
    ...fakeHost({ env: settings, cwd: workspace.folder }),
    pid: process.pid,
    hostname: hostname(),
    stdin: Readable.from([]),
    stdout: output('stdout'),
    stderr: output('stderr'),
    clock: fastClock(200),
  };
  const code = await tokens(
    {
      ledger: 'plaid-migrate.db',
      apiUrl: workspace.simulator.url,
      rate: 'unlimited',
      yes: true,
      ...options,
    },
    host,
  );
  return { code, ...written };
}

test.each([['server-error'], ['maintenance'], ['gateway'], ['drop-before']] as const)(
  'a Plaid that answers nothing but %s is left alone after a few probes, exit 3',
  async (fault) => {
    const items = 300;
    const workspace = await withWorkspace({ items, faults: new Map([[fault, 1]]) });
    const { code, stderr } = await run(workspace, { from: 'tokens.csv', concurrency: '8' });
    expect(code).toBe(3);
    expect(stderr).toContain('Stopped: Plaid did not answer properly for a while');
    expect(stderr).toContain('https://status.plaid.com');
    // Twice the calls in flight open the breaker, with those still under way; then four probes.
    expect(workspace.simulator.calls().total).toBeLessThanOrEqual(3 * 8 + 4);
    const { pending = 0, unknown = 0, ...others } = statesIn(workspace.ledgerPath);
    expect({ sum: pending + unknown, others }).toEqual({ sum: items, others: {} });
  },
);

test('a run that gave tokens up for now does not say that all is done', async () => {
  // Eight tries of one token are too few to call Plaid down.
  const faults = new Map([['drop-before', 1]] as const);
  const workspace = await withWorkspace({ items: 1, faults });
  const { code, stdout } = await run(workspace, { from: 'tokens.csv', concurrency: '8' });
  expect(code).toBe(1);
  expect(statesIn(workspace.ledgerPath)).toEqual({ unknown: 1 });
  expect(stdout).toContain('Go on with the tokens that are left: plaid-migrate tokens');
});

test('nor does one whose last tokens Plaid could not be reached for', async () => {
  const workspace = await withWorkspace({ items: 2 });
  const pilot = await workspace.tokens('--from', 'tokens.csv', '--limit', '1');
  expect(pilot).toMatchObject({ code: 0 });
  const answersOnce = await answerOnceThenLeave(workspace);
  const { code, stdout } = await run(workspace, { concurrency: '8' });
  expect(answersOnce()).toBe(true);
  expect(statesIn(workspace.ledgerPath)).toMatchObject({ migrated: 1 });
  expect(stdout).toContain('Go on with the tokens that are left: plaid-migrate tokens');
  expect(code).toBe(1);
});

/** In the simulator's place, a server that says "too fast" once and is gone for good. */
async function answerOnceThenLeave({ simulator }: Workspace): Promise<() => boolean> {
  await simulator.close();
  let answered = false;
  const server = createServer((_, response) => {
    answered = true;
    response.writeHead(429, { 'content-type': 'application/json', connection: 'close' });
    response.end(
      JSON.stringify({
        error_type: 'RATE_LIMIT_EXCEEDED',
        error_code: 'RATE_LIMIT',
        request_id: '1',
      }),
    );
    server.close();
  });
  await new Promise<void>((resolve) => void server.listen(simulator.port, '127.0.0.1', resolve));
  return () => answered;
}
