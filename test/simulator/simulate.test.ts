import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { simulate, type SimulateOptions } from '../../src/commands/simulate.ts';
import { systemClock } from '../../src/core/clock.ts';
import { ExitCode } from '../../src/core/exit-codes.ts';
import type { Host, Output } from '../../src/core/host.ts';
import { createItemTokens } from '../../src/simulator/items.ts';
import { anyText, containing } from './matchers.ts';
import { withSimulator } from './with-simulator.ts';

/** A host whose outputs are kept; `stop` plays Ctrl-C, `started` resolves with the URL. */
async function withHost() {
  const cwd = await mkdtemp(join(tmpdir(), 'simulate-'));
  onTestFinished(() => rm(cwd, { recursive: true }));
  const listeners = new Set<(signal: 'SIGINT') => void>();
  let tellUrl = (_url: string): void => {};
  const started = new Promise<string>((resolve) => {
    tellUrl = resolve;
  });
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr'): Output => {
    const write = (text: string): Promise<void> => {
      written[name] += text;
      if (name === 'stdout') tellUrl(text.trim());
      return Promise.resolve();
    };
    return { isTTY: false, columns: undefined, write, writeRaw: write };
  };
  const host: Host = {
    env: {},
    cwd,
    pid: 1,
    hostname: 'here',
    stdin: Readable.from([]),
    stdout: output('stdout'),
    stderr: output('stderr'),
    clock: systemClock,
    random: () => 0.5,
    onStopSignal(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    exitNow() {
      throw new Error('exit');
    },
  };
  const stop = (): void => listeners.forEach((listener) => listener('SIGINT'));
  return { host, written, started, stop, listeners };
}

describe('plaid-migrate simulate', () => {
  it('writes its table, says how to use it and runs until it is stopped', async () => {
    const { host, written, started, stop, listeners } = await withHost();
    const exit = simulate({ port: '0', items: '2500', seed: '7', table: 'table.csv' }, host);
    const url = await started;
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(written.stdout).toBe(`${url}\n`);
    expect(written.stderr).toContain(
      'export PLAID_CLIENT_ID=any PLAID_SECRET=any PLAID_ENV=sandbox',
    );
    expect(written.stderr).toContain(`plaid-migrate tokens --from table.csv --api-url ${url}`);
    expect((await fetch(`${url}/simulator/calls`)).status).toBe(200);

    const table = await readFile(join(host.cwd, 'table.csv'), 'utf8');
    const [head, first, ...rest] = table.trimEnd().split('\n');
    const tokens = createItemTokens(7, 'sandbox');
    expect(head).toBe('id,user_id,access_token');
    expect(first).toBe(`1,user-1,${tokens.legacyAccessToken(0)}`);
    expect(rest).toHaveLength(2499);
    expect((await stat(join(host.cwd, 'table.csv'))).mode & 0o777).toBe(0o600);

    stop();
    expect(await exit).toBe(ExitCode.done);
    expect(listeners.size).toBe(0);
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  it('overwrites no file', async () => {
    const { host } = await withHost();
    await writeFile(join(host.cwd, 'table.csv'), 'mine');
    const exit = simulate({ port: '0', table: 'table.csv' }, host);
    await expect(exit).rejects.toThrow('exists already');
    expect(await readFile(join(host.cwd, 'table.csv'), 'utf8')).toBe('mine');
  });

  it('says that a port is taken', async () => {
    const { host } = await withHost();
    const { port } = await withSimulator();
    await expect(simulate({ port: String(port) }, host)).rejects.toThrow(
      `Port ${String(port)} is in use`,
    );
  });

  const wrong: ReadonlyArray<readonly [string, SimulateOptions]> = [
    ['--items', { items: '0' }],
    ['--seed', { seed: 'x' }],
    ['--port', { port: '70000' }],
    ['--latency', { latency: '-1' }],
    ['--rate-limit', { rateLimit: 'fast' }],
    ['--refuse', { refuse: '5' }],
    ['--repeat', { repeat: 'sometimes' }],
    ['--fault', { fault: ['x=1'] }],
    ['environment', { env: 'development' }],
    ['--webhook', { webhook: 'https://example.com/' }],
    ['--webhook', { webhook: 'http://example.com/' }],
    ['--webhook-every', { webhookEvery: '10' }],
    ['--webhook-every', { webhook: 'http://127.0.0.1:1/', webhookEvery: '0' }],
    ['--table', { port: '0', table: 'no/such/folder.csv' }],
  ];
  it.each(wrong)('refuses a wrong %s and hints at a right one', async (name, options) => {
    const { host, written } = await withHost();
    const exit = simulate(options, host);
    await expect(exit).rejects.toMatchObject({
      name: 'MigrateError',
      message: containing(name),
      hint: anyText,
    });
    expect(written.stdout).toBe('');
  });
});
