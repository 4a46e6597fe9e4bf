import { describe, expect, test } from 'vitest';
import { runCommandLine } from '../src/run-program.ts';
import { fakeHost } from './fake-host.ts';

describe('runCommandLine', () => {
  test('runs a command in the given world', async () => {
    const host = fakeHost();
    expect(await runCommandLine(['keygen'], host)).toBe(0);
    expect(host.written.stdout).toMatch(/^[\w-]{43}\n$/);
  });

  const broken = (error: Error) => {
    const host = fakeHost();
    const stdout = { ...host.stdout, writeRaw: () => Promise.reject(error) };
    return { ...host, stdout, written: host.written };
  };

  test('calls what nobody expected a bug, with a stack only for --debug', async () => {
    const plain = broken(new TypeError('x is not a function'));
    expect(await runCommandLine(['keygen'], plain)).toBe(2);
    expect(plain.written.stderr).toBe(
      'error: x is not a function\n' +
        'This is a bug in plaid-migrate, not in your data: run again with --debug for what a report needs.\n',
    );

    const debugged = broken(
      new TypeError('x is not a function', { cause: new Error('deep down') }),
    );
    expect(await runCommandLine(['keygen', '--debug'], debugged)).toBe(2);
    expect(debugged.written.stderr).toMatch(/\n {4}at /);
    expect(debugged.written.stderr).toContain('Caused by: Error: deep down');
  });

  test('says what the machine refused, and calls it no bug', async () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), {
      code: 'ENOSPC',
      syscall: 'write',
    });
    const host = broken(full);
    expect(await runCommandLine(['keygen'], host)).toBe(2);
    expect(host.written.stderr).toBe('error: ENOSPC: no space left on device, write\n');
  });

  test('suggests a subcommand as it can be typed', async () => {
    const host = fakeHost();
    expect(await runCommandLine(['status'], host)).toBe(2);
    expect(host.written.stderr).toContain('(Did you mean tokens status?)');
  });

  test('writes help to stdout and usage errors to stderr', async () => {
    const helped = fakeHost();
    expect(await runCommandLine(['keygen', '--quiet', '--help'], helped)).toBe(0);
    expect(helped.written).toMatchObject({ stderr: '', stdout: expect.stringMatching(/^Usage: /) });

    const wrong = fakeHost({ stderrIsTTY: true });
    expect(await runCommandLine(['nope'], wrong)).toBe(2);
    expect(wrong.written.stdout).toBe('');
    expect(wrong.written.stderr).toContain('\u001b[31merror:\u001b[39m unknown command');
  });
});
