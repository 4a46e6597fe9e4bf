import { applyPatch, createTwoFilesPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unifiedDiff } from '../../src/codemod/unified-diff.ts';

function diff(before: string, after: string): string {
  return unifiedDiff({ path: 'a.js', before, after, bom: false, findings: [] });
}

const lines = (...numbers: readonly (number | string)[]) =>
  numbers.map((number) => `${String(number)}\n`).join('');

describe('a diff shows what changes with three lines around it', () => {
  test.each<[string, string, string, string]>([
    [
      'in the middle',
      lines(1, 2, 3, 4, 5, 6, 7, 8, 9),
      lines(1, 2, 3, 4, 'x', 6, 7, 8, 9),
      '@@ -2,7 +2,7 @@',
    ],
    ['at the start', lines(1, 2, 3, 4, 5), lines('x', 2, 3, 4, 5), '@@ -1,4 +1,4 @@'],
    ['at the end', lines(1, 2, 3, 4, 5), lines(1, 2, 3, 4, 'x'), '@@ -2,4 +2,4 @@'],
    ['a line that goes', lines(1, 2, 3, 4, 5, 6, 7), lines(1, 2, 3, 5, 6, 7), '@@ -1,7 +1,6 @@'],
    ['a new file', '', lines(1, 2), '@@ -0,0 +1,2 @@'],
    ['behind an empty line', '\n\na\n', '\n\nb\n', '@@ -1,3 +1,3 @@'],
    ['a file that begins with one', '\na\n', 'b\na\n', '@@ -1,2 +1,2 @@'],
  ])('%s', (_, before, after, header) => {
    const [, , hunk] = diff(before, after).split('\n');
    expect(hunk).toBe(header);
  });

  test('a last line that gets its line break', () => {
    expect(diff('1\n2', '1\n2\n').split('\n').slice(3)).toEqual([
      ' 1',
      '-2',
      String.raw`\ No newline at end of file`,
      '+2',
      '',
    ]);
  });
});

test('a diff is that of the whole files, and leads from one to the other', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', '', '}'), { maxLength: 30 })
    .chain((words) => fc.constantFrom('\n', '\r\n').map((end) => words.join(end)));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const found = diff(before, after);
      expect(found).toBe(
        createTwoFilesPatch('a/a.js', 'b/a.js', before, after, '', '', {
          context: 3,
          headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
        }),
      );
      expect(applyPatch(before, found, { autoConvertLineEndings: false })).toBe(after);
    }),
    { numRuns: 2000 },
  );
});
