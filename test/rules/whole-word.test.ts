import { expect, test } from 'vitest';
import { wholeWord } from '../../src/rules/whole-word.ts';

test.each([
  ['user', 'the user.id', true],
  ['user', '$user users userId', false],
  ['$user', 'a($user)', true],
  ['$', '$.post()', true],
  ['$', 'user$', false],
  ['a.b(', 'x = a.b(1', false],
  ['a.b(', 'x = a.b()', true],
])('%s in %j: %j', (name, text, expected) => {
  expect(wholeWord(name).test(text)).toBe(expected);
});
