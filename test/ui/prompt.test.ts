import { describe, expect, test } from 'vitest';
import { confirm, isInteractive, type Answer } from '../../src/ui/prompt.ts';
import { fakeHost } from '../fake-host.ts';

const terminals = { stdinIsTTY: true, stderrIsTTY: true };

describe('isInteractive', () => {
  test.each([
    [terminals, true],
    [{ ...terminals, stdinIsTTY: false }, false],
    [{ ...terminals, stderrIsTTY: false }, false],
    [{ ...terminals, env: { CI: 'true' } }, false],
    [{ ...terminals, env: { CI: '1' } }, false],
    [{ ...terminals, env: { CI: 'false' } }, true],
    [{ ...terminals, env: { CI: '' } }, true],
  ])('%j: %s', (options, expected) => {
    expect(isInteractive(fakeHost(options))).toBe(expected);
  });
});

describe('confirm', () => {
  async function typed(keys: string | undefined): Promise<Answer> {
    const host = fakeHost(terminals);
    const answer = confirm(host, 'Go?', new AbortController().signal);
    if (keys === undefined) host.stdin.end();
    else host.stdin.write(keys);
    const result = await answer;
    expect(host.written.stderr).toContain('Go? [y/N] ');
    expect(host.written.stdout).toBe('');
    return result;
  }

  test.each(['y\n', 'Y\n', 'yes\r', ' Yes \n'])('%j is a yes', async (keys) => {
    expect(await typed(keys)).toBe('yes');
  });

  test.each(['\n', 'n\n', 'yep\n', 'no\r', '\u0004', undefined])('%j is a no', async (keys) => {
    expect(await typed(keys)).toBe('no');
  });

  test('Ctrl-C is no answer', async () => {
    expect(await typed('\u0003')).toBe('interrupted');
  });

  test('nor is a signal', async () => {
    const host = fakeHost(terminals);
    const controller = new AbortController();
    const answer = confirm(host, 'Go?', controller.signal);
    controller.abort();
    expect(await answer).toBe('interrupted');
  });
});
