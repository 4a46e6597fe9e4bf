import { describe, expect, test } from 'vitest';
import { confirm, isInteractive } from '../../src/ui/prompt.ts';
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
  async function typed(keys: string | undefined): Promise<boolean> {
    const host = fakeHost(terminals);
    const answer = confirm(host, 'Go?');
    if (keys === undefined) host.stdin.end();
    else host.stdin.write(keys);
    const result = await answer;
    expect(host.written.stderr).toContain('Go? [y/N] ');
    expect(host.written.stdout).toBe('');
    return result;
  }

  test.each(['y\n', 'Y\n', 'yes\r', ' Yes \n'])('%j is a yes', async (keys) => {
    expect(await typed(keys)).toBe(true);
  });

  test.each(['\n', 'n\n', 'yep\n', 'no\r', '\u0003', '\u0004', undefined])(
    '%j is a no',
    async (keys) => {
      expect(await typed(keys)).toBe(false);
    },
  );
});
