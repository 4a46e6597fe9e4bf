import { expect, test } from 'vitest';
import { hang, wrap } from '../../src/ui/wrap.ts';

test('lines break between words, and a longer word stands alone', () => {
  expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrap('a verylongword b', 6)).toEqual(['a', 'verylongword', 'b']);
  expect(wrap('', 5)).toEqual(['']);
  // Two columns each.
  expect(wrap('漢字 漢字', 6)).toEqual(['漢字', '漢字']);
});

test('what follows hangs below the text', () => {
  expect(hang('  12  ', 'one two three four five', 30)).toBe('  12  one two three four five\n');
  expect(hang('  12  ', 'one two three four five six', 28)).toBe(
    '  12  one two three four\n      five six\n',
  );
});
