import { expect, test } from 'vitest';
import { excerptOf } from '../../src/report/excerpt.ts';

const lines = Array.from({ length: 40 }, (_, index) => `line(${String(index + 1)});`);

test('two lines stand around those of a finding, as far as there are any', () => {
  expect(excerptOf({ path: 'a.js', lines }, 10, 11)).toEqual({
    firstLine: 8,
    lines: lines.slice(7, 13),
  });
  expect(excerptOf({ path: 'a.js', lines }, 1, 1)).toEqual({
    firstLine: 1,
    lines: lines.slice(0, 3),
  });
  expect(excerptOf({ path: 'a.js', lines }, 40, 40).lines).toEqual(lines.slice(37));
  expect(excerptOf({ path: 'a.js', lines }, 5, 39).lines).toHaveLength(12);
});

test('long lines are cut, between characters', () => {
  const [line] = excerptOf({ path: 'a.js', lines: [`${'x'.repeat(199)}😀more`] }, 1, 1).lines;
  expect(line).toBe(`${'x'.repeat(199)}…`);
});

test('keys and tokens are blanked out, and every value of settings', () => {
  const code = [
    "const secret = '5d1fa2b3c4d5e6f7a8b9c0d1';",
    "const token = 'access-sandbox-1234-abcd';",
  ];
  expect(excerptOf({ path: 'a.js', lines: code }, 1, 2).lines.join()).not.toMatch(
    /5d1fa2|1234-abcd/,
  );
  const settings = ['PLAID_SECRET=hush', 'DATABASE_URL=postgres://me:hush@db/app', 'hush'];
  const { lines: shown } = excerptOf({ path: 'config/.env.local', lines: settings }, 1, 3);
  expect(shown).toEqual(['PLAID_SECRET=[redacted]', 'DATABASE_URL=[redacted]', '[redacted]']);
});
