import { expect, test } from 'vitest';
import { inStyle } from '../../src/generate/in-style.ts';
import { quotedText } from '../../src/generate/quoted-text.ts';
import type { FileStyle } from '../../src/scan/file-style.ts';

const style: FileStyle = {
  quote: "'",
  semicolons: true,
  indent: '  ',
  lineEnd: '\n',
  syntax: 'es5',
  typescript: false,
  functionSpace: true,
  trailingComma: false,
};

test.each([
  ["'", String.raw`{ name: 'Bob\'s OUTLET, the "Bank" «of» CONST FN(a) {' }`],
  ['"', String.raw`{ name: "Bob's OUTLET, the \"Bank\" «of» CONST FN(a) {" }`],
] as const)('a text of the user stays what it is in %s', (quote, written) => {
  const text = quotedText(`Bob's OUTLET, the "Bank" «of» CONST FN(a) {`, "'");
  expect(inStyle(`{ name: ${text} }`, { ...style, quote }, {}, '')).toBe(written);
});

test('texts within what only TypeScript has go along with it', () => {
  const template = "LET links« as Omit<Link, 'user'>» = %links%;";
  expect(inStyle(template, { ...style, quote: '"' }, { links: "'mine'" }, '')).toBe(
    "var links = 'mine';",
  );
  expect(inStyle(template, { ...style, quote: '"', typescript: true }, { links: 'x' }, '')).toBe(
    'var links as Omit<Link, "user"> = x;',
  );
});
