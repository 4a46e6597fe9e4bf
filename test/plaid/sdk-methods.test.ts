import { createRequire } from 'node:module';
import { PlaidApi } from 'plaid';
import { describe, expect, test } from 'vitest';
import { findSdkMethod, sdkMethods } from '../../src/plaid/sdk-methods.ts';

const require = createRequire(import.meta.url);

/** The methods of an old client's prototype, as npm has it. */
function methodsOf(name: string): string[] {
  const loaded: unknown = require(name);
  if (typeof loaded !== 'object' || loaded === null || !('Client' in loaded)) return [];
  if (typeof loaded.Client !== 'function') return [];
  const prototype: unknown = Reflect.get(loaded.Client, 'prototype');
  const names = typeof prototype === 'object' && prototype !== null ? Object.keys(prototype) : [];
  return names.filter((each) => !each.startsWith('_'));
}

describe.each(['plaid-2', 'plaid-3', 'plaid-4', 'plaid-8'])(
  'the table knows every method of %s',
  (name) => {
    const methods = methodsOf(name);
    test('which has many', () => expect(methods.length).toBeGreaterThan(25));
    test.each(methods)('%s', (method) => expect(findSdkMethod(method)).toBeDefined());
  },
);

test.each(sdkMethods.filter((each) => each.current !== undefined))(
  '$name is $current today',
  ({ current }) => {
    expect(typeof Reflect.get(PlaidApi.prototype, current ?? '')).toBe('function');
  },
);

test.each(sdkMethods.filter((each) => each.current === undefined))(
  '$name is gone, and the note says what to do',
  ({ note, parameters }) => {
    expect(note).toMatch(/\w.*\.$/);
    expect(parameters).toEqual([]);
  },
);
