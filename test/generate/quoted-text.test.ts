import { expect, test } from 'vitest';
import { quotedText } from '../../src/generate/quoted-text.ts';

test.each([
  ['/plaid/create_link_token', "'/plaid/create_link_token'"],
  ["Bob's", String.raw`'Bob\'s'`],
  ['the "Bank"', `'the "Bank"'`],
  [String.raw`a\b`, String.raw`'a\\b'`],
  ['a\r\nb\u2028', String.raw`'a\r\nb\u2028'`],
  ['</script><!-- </SCRIPT', String.raw`'\x3C/script>\x3C!-- \x3C/SCRIPT'`],
])('%j is written as %s', (text, literal) => {
  expect(quotedText(text, "'")).toBe(literal);
});

test('in double quotes the others stand as they are', () => {
  expect(quotedText(`Bob's "Bank"`, '"')).toBe(String.raw`"Bob's \"Bank\""`);
});
