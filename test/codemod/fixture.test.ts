import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { outcomeOf, readFixture, updateFixture } from './fixture.ts';
import { migrate } from './migrate.ts';
import { replacing } from './throwaway-rules.ts';

function fixture(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'plaid-migrate-fixture-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

test.each([
  [{ 'expected.js': '' }, /there is to be one/],
  [{ 'input.js': '', 'input.ts': '' }, /there is to be one/],
  [{ 'input.js': '', 'input/a.js': '' }, /there is to be one/],
  [{ 'input.js': '', 'expected.ts': '' }, /nothing reads expected\.ts/],
  [{ 'input.js': '', 'notes.md': '' }, /nothing reads notes\.md/],
  [{ 'input.js': 'a', 'expected.js': 'a' }, /expected unchanged/],
])('%o is refused', (files, message) => {
  expect(() => readFixture(fixture(files))).toThrow(message);
});

test('says what a run made of one file', () => {
  const folder = fixture({
    'input.js': 'plaid(1);\n',
    'expected.js': 'link(1);\n',
    'findings.json': JSON.stringify([
      { rule: 'test/rule', outcome: 'rewritten', line: 1, message: 'Found plaid.' },
    ]),
  });
  const read = readFixture(folder);
  const outcome = outcomeOf(read, migrate(read.input, [replacing(/plaid/, 'link')]));
  expect(outcome.expected).toEqual(read.expected);
  expect(outcome.findings).toEqual(read.findings);
  expect(outcome.requests).toEqual([]);
});

test('is brought up to date: what changes is written, what does not is taken away', () => {
  const folder = fixture({
    'input/a.js': 'plaid(1);\n',
    'input/b/c.js': 'other(1);\n',
    'expected/b/c.js': 'stale(1);\n',
    'findings.json': '[]',
  });
  const read = readFixture(folder);
  updateFixture(read, outcomeOf(read, migrate(read.input, [replacing(/plaid/, 'link')])));
  expect(readdirSync(join(folder, 'expected'), { recursive: true })).toEqual(['a.js', 'b']);
  expect(readFileSync(join(folder, 'expected/a.js'), 'utf8')).toBe('link(1);\n');
  expect(readFixture(folder).findings).toEqual([
    { rule: 'test/rule', outcome: 'rewritten', path: 'a.js', line: 1, message: 'Found plaid.' },
  ]);
});
