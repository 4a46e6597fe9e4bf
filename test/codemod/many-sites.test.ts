import { applyPatch } from 'diff';
import { describe, expect, test } from 'vitest';
import { EditIndex } from '../../src/codemod/edit-index.ts';
import { unifiedDiff } from '../../src/codemod/unified-diff.ts';

const numbers = Array.from({ length: 5000 }, (_, index) => index);

describe('a file with thousands of changes', () => {
  test('has a diff that leads from one text to the other and shows what changes alone', () => {
    const before = numbers.map((n) => `open(${String(n)});\nkey(${String(n)});\n}\n`).join('');
    const after = before.replaceAll(/key\((\d+)\);/g, 'token($1);\nshow($1);');
    const diff = unifiedDiff({ path: 'a.js', before, after, bom: false, findings: [] });
    expect(applyPatch(before, diff, { autoConvertLineEndings: false })).toBe(after);
    expect(diff.match(/^[-+](?!--|\+\+)/gm)).toHaveLength(3 * numbers.length);
  });

  test('has an edit found by what it overlaps, the first that came where there are more', () => {
    const index = new EditIndex(
      numbers.map((n) => ({ start: n * 100, end: n * 100 + 50, text: String(n) })),
    );
    index.add({ start: 0, end: 500_000, text: 'all' });
    expect(index.overlapping({ start: 420_010, end: 420_020, text: '' })?.text).toBe('4200');
    expect(index.overlapping({ start: 420_060, end: 420_070, text: '' })?.text).toBe('all');
    expect(index.overlapping({ start: 500_000, end: 500_001, text: '' })).toBeUndefined();
    expect(index.edits).toHaveLength(numbers.length + 1);
  });
});
