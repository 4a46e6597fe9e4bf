import { expect, test } from 'vitest';
import { rereadFile } from '../../src/codemod/reread-file.ts';
import { verifyOutput } from '../../src/codemod/verify-output.ts';
import { applyEdits } from '../../src/codemod/apply-edits.ts';
import { memoryProject } from '../../src/scan/memory-project.ts';

/** What is said of a text in which `replaced` took the place of `removed`. */
function verified(text: string, removed: string, replaced = ''): string | undefined {
  const file = memoryProject(new Map([['a.js', text]])).load('a.js');
  if (file === undefined) throw new Error('There is no such file.');
  const start = text.indexOf(removed);
  const edits = [{ start, end: start + removed.length, text: replaced }];
  return verifyOutput(file, rereadFile(file, applyEdits(text, edits)), edits);
}

test('a comment may go with what it stands in, also where another says the same', () => {
  const text = 'plaid({\n  key, // of the dashboard\n  env, // of the dashboard\n});\n';
  expect(verified(text, '  key, // of the dashboard\n')).toBeUndefined();
  expect(verified(text, '  env, // of the dashboard\n')).toBeUndefined();
});

test('a comment may not go with what is replaced', () => {
  const text = 'plaid({\n  key, // of the dashboard\n});\n';
  expect(verified(text, 'key, // of the dashboard', 'token,')).toBe('a comment is lost (line 2)');
});

test('the result has to parse where the input did', () => {
  expect(verified('plaid({ key });\n', '}')).toMatch(/^the result does not parse \(/);
  expect(verified('plaid({ key );\n', 'key', 'token')).toBeUndefined();
});
