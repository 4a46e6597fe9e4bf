import { expect, test } from 'vitest';
import { withoutComments } from '../../../src/rules/server/without-comments.ts';

test.each([
  ["f('https://a') /* b */ => {", "f('https://a') => {"],
  ['function f() {\n  // why\n  return g(', 'function f() {\n  return g('],
  ['function f() { // why\r\n  /* a\n b */\r\n  g(', 'function f() {\r\n  g('],
  ['f(/* a */ b, ', 'f(b, '],
  ['export const f = ', 'export const f = '],
])('%j', (code, expected) => {
  expect(withoutComments(code)).toBe(expected);
});
