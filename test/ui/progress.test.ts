import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createProgress, describeProgress } from '../../src/ui/progress.ts';
import { fakeHost } from '../fake-host.ts';

const state = { done: 0, total: 1000, perSecond: 10, failed: 0, etaSeconds: 100 };

describe('describeProgress', () => {
  test.each([
    [
      { ...state, done: 240, failed: 3, etaSeconds: 660 },
      '240/1,000 · 10/s · 3 failed · ETA 11 min',
    ],
    [{ ...state, perSecond: 0, etaSeconds: undefined }, '0/1,000'],
    [{ ...state, done: 1000 }, '1,000/1,000 · 10/s'],
  ])('%j', (given, expected) => {
    expect(describeProgress(given)).toBe(expected);
  });
});

describe('off a terminal', () => {
  test('prints a line per five percent, and the last state', async () => {
    const host = fakeHost();
    const progress = await createProgress(host);
    for (let done = 0; done <= 170; done += 1) progress.update({ ...state, done });
    progress.stop();
    expect(host.written.stderr.split('\n')).toEqual([
      '  5 %  50/1,000 · 10/s · ETA 1 min 40 s',
      ' 10 %  100/1,000 · 10/s · ETA 1 min 40 s',
      ' 15 %  150/1,000 · 10/s · ETA 1 min 40 s',
      ' 17 %  170/1,000 · 10/s · ETA 1 min 40 s',
      '',
    ]);
  });

  test('and on one that cannot move its cursor', async () => {
    const host = fakeHost({ stderrIsTTY: true, env: { TERM: 'dumb' } });
    const progress = await createProgress(host);
    progress.update({ ...state, done: 50 });
    progress.stop();
    expect(host.written.stderr).toBe('  5 %  50/1,000 · 10/s · ETA 1 min 40 s\n');
  });

  test('prints a line per 30 seconds when it is slow', async () => {
    const host = fakeHost();
    const progress = await createProgress(host);
    for (let second = 0; second < 65; second += 1) {
      progress.update({ ...state, done: 1 });
      host.clock.advance(1000);
    }
    expect(host.written.stderr.split('\n')).toHaveLength(3);
  });

  test('prints the end once', async () => {
    const host = fakeHost();
    const progress = await createProgress(host);
    progress.update({ ...state, done: 1000 });
    progress.stop();
    expect(host.written.stderr).toBe('100 %  1,000/1,000 · 10/s\n');
  });

  test('prints no control character', async () => {
    const host = fakeHost({ env: { FORCE_COLOR: '1' } });
    const progress = await createProgress(host);
    progress.update({ ...state, done: 500 });
    progress.log('a line');
    progress.stop();
    expect(host.written.stderr).toBe(stripVTControlCharacters(host.written.stderr));
    expect(host.written.stdout).toBe('');
  });
});

test('with quiet only logged lines appear', async () => {
  const host = fakeHost({ stderrIsTTY: true });
  const progress = await createProgress(host, { quiet: true });
  progress.update({ ...state, done: 1000 });
  progress.log('a line');
  progress.stop();
  expect(host.written.stderr).toBe('a line\n');
});

describe('on a terminal', () => {
  test('one line moves, logged lines stay, and the last state is left', async () => {
    const host = fakeHost({ stderrIsTTY: true, env: { NO_COLOR: '1' } });
    const progress = await createProgress(host);
    progress.update({ ...state, done: 10 });
    progress.log('a line');
    host.clock.advance(50);
    progress.update({ ...state, done: 20 });
    host.clock.advance(200);
    progress.update({ ...state, done: 500 });
    progress.stop();
    const shown = stripVTControlCharacters(host.written.stderr);
    expect(shown).toContain('1 %  10/1,000');
    expect(shown).toContain('a line\n');
    expect(shown).not.toContain('20/1,000');
    expect(shown.endsWith('50 %  500/1,000 · 10/s · ETA 1 min 40 s\n')).toBe(true);
    expect(host.written.stderr).not.toContain('\u001b[36m');
  });

  test('stop without an update leaves nothing', async () => {
    const host = fakeHost({ stderrIsTTY: true });
    (await createProgress(host)).stop();
    expect(stripVTControlCharacters(host.written.stderr)).toBe('');
  });
});
