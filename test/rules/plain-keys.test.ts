import { expect, test } from 'vitest';
import { plainKeys } from '../../src/rules/public-key/plain-keys.ts';

test.each([
  ["key: 'abc',\n  env: 'sandbox',", []],
  ["'key': 'abc'}", []],
  ['publicKey="abc" env="sandbox"', []],
  ['publicKey="abc"\n  env="sandbox" />', []],
  ['key: process.env.PLAID_KEY,', ['PLAID_KEY']],
  ['publicKey={process.env.PLAID_KEY}', ['PLAID_KEY']],
  ['key: import.meta.env.VITE_KEY', ['VITE_KEY']],
])('%s says its key', (text, variables) => {
  expect(plainKeys(text)).toEqual({ variables });
});

test.each([
  'key',
  '{ key }',
  'key,',
  'key: KEY,',
  'options.key = KEY;',
  "key: process.env.PLAID_KEY || 'x',",
  "key: process.env.NODE_ENV === 'test' ? A : B,",
  'key: process.env.PLAID_KEY\n  || other,',
  "key: '<%= KEY %>',",
  "key: '{{ key }}',",
  "key: 'a' + B,",
  'key: `${KEY}`,',
])('%s is for the parser', (text) => {
  expect(plainKeys(text)).toBeUndefined();
});

test.each(["env: 'sandbox',", "product: ['auth'],", 'keys: 1,', 'monkey: 1,', ''])(
  '%s gives no key',
  (text) => {
    expect(plainKeys(text)).toBe('none');
  },
);
